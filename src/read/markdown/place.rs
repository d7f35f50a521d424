//! Byte offsets → lines and characters.

use std::ops::Range;

use crate::document::Location;

/// How many bytes are counted through at most to find a place: one line may be the whole file.
const STEP: usize = 512;

/// Marks in a text, to find places by byte offset.
pub(super) struct Places<'a> {
    text: &'a str,
    /// At line starts, and within long lines: byte, character, and the line's 0-based number.
    marks: Vec<(usize, usize, u32)>,
    /// The byte that each line starts with.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Places<'a> {
        let mut marks = vec![(0, 0, 0)];
        let mut lines = vec![0];
        let mut last = 0;
        for (char, (byte, c)) in text.char_indices().enumerate() {
            if c == '\n' {
                last = byte + 1;
                lines.push(last);
                marks.push((last, char + 1, lines.len() as u32 - 1));
            } else if byte >= last + STEP {
                last = byte;
                marks.push((last, char, lines.len() as u32 - 1));
            }
        }
        Places { text, marks, lines }
    }

    /// The place of these bytes, white space at their ends left out.
    pub(super) fn of(&self, bytes: Range<usize>) -> Location {
        let part = &self.text[bytes.clone()];
        let start = bytes.start + (part.len() - part.trim_start().len());
        let end = start.max(bytes.start + part.trim_end().len());
        let (first, start_char) = self.find(start);
        let (last, end_char) = self.find(end);
        Location {
            lines: Some((first, last)),
            chars: Some((start_char, end_char)),
            ..Location::default()
        }
    }

    /// Characters of the whole source line that `place` ends on, indent and mark-up included. Counted up to `most`, as
    /// one line may be the whole file.
    pub(super) fn width(&self, place: &Location, most: usize) -> usize {
        let Some((_, line)) = place.lines else { return 0 };
        let start = self.lines.get(line as usize - 1).copied().unwrap_or(0);
        let rest = self.text.get(start..).unwrap_or_default();
        rest.chars().take(most).take_while(|c| *c != '\n').count()
    }

    /// Line (1-based) and character of a byte.
    fn find(&self, byte: usize) -> (u32, usize) {
        let mark = self.marks.partition_point(|(start, ..)| *start <= byte) - 1;
        let (start, chars, line) = self.marks[mark];
        (line + 1, chars + self.text[start..byte].chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let text = "Ä b\n\n  käyttö \n";
        let places = Places::new(text);
        let found = places.of(6..text.len());
        assert_eq!(found.lines, Some((3, 3)));
        assert_eq!(found.chars, Some((7, 13)));
        assert_eq!(Places::new("a\nb").of(0..3).lines, Some((1, 2)));
    }
}
