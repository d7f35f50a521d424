//! The text of a document that has none of its own.

use super::Location;

/// Writes the text of a document that has none of its own (pages, mark-up), and tells each line's place in it.
#[derive(Debug, Default)]
pub struct Transcript {
    text: String,
    lines: u32,
    chars: usize,
}

impl Transcript {
    /// Adds one line (its own line breaks become spaces) and gives its place: `lines` and `chars`.
    pub fn push(&mut self, line: &str) -> Location {
        let start = self.chars;
        for c in line.chars() {
            self.text.push(if c == '\n' || c == '\r' { ' ' } else { c });
            self.chars += 1;
        }
        let place = Location {
            lines: Some((self.lines + 1, self.lines + 1)),
            chars: Some((start, self.chars)),
            ..Location::default()
        };
        self.text.push('\n');
        self.chars += 1;
        self.lines += 1;
        place
    }

    /// The text written so far.
    pub fn finish(self) -> String {
        self.text
    }
}
