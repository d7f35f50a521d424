//! Footnotes: small text at the foot of a column that begins with a mark.

use super::paragraphs::Para;

/// Notes are set at most this large, as a share of the body's size.
const SMALL: f32 = 0.92;

/// Marks the footnotes among the last paragraphs of a region; `below` tells that other blocks stand above them.
pub(super) fn mark(paras: &mut [Para], body: f32, below: bool) {
    let small = |para: &Para| para.lines.iter().all(|line| line.size <= SMALL * body);
    let tail = paras.len() - paras.iter().rev().take_while(|para| small(para)).count();
    let Some(first) = (tail..paras.len()).find(|&i| begins_with_mark(&paras[i])) else {
        return;
    };
    if first == 0 && !below {
        return;
    }
    for para in &mut paras[first..] {
        para.note = true;
        para.marker = None;
    }
}

/// Small text behind a raised mark: a note wherever it stands.
pub(super) fn is_raised(para: &Para, body: f32) -> bool {
    let raised = para
        .lines
        .first()
        .and_then(|line| line.words.first())
        .is_some_and(|word| word.raised);
    raised && para.lines.iter().all(|line| line.size <= SMALL * body)
}

fn begins_with_mark(para: &Para) -> bool {
    let Some(word) = para.lines.first().and_then(|line| line.words.first()) else {
        return false;
    };
    let digits = word
        .text
        .trim_end_matches([')', '.', ']'])
        .trim_start_matches(['[', '(']);
    let number = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    word.raised || number || word.text.starts_with(['*', '†', '‡', '¹', '²', '³'])
}
