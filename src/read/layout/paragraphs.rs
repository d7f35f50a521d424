//! Lines → paragraphs: by spacing, indents and looks; soft line ends told from the author's own.

use super::lines::TextLine;
use super::lists::{self, Marker};
use std::collections::BTreeMap;

/// Line distance of text that nothing is known about, in font sizes.
const USUAL_PITCH: f32 = 1.25;
/// A distance above this many usual ones starts a new paragraph.
const WIDE_PITCH: f32 = 1.2;
/// Indents differ from this many font sizes on.
const INDENT: f32 = 0.8;

/// A paragraph, heading or item: lines of one block.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Para {
    pub(super) lines: Vec<TextLine>,
    pub(super) marker: Option<Marker>,
    /// Nesting of an item.
    pub(super) depth: u8,
    /// Left edge of its first line.
    pub(super) indent: f32,
    /// Right edge of its column.
    pub(super) right: f32,
    /// Space above it in line heights.
    pub(super) space_before: f32,
    /// It is a footnote.
    pub(super) note: bool,
    /// Depth of a heading, once known.
    pub(super) level: Option<u8>,
}

/// How far lines of one paragraph stand apart, by font size.
#[derive(Debug, Clone, Default)]
pub(super) struct Spacing {
    pitches: BTreeMap<u32, f32>,
    overall: Option<f32>,
}

impl Spacing {
    /// Measured on pairs of lines of which the first is full, which are mostly of one paragraph.
    /// `stretches` are lines one below the other, with the right edge of their column.
    pub(super) fn measure<'a>(stretches: impl Iterator<Item = (&'a [TextLine], f32)>) -> Spacing {
        let mut counts: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        for (lines, right) in stretches {
            for pair in lines.windows(2) {
                let pitch = (pair[1].baseline - pair[0].baseline) / pair[0].size.max(1.0);
                let alike = same_size(&pair[0], &pair[1]) && (0.8..2.2).contains(&pitch);
                if alike && !pair[0].has_room_for(pair[1].first_width(), right) {
                    let sizes = counts.entry(size_key(pair[0].size)).or_default();
                    *sizes.entry((pitch * 20.0).round() as u32).or_default() += 1;
                }
            }
        }
        let mut overall: BTreeMap<u32, usize> = BTreeMap::new();
        for (pitch, count) in counts.values().flatten() {
            *overall.entry(*pitch).or_default() += count;
        }
        let pitches = counts
            .iter()
            .filter(|(_, pitches)| pitches.values().sum::<usize>() >= 3);
        let total: usize = overall.values().sum();
        Spacing {
            pitches: pitches
                .filter_map(|(size, pitches)| Some((*size, most_frequent(pitches)?)))
                .collect(),
            overall: most_frequent(&overall).filter(|_| total >= 3),
        }
    }

    /// Usual distance of baselines in points.
    pub(super) fn pitch(&self, size: f32) -> f32 {
        let factor = self.pitches.get(&size_key(size)).copied().or(self.overall);
        size * factor.unwrap_or(USUAL_PITCH)
    }
}

fn size_key(size: f32) -> u32 {
    (size * 2.0).round() as u32
}

fn most_frequent(counts: &BTreeMap<u32, usize>) -> Option<f32> {
    // The smaller of two equally frequent ones: paragraphs stand further apart than lines.
    let best = counts
        .iter()
        .max_by_key(|(pitch, count)| (**count, std::cmp::Reverse(**pitch)))?;
    Some(*best.0 as f32 / 20.0)
}

fn same_size(a: &TextLine, b: &TextLine) -> bool {
    (a.size - b.size).abs() <= 0.08 * a.size.max(b.size)
}

/// What parts two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A soft wrap.
    Nothing,
    /// The author's own line end.
    Line,
    Paragraph,
}

/// Lines of one column or cell → its paragraphs. `right` is the edge that text is wrapped at.
pub(super) fn paragraphs(lines: Vec<TextLine>, right: f32, spacing: &Spacing) -> Vec<Para> {
    let mut paras: Vec<Para> = Vec::new();
    let mut last_baseline: Option<f32> = None;
    for mut line in lines {
        let marker = lists::marker(&mut line);
        let pitch = spacing.pitch(line.size);
        let distance = last_baseline.map_or(0.0, |last| line.baseline - last);
        last_baseline = Some(line.baseline);
        let part = paras
            .last()
            .map_or(Part::Paragraph, |para| part(para, &line, marker.as_ref(), spacing));
        match (part, paras.last_mut()) {
            (Part::Nothing | Part::Line, Some(para)) => {
                if let Some(last) = para.lines.last_mut() {
                    last.soft = part == Part::Nothing;
                }
                para.lines.push(line);
            }
            _ => paras.push(Para {
                marker,
                indent: line.left(),
                right,
                space_before: (distance / pitch - 1.0).clamp(0.0, 99.0),
                lines: vec![line],
                ..Para::default()
            }),
        }
    }
    lists::settle(&mut paras);
    lists::drop_empty(&mut paras);
    paras
}

