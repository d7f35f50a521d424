//! Lines of a page → regions that are read one after the other: text in columns, left one first.
//!
//! A gutter parts columns of text only if the content stream finishes one side before it starts the other. In a
//! table the stream goes from side to side with each row, and its gutter must not be cut.

use super::lines::{TextLine, by_place};

/// Columns have at least this many lines each.
const LEAST_LINES: usize = 4;
/// Each column has at least this share of the width.
const LEAST_SHARE: f32 = 0.2;
/// Points a step when looking for gutters.
const STEP: f32 = 2.0;
/// Nesting of columns in columns; real pages have three columns, cut in two steps.
const DEEPEST: usize = 4;

/// Lines that are read from top to bottom.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Region {
    pub(super) lines: Vec<TextLine>,
    /// It is one of several columns.
    pub(super) column: bool,
    /// Bounds of the part of the page that is its own, infinite where nothing bounds it.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

/// The regions of a page in reading order. `barriers` are boxes (tables) that no gutter goes through, as their left
/// and right edge and their middle height.
pub(super) fn regions(lines: Vec<TextLine>, barriers: &[(f32, f32, f32)], width: f32) -> Vec<Region> {
    let whole = Region {
        lines,
        column: false,
        left: f32::NEG_INFINITY,
        right: width,
        top: f32::NEG_INFINITY,
        bottom: f32::INFINITY,
    };
    let mut regions = Vec::new();
    split(whole, barriers, DEEPEST, &mut regions);
    regions
}

fn split(region: Region, barriers: &[(f32, f32, f32)], depth: usize, out: &mut Vec<Region>) {
    let Some(gutter) = (depth > 0).then(|| gutter(&region.lines)).flatten() else {
        out.push(region);
        return;
    };
    let mut bands = bands(region, gutter, barriers);
    if !bands
        .iter()
        .any(|band| band.open && is_columns(&band.region.lines, gutter))
    {
        // Nothing to cut: the bands were the lines of one region.
        let last = bands.len() - 1;
        let bottom = bands[last].region.bottom;
        let mut whole = bands.remove(0).region;
        whole.bottom = bottom;
        whole.lines.extend(bands.into_iter().flat_map(|band| band.region.lines));
        out.push(whole);
        return;
    }
    let mut flow: Option<Region> = None;
    for band in bands {
        let region = band.region;
        if band.open && is_columns(&region.lines, gutter) {
            out.extend(flow.take());
            let (left, right) = cut(region, gutter);
            split(left, barriers, depth - 1, out);
            split(right, barriers, depth - 1, out);
        } else if let Some(flow) = &mut flow {
            flow.bottom = region.bottom;
            flow.lines.extend(region.lines);
        } else {
            flow = Some(region);
        }
    }
    out.extend(flow);
}

/// Where the fewest lines cross, in the widest such place, with text on both sides.
fn gutter(lines: &[TextLine]) -> Option<f32> {
    let left = lines.iter().map(TextLine::left).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(TextLine::right).fold(f32::NEG_INFINITY, f32::max);
    if lines.len() < LEAST_LINES || !(right - left).is_finite() {
        return None;
    }
    let steps = (((right - left) / STEP) as usize).min(4_000);
    let mut crossing = vec![0_usize; steps + 1];
    let (mut ends_before, mut starts_after) = (vec![0_usize; steps + 1], vec![0_usize; steps + 1]);
    let at = |x: f32| (((x - left) / STEP).max(0.0) as usize).min(steps);
    // Spaces of justified lines may be wider than gutters, but they do not stand one below the other.
    for word in lines.iter().flat_map(|line| &line.words) {
        let (from, to) = (at(word.rect.x), at(word.right()));
        crossing[from..=to].iter_mut().for_each(|count| *count += 1);
        ends_before[to] += 1;
        starts_after[from] += 1;
    }
    for i in 1..=steps {
        ends_before[i] += ends_before[i - 1];
        starts_after[steps - i] += starts_after[steps - i + 1];
    }
    let margin = (LEAST_SHARE * steps as f32) as usize;
    let possible =
        |i: usize| crossing[i] * 5 <= lines.len() && ends_before[i] >= LEAST_LINES && starts_after[i] >= LEAST_LINES;
    let mut best: Option<(usize, usize, usize)> = None;
    let mut i = margin;
    while i + margin <= steps {
        if !possible(i) {
            i += 1;
            continue;
        }
        let start = i;
        while i + margin <= steps && possible(i) && crossing[i] == crossing[start] {
            i += 1;
        }
        let better = best.is_none_or(|(count, from, to)| {
            crossing[start] < count || crossing[start] == count && i - start > to - from
        });
        if better {
            best = Some((crossing[start], start, i));
        }
    }
    best.map(|(_, from, to)| left + STEP * (from + to) as f32 / 2.0)
}

