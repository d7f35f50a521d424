//! The lines of a plain text, each with its place.

use crate::document::Location;

/// One line as it stands in the file, without its line break.
#[derive(Debug, Clone, Copy)]
pub(super) struct SourceLine<'a> {
    /// 1-based.
    pub(super) number: u32,
    /// Characters before it in the text.
    pub(super) start: usize,
    /// Without the form feeds at its start.
    pub(super) raw: &'a str,
    /// A form feed stands before it, or at the end of the line before.
    pub(super) page_start: bool,
}

impl<'a> SourceLine<'a> {
    /// Nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.raw.trim().is_empty()
    }

    /// White space before its first character; a tab counts as four.
    pub(super) fn indent(&self) -> usize {
        let spaces = self.raw.chars().take_while(|c| c.is_whitespace());
        spaces.map(|c| if c == '\t' { 4 } else { 1 }).sum()
    }

    /// What stands at its left and at its right margin, where it holds two things: `Sheet 2        As of: May 2023`.
    pub(super) fn at_margins(&self) -> Option<[SourceLine<'a>; 2]> {
        /// Spaces between the two at least.
        const GAP: usize = 12;
        /// Neither is longer than this (characters): columns of running text are no margins.
        const LONGEST: usize = 60;
        let text = self.raw.trim_end();
        let start = text.len() - text.trim_start().len();
        let gap = start + text[start..].find(&" ".repeat(GAP))?;
        let right = gap + (text[gap..].len() - text[gap..].trim_start().len());
        let part = |range: std::ops::Range<usize>| SourceLine {
            start: self.start + self.raw[..range.start].chars().count(),
            raw: &self.raw[range],
            ..*self
        };
        let parts = [part(start..gap), part(right..text.len())];
        let short = |part: &SourceLine<'_>| part.raw.chars().count() <= LONGEST && !part.raw.contains("   ");
        parts.iter().all(short).then_some(parts)
    }

    /// The place of `part`, a slice of this line's `raw` by bytes.
    pub(super) fn place(&self, part: std::ops::Range<usize>) -> Location {
        let before = self.raw[..part.start].chars().count();
        let length = self.raw[part].chars().count();
        Location {
            lines: Some((self.number, self.number)),
            chars: Some((self.start + before, self.start + before + length)),
            ..Location::default()
        }
    }

    /// The place of all that is not white space at its ends.
    pub(super) fn extent(&self) -> Location {
        let start = self.raw.len() - self.raw.trim_start().len();
        self.place(start..start.max(self.raw.trim_end().len()))
    }
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<SourceLine<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fed = false;
    for (index, line) in text.split('\n').enumerate() {
        let raw = line.trim_start_matches('\x0c');
        let feeds = line.len() - raw.len();
        let raw = raw.trim_end_matches('\x0c');
        lines.push(SourceLine {
            number: index as u32 + 1,
            start: start + feeds,
            raw,
            page_start: feeds > 0 || fed,
        });
        fed = line.len() > feeds + raw.len();
        start += line.chars().count() + 1;
    }
    lines
}
