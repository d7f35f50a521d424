//! Inline Markdown → lines.

use std::ops::Range;

use crate::document::Line;
use crate::read::inline::{Emphasis, Inline, SetLine};
use crate::read::marker;

use super::place::Places;

/// The lines of the paragraph, item or cell that is being read.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<SetLine>,
    /// Whether each line ended softly: only where the source was wrapped.
    soft: Vec<bool>,
    inline: Inline,
    extent: Option<Range<usize>>,
}

impl Lines {
    pub(super) fn push(&mut self, text: &str, emphasis: Emphasis, range: Range<usize>) {
        self.inline.push(text, emphasis);
        let start = self
            .extent
            .as_ref()
            .map_or(range.start, |extent| extent.start.min(range.start));
        let end = self
            .extent
            .as_ref()
            .map_or(range.end, |extent| extent.end.max(range.end));
        self.extent = Some(start..end);
    }

    /// Characters of the line so far.
    pub(super) fn len(&self) -> usize {
        self.inline.len()
    }

    /// The text of the line from this character on.
    pub(super) fn text_from(&self, start: usize) -> String {
        self.inline.text_from(start)
    }

    pub(super) fn end_line(&mut self, places: &Places<'_>, soft: bool) {
        if let Some(extent) = self.extent.take()
            && let Some(line) = self.inline.finish(places.of(extent))
        {
            self.lines.push(line);
            self.soft.push(soft);
        }
    }

    /// All lines; those that ended softly are joined, unless the author ended them and Markdown only did not see it.
    pub(super) fn take(&mut self, places: &Places<'_>) -> Vec<SetLine> {
        self.end_line(places, false);
        let lines = std::mem::take(&mut self.lines);
        let soft = std::mem::take(&mut self.soft);
        let wrapped = is_wrapped(&lines, &soft, places);
        let mut joined: Vec<SetLine> = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            let softly = index > 0 && soft[index - 1];
            match joined.last_mut() {
                Some(last) if softly && goes_on(last, &line, wrapped) => last.join(line),
                _ => joined.push(line),
            }
        }
        joined
    }
}

/// No editor wraps narrower, in characters.
const NARROWEST: usize = 60;

/// Wider lines are all alike: one line for each paragraph, or for each sentence.
const WIDEST: usize = 400;

/// An editor ended the lines that end softly: the first word of each next line would not have fitted any more. One in
/// three may be off, since text is edited after it is wrapped.
fn is_wrapped(lines: &[SetLine], soft: &[bool], places: &Places<'_>) -> bool {
    let width = |line: &SetLine| places.width(&line.line.location, WIDEST);
    let limit = lines.iter().map(width).max().unwrap_or(0);
    let ends = || {
        lines
            .windows(2)
            .zip(soft)
            .filter(|(_, soft)| **soft)
            .map(|(pair, _)| pair)
    };
    let full = ends().filter(|pair| {
        let word = pair[1]
            .line
            .text
            .split(' ')
            .next()
            .map_or(0, |word| word.chars().count());
        width(&pair[0]) + 1 + word > limit
    });
    limit >= NARROWEST && full.count() * 3 >= ends().count() * 2
}

/// The second line goes on with the first one.
fn goes_on(last: &SetLine, next: &SetLine, wrapped: bool) -> bool {
    let closed = last.line.text.ends_with(['.', ':', ';']);
    let bold = |line: &Line| line.lead > 0 && line.lead == line.text.chars().count();
    // A line in bold over one that is not heads it.
    let headed = bold(&last.line) && next.line.lead == 0;
    let begins = headed || begins_with_label(&next.line, closed) || marker::bullet(&next.line.text).is_some();
    !begins && (wrapped || next.line.text.starts_with(char::is_lowercase))
}

/// A label in bold, up to a colon or to the line's end; or, after a line that is closed, one like `Address:`.
fn begins_with_label(line: &Line, closed: bool) -> bool {
    let after = line.text.chars().nth(line.lead);
    let inside = line.lead.checked_sub(1).and_then(|last| line.text.chars().nth(last));
    let bold = line.lead > 0 && (after.is_none_or(|c| ":–—-".contains(c)) || inside == Some(':'));
    let plain = line.text.split_once(':').is_some_and(|(label, value)| {
        (1..=4).contains(&label.split(' ').count()) && label.starts_with(char::is_uppercase) && !value.starts_with("//")
    });
    bold || closed && plain
}
