//! Which line ends are only there because the line was full.

use crate::read::marker;

use super::source::SourceLine;

/// Wider lines are not wrapped by hand or by an editor.
const WIDEST: usize = 130;
/// Narrower ones are an address or a list rather than prose.
const NARROWEST: usize = 50;

/// The width that a document is wrapped at; nothing if its lines are as long as its paragraphs.
pub(super) fn of_document(lines: &[SourceLine<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().filter(|line| !line.is_blank()).map(width).collect();
    let over = widths.iter().filter(|width| **width > WIDEST).count();
    if over * 20 > widths.len() {
        return None;
    }
    widths.retain(|width| (NARROWEST..=WIDEST).contains(width));
    widths.sort_unstable();
    // The widest line that is not alone: long addresses of pages stick out of wrapped text.
    let full = |limit: usize| {
        widths
            .iter()
            .filter(|width| **width <= limit && **width + 10 > limit)
            .count()
    };
    let limit = widths.iter().rev().copied().find(|limit| full(*limit) >= 3)?;
    (full(limit) * 10 >= widths.len()).then_some(limit)
}

/// The width that one paragraph is wrapped at: three or more lines, all but the last full.
pub(super) fn of_paragraph(lines: &[SourceLine<'_>]) -> Option<usize> {
    let limit = lines.iter().map(width).max()?;
    let prose = lines.len() >= 3 && (NARROWEST + 10..=WIDEST).contains(&limit);
    (prose && lines.windows(2).all(|pair| is_full(&pair[0], &pair[1], limit))).then_some(limit)
}

/// `next` goes on with the paragraph that `line` is full of.
pub(super) fn joins(line: &SourceLine<'_>, next: &SourceLine<'_>, limit: Option<usize>) -> bool {
    let text = next.raw.trim_start();
    let begins = marker::bullet(text).is_some() || marker::ordinal(text).is_some();
    // A labelled line after a sentence's end, or one of several labelled lines, is no rest of the line above.
    let ended = line.raw.trim_end().ends_with(['.', ':', ';']);
    let labels = is_labelled(text) && (ended || is_labelled(line.raw.trim_start()));
    // "Recipients:" below an item heads the next list.
    let heads = marker::bullet(line.raw.trim_start()).is_some()
        && text.starts_with(char::is_uppercase)
        && text.trim_end().ends_with(':');
    limit.is_some_and(|limit| is_full(line, next, limit)) && !begins && !labels && !heads
}

/// The first word of `next` would not have fitted on `line`.
fn is_full(line: &SourceLine<'_>, next: &SourceLine<'_>, limit: usize) -> bool {
    let word = next
        .raw
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    let width = width(line);
    width >= NARROWEST.min(limit * 2 / 3) && width <= limit && width + 1 + word > limit
}

fn width(line: &SourceLine<'_>) -> usize {
    line.raw.trim_end().chars().count()
}

/// It begins like `Retention period: …`
fn is_labelled(text: &str) -> bool {
    let label = text.split_once(':').map(|(label, _)| label);
    label.is_some_and(|label| label.split_whitespace().count() <= 7 && label.starts_with(char::is_uppercase))
}