fn part(para: &Para, next: &TextLine, marker: Option<&Marker>, spacing: &Spacing) -> Part {
    let Some(last) = para.lines.last() else {
        return Part::Paragraph;
    };
    let size = last.size.max(next.size);
    let distance = next.baseline - last.baseline;
    let usual = spacing.pitch(last.size.min(next.size)).max(0.9 * size);
    // Lines of one element of a tagged document may stand on two pages.
    let apart = last.page == next.page && (distance <= 0.0 || distance > WIDE_PITCH * usual + 0.5);
    if apart || !same_size(last, next) {
        return Part::Paragraph;
    }
    let soft = !last.has_room_for(next.first_width(), para.right) || reads_on(last, next, para);
    if opens_item(para, last, marker, soft, next) || changes_weight(last, next, soft) || steps(para, last, next, soft) {
        return Part::Paragraph;
    }
    if soft {
        return Part::Nothing;
    }
    // A short last line that ends a sentence ends the paragraph, where the paragraph is running text.
    let running = para.lines.iter().any(|line| line.soft);
    let ends = last.text().ends_with(['.', '?', '!']);
    if running && ends && !starts_lower(next) {
        Part::Paragraph
    } else {
        Part::Line
    }
}

/// A line that fills most of its column and goes on in lower case, though a word more would have fitted: some
/// programs wrap early.
fn reads_on(last: &TextLine, next: &TextLine, para: &Para) -> bool {
    let width = last.right() - para.indent;
    let full = para.right - para.indent;
    let ends = last.text().ends_with(['.', ':', ';', ',', '!', '?']);
    width > 0.7 * full && !ends && starts_lower(next)
}

pub(super) fn starts_lower(line: &TextLine) -> bool {
    line.words
        .first()
        .and_then(|word| word.text.chars().next())
        .is_some_and(char::is_lowercase)
}

fn opens_item(para: &Para, last: &TextLine, marker: Option<&Marker>, soft: bool, next: &TextLine) -> bool {
    match marker {
        None => false,
        Some(_) if !soft || para.marker.is_some() || next.left() > last.left() + INDENT * next.size => true,
        // A dash at the start of a wrapped line may be one inside the sentence; a number may be part of it.
        Some(Marker::Bullet | Marker::Implied) => {
            let text = last.text();
            let dash = next
                .words
                .first()
                .is_some_and(|word| matches!(word.text.as_str(), "-" | "–" | "—" | "*"));
            !dash || text.ends_with(['.', ':', ';', ',', '!', '?'])
        }
        Some(Marker::Number(_, value)) => *value == 1 && last.text().ends_with([':', '.', ';']),
    }
}

/// A bold line before or after text that is not bold is a label or heading of its own.
fn changes_weight(last: &TextLine, next: &TextLine, soft: bool) -> bool {
    let (a, b) = (last.bold(), next.bold());
    if a == b || !soft {
        return a != b && (!a || next.words.first().is_none_or(|word| word.bold < word.len()));
    }
    // Full lines: emphasis in running text may fill one.
    let sentence = last.text().ends_with(['.', ':', '?', '!']) && !starts_lower(next);
    sentence || a && next.words.first().is_some_and(|word| word.bold == 0) && !starts_lower(next)
}

/// Indents that start a paragraph.
fn steps(para: &Para, last: &TextLine, next: &TextLine, soft: bool) -> bool {
    let least = INDENT * next.size;
    let step = next.left() - last.left();
    if step.abs() <= least {
        return false;
    }
    let first = para.lines.len() == 1;
    let centre = |line: &TextLine| line.rect.x + line.rect.width / 2.0;
    if (centre(last) - centre(next)).abs() <= next.size / 2.0
        && para.lines.iter().all(|line| line.left() > 0.0)
        && first
    {
        return false;
    }
    if para.marker.is_some() {
        // Text of an item stands at its mark or hangs behind it.
        return next.left() < para.indent - least || !first && !soft;
    }
    match first {
        // The first line of a paragraph may be indented, or hang out.
        true => !soft,
        false => step > 0.0 && (!soft || last.text().ends_with(['.', ':', '?', '!'])) || step < 0.0 && !soft,
    }
}
