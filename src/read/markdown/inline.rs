//! Inline Markdown → lines.

use std::ops::Range;

use crate::read::inline::{Emphasis, Inline, SetLine};

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

    /// The text of the line so far.
    pub(super) fn text(&self) -> String {
        self.inline.text()
    }

    pub(super) fn end_line(&mut self, places: &Places<'_>, soft: bool) {
        if let Some(extent) = self.extent.take() {
            if let Some(line) = self.inline.finish(places.of(extent)) {
                self.lines.push(line);
                self.soft.push(soft);
            }
        }
    }

    /// All lines; those that ended softly are joined unless the next one begins something of its own.
    pub(super) fn take(&mut self, places: &Places<'_>) -> Vec<SetLine> {
        self.end_line(places, false);
        let lines = std::mem::take(&mut self.lines);
        let soft = std::mem::take(&mut self.soft);
        let listed = lines.len() > 1 && lines.iter().all(|line| is_labelled(&line.line.text));
        let mut joined: Vec<SetLine> = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            let softly = index > 0 && soft[index - 1];
            match joined.last_mut() {
                Some(last) if softly && !listed && !begins(&line) && !is_cut_short(last, &line) => last.join(line),
                _ => joined.push(line),
            }
        }
        joined
    }
}

/// A line of the source that begins a line of its own although the mark-up would join it: with a bold label, which is
/// bold up to a colon or to the line's end, or with a bullet.
fn begins(line: &SetLine) -> bool {
    let line = &line.line;
    let after = line.text.chars().nth(line.lead);
    let inside = line.lead.checked_sub(1).and_then(|last| line.text.chars().nth(last));
    let label = line.lead > 0 && (after.is_none_or(|c| ":–—-".contains(c)) || inside == Some(':'));
    label || crate::read::marker::bullet(&line.text).is_some()
}

/// A source line that ends early before a line that begins anew was ended by its author, as in an address: text that
/// an editor wraps is wider.
fn is_cut_short(line: &SetLine, next: &SetLine) -> bool {
    let text = &line.line.text;
    let anew = next.line.text.starts_with(|c: char| !c.is_lowercase());
    anew && text.chars().count() < SHORT && !text.ends_with([',', '(', '-', '/'])
}

/// Characters: no editor wraps so early.
const SHORT: usize = 45;

/// It reads like `Address: Firm Street 1`.
fn is_labelled(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, value)| {
        let words = label.split_whitespace().count();
        (1..=6).contains(&words)
            && !value.starts_with("//")
            && label.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    })
}