/// Lines one below the other that all cross the gutter, or all keep it open.
struct Band {
    region: Region,
    open: bool,
}

fn bands(region: Region, gutter: f32, barriers: &[(f32, f32, f32)]) -> Vec<Band> {
    let mut events: Vec<(f32, bool, Option<TextLine>)> = region
        .lines
        .into_iter()
        .map(|line| {
            (
                line.rect.y + line.rect.height / 2.0,
                !crosses(&line, gutter),
                Some(line),
            )
        })
        .collect();
    let in_region = |y: f32| region.top < y && y < region.bottom;
    events.extend(
        barriers
            .iter()
            .filter(|(l, r, y)| *l < gutter && gutter < *r && in_region(*y))
            .map(|(_, _, y)| (*y, false, None)),
    );
    events.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bands: Vec<Band> = Vec::new();
    for (y, open, line) in events {
        if bands.last().is_none_or(|band| band.open != open) {
            let top = bands.last().map_or(region.top, |_| y);
            if let Some(band) = bands.last_mut() {
                band.region.bottom = y;
            }
            let (left, right, bottom, column) = (region.left, region.right, region.bottom, region.column);
            bands.push(Band {
                region: Region {
                    lines: Vec::new(),
                    column,
                    left,
                    right,
                    top,
                    bottom,
                },
                open,
            });
        }
        if let Some(band) = bands.last_mut() {
            band.region.lines.extend(line);
        }
    }
    bands
}

fn crosses(line: &TextLine, gutter: f32) -> bool {
    let mut words = line.words.iter();
    if words.any(|word| word.rect.x < gutter && gutter < word.right()) {
        return true;
    }
    let left = line
        .words
        .iter()
        .filter(|word| word.right() <= gutter)
        .map(|word| word.right());
    let right = line
        .words
        .iter()
        .filter(|word| word.rect.x >= gutter)
        .map(|word| word.rect.x);
    let (from, to) = (
        left.fold(f32::NEG_INFINITY, f32::max),
        right.fold(f32::INFINITY, f32::min),
    );
    to - from < 0.6 * line.size
}

/// Both sides have text enough, and the stream finishes one before it starts the other.
fn is_columns(lines: &[TextLine], gutter: f32) -> bool {
    let mut words: Vec<(usize, bool)> = lines
        .iter()
        .flat_map(|line| &line.words)
        .map(|word| (word.order, word.rect.x < gutter))
        .collect();
    words.sort_unstable();
    let changes = words.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
    let left = lines.iter().filter(|line| line.left() < gutter).count();
    let right = lines.iter().filter(|line| line.right() > gutter).count();
    let fewest = left.min(right);
    fewest >= LEAST_LINES && changes <= 1 + fewest / 8 && widths_alike(lines, gutter)
}

/// A narrow column beside a wide one is a label beside its value.
fn widths_alike(lines: &[TextLine], gutter: f32) -> bool {
    let words = || lines.iter().flat_map(|line| &line.words);
    let left = words().map(|word| word.rect.x).fold(f32::INFINITY, f32::min);
    let left_end = words()
        .filter(|word| word.rect.x < gutter)
        .map(|word| word.right())
        .fold(f32::NEG_INFINITY, f32::max);
    let right = words().map(|word| word.right()).fold(f32::NEG_INFINITY, f32::max);
    let right_start = words()
        .filter(|word| word.rect.x >= gutter)
        .map(|word| word.rect.x)
        .fold(f32::INFINITY, f32::min);
    let (a, b) = (left_end - left, right - right_start);
    a.min(b) >= 0.25 * (a + b)
}

fn cut(region: Region, gutter: f32) -> (Region, Region) {
    let page = region.lines.first().map_or(0, |line| line.page);
    let words = region.lines.into_iter().flat_map(|line| line.words);
    let (left, right): (Vec<_>, Vec<_>) = words.partition(|word| word.rect.x < gutter);
    let (top, bottom) = (region.top, region.bottom);
    // Baselines of columns need not agree: each side finds its own lines.
    let side = |words, left, right| Region {
        lines: by_place(page, words),
        column: true,
        left,
        right,
        top,
        bottom,
    };
    (side(left, region.left, gutter), side(right, gutter, region.right))
}
