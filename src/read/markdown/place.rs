//! Byte offsets → lines and characters.

use std::ops::Range;

use crate::document::Location;

/// The line starts of a text, to find places by byte offset.
pub(super) struct Places<'a> {
    text: &'a str,
    /// Byte and character that each line starts with.
    starts: Vec<(usize, usize)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Places<'a> {
        let mut starts = vec![(0, 0)];
        let (mut byte, mut char) = (0, 0);
        for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            byte += line.len();
            char += line.chars().count();
            starts.push((byte, char));
        }
        Places { text, starts }
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

    /// Line (1-based) and character of a byte.
    fn find(&self, byte: usize) -> (u32, usize) {
        let line = self.starts.partition_point(|(start, _)| *start <= byte) - 1;
        let (start, chars) = self.starts[line];
        (line as u32 + 1, chars + self.text[start..byte].chars().count())
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
