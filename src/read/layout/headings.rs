//! Headings by their looks: larger than the body, or bold and alone before text that is not.
//!
//! Numbering and capitals are left to the outline, which sees the text of all headings.

use super::lines::TextLine;
use super::lists::Marker;
use super::paragraphs::Para;
use super::pieces::{Piece, each_line};
use std::collections::BTreeMap;

/// Headings are at least this much larger than the body, or bold.
const LARGER: f32 = 1.08;
/// Longer texts are no headings; questions of forms that are set both larger and bold may be [`LONGEST_QUESTION`].
const LONGEST: usize = 250;
const LONGEST_QUESTION: usize = 700;
/// A look that more than this share of all text has is no heading's.
const RARE: f32 = 0.25;

/// A heading's look: half points of its size, and whether it is bold. Sorts from low to high rank.
type Look = (u32, bool);

/// Size of most of the text, in points.
pub(super) fn body_size<'a>(lines: impl Iterator<Item = &'a TextLine>) -> f32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for line in lines {
        *counts.entry(half_points(line.size)).or_default() += line.words.iter().map(|word| word.len()).sum::<usize>();
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(10.0, |(size, _)| size as f32 / 2.0)
}

fn half_points(size: f32) -> u32 {
    (size * 2.0).round() as u32
}

/// Marks the headings among the pieces, which are those of the whole document.
pub(super) fn mark(pieces: &mut [Piece], body: f32) {
    let mut looks: BTreeMap<Look, usize> = BTreeMap::new();
    let mut all = 0;
    each_line(pieces, &mut |line| {
        let count = line.words.iter().map(|word| word.len()).sum::<usize>();
        all += count;
        *looks.entry((half_points(line.size), line.bold())).or_default() += count;
    });
    // In short documents, headings make up much of the text.
    let rare = |look: &Look| all < 600 || (looks.get(look).copied().unwrap_or(0) as f32) < RARE * all as f32;
    let found: Vec<Option<Look>> = (0..pieces.len())
        .map(|i| {
            let Piece::Text(para) = &pieces[i] else { return None };
            let look = look(para, body)?;
            let stands_out = rare(&look) && (larger(look, body) || look.1 && leads(para, pieces.get(i + 1)));
            (stands_out || is_above_smaller(para, pieces.get(i + 1))).then_some(look)
        })
        .collect();
    let levels = levels(pieces, &found);
    for (piece, look) in pieces.iter_mut().zip(found) {
        let (Piece::Text(para), Some(look)) = (piece, look) else {
            continue;
        };
        para.level = para.level.or(levels.get(&look).copied());
        if para.level.is_some() {
            para.marker = None;
        }
    }
}

/// Levels by rank of looks; where the document tells levels itself, that of its headings which look the same or less.
fn levels(pieces: &[Piece], found: &[Option<Look>]) -> BTreeMap<Look, u8> {
    let mut told: BTreeMap<Look, u8> = BTreeMap::new();
    for piece in pieces {
        if let Piece::Text(Para {
            lines,
            level: Some(level),
            ..
        }) = piece
        {
            let look = lines.iter().map(|line| (half_points(line.size), line.bold())).max();
            let known = told.entry(look.unwrap_or_default()).or_insert(*level);
            *known = (*known).min(*level);
        }
    }
    let mut ranks: Vec<Look> = found.iter().flatten().copied().collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    let deepest = told.values().max().copied();
    let level = |(rank, look): (usize, Look)| {
        let like = told.range(..=look).next_back().map(|(_, level)| *level);
        let level = like.or(deepest.map(|level| level + 1)).unwrap_or(rank.min(8) as u8 + 1);
        (look, level.min(9))
    };
    ranks.into_iter().enumerate().map(level).collect()
}

/// The look of a paragraph that may be a heading.
fn look(para: &Para, body: f32) -> Option<Look> {
    let text: Vec<String> = para.lines.iter().map(TextLine::text).collect();
    let text = text.join(" ");
    if para.note || para.marker == Some(Marker::Bullet) || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let size = para.lines.iter().map(|line| line.size).fold(0.0, f32::max);
    let bold = para.lines.iter().all(TextLine::bold);
    let look = (half_points(size), bold);
    let loud = bold && larger(look, body);
    let sentence = !loud && text.ends_with(['.', ';', ',']) && text.split(' ').count() > 8;
    let short = text.chars().count() <= if loud { LONGEST_QUESTION } else { LONGEST };
    (short && !sentence && size > 0.9 * body).then_some(look)
}

fn larger(look: Look, body: f32) -> bool {
    look.0 as f32 / 2.0 >= LARGER * body
}

/// Questions of a form that are as much text as their answers: no size is the body's, but each is larger than its
/// answer.
fn is_above_smaller(para: &Para, next: Option<&Piece>) -> bool {
    let Some(Piece::Text(next)) = next else { return false };
    let (own, other) = (&para.lines[0], &next.lines[0]);
    para.marker.is_none()
        && !next.note
        && own.size >= LARGER * other.size
        && own.size <= 2.0 * other.size
        && other.size >= 7.0
}

/// Something that is not as bold follows.
fn leads(para: &Para, next: Option<&Piece>) -> bool {
    let bold = |para: &Para| para.lines.iter().all(TextLine::bold);
    match next {
        None => false,
        Some(Piece::Table(_)) => true,
        Some(Piece::Text(next)) => !bold(next) || next.lines[0].size != para.lines[0].size || next.space_before > 0.3,
    }
}
