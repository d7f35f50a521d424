//! Tables without rules: text that keeps gutters open over several lines.

use super::grid::{Grid, GridCell, GridRow};
use super::lines::TextLine;
use super::paragraphs::Spacing;
use super::rows;
use super::words::Word;
use crate::document::Rect;

/// A gutter is at least this many font sizes wide on every line.
const GUTTER: f32 = 0.6;
/// Or this wide, where the text behind it starts where the column does.
const NARROW_GUTTER: f32 = 0.12;
/// Or this wide, where no line of the table comes into it.
const FINER_GUTTER: f32 = 0.35;
/// Left edges within this many points are aligned.
const ALIGNED: f32 = 2.5;
/// Chunks side by side whose baselines differ by less than this share of their size are on one band: values may be
/// centred on the two lines of their label.
const ONE_BAND: f32 = 0.85;

/// Lines of a region in order, or a table among them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stretch {
    Lines(Vec<TextLine>),
    Table(Grid),
}

/// Chunks side by side.
type Band = Vec<TextLine>;

/// An open stretch of x; the column behind it starts at its end.
type Gap = (f32, f32);

/// Parts the lines of a region into running lines and tables.
pub(super) fn stretches(lines: Vec<TextLine>, spacing: &Spacing) -> Vec<Stretch> {
    let (bands, firsts) = bands(&lines, &justified(&lines));
    let mut out: Vec<Stretch> = Vec::new();
    let mut next = 0;
    let mut at = 0;
    while at < bands.len() {
        let found = (bands[at].len() > 1)
            .then(|| table(&bands, next, at, spacing))
            .flatten();
        if let Some((from, to, grid)) = found {
            if from > next {
                out.push(Stretch::Lines(lines[firsts[next]..firsts[from]].to_vec()));
            }
            out.push(Stretch::Table(grid));
            (next, at) = (to, to);
        } else {
            at += 1;
        }
    }
    if firsts[next] < lines.len() {
        out.push(Stretch::Lines(lines[firsts[next]..].to_vec()));
    }
    out
}

/// Lines that were stretched to the full width: their wide spaces are no gutters. Lines of two words show it only beside
/// longer ones.
fn justified(lines: &[TextLine]) -> Vec<bool> {
    let right = lines.iter().map(TextLine::right).fold(f32::NEG_INFINITY, f32::max);
    let stretched = |line: &TextLine, least: usize| {
        let gaps = line
            .words
            .windows(2)
            .map(|pair| pair[1].rect.x - pair[0].right())
            .filter(|gap| *gap > 0.0);
        let (narrow, wide) = gaps.fold((f32::INFINITY, 0.0), |(a, b): (f32, f32), gap| (a.min(gap), b.max(gap)));
        line.words.len() >= least && right - line.right() <= 1.0 && wide <= 1.4 * narrow + 0.5
    };
    let sure: Vec<bool> = lines.iter().map(|line| stretched(line, 4)).collect();
    let near = |i: usize| sure[i.saturating_sub(3)..lines.len().min(i + 4)].contains(&true);
    let is = |(i, line): (usize, &TextLine)| sure[i] || stretched(line, 2) && near(i);
    lines.iter().enumerate().map(is).collect()
}

/// The bands of a region, and the index of the first line of each (and of the line after the last).
fn bands(lines: &[TextLine], justified: &[bool]) -> (Vec<Band>, Vec<usize>) {
    let mut bands: Vec<Band> = Vec::new();
    let mut firsts = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let chunks = if justified[i] {
            vec![line.clone()]
        } else {
            line.clone().chunks()
        };
        let beside = |band: &Band| {
            let near = line.baseline - band[0].baseline < ONE_BAND * line.size.min(band[0].size);
            near && chunks
                .iter()
                .all(|a| band.iter().all(|b| a.left() > b.right() || a.right() < b.left()))
        };
        match bands.last_mut() {
            Some(band) if beside(band) => {
                band.extend(chunks);
                band.sort_by(|a, b| a.left().total_cmp(&b.left()));
            }
            _ => {
                bands.push(chunks);
                firsts.push(i);
            }
        }
    }
    firsts.push(lines.len());
    (bands, firsts)
}

/// The table around the band `seed`, which has several chunks: first band, band after the last, cells.
fn table(bands: &[Band], least: usize, seed: usize, spacing: &Spacing) -> Option<(usize, usize, Grid)> {
    let mut gutters: Vec<Gap> = bands[seed]
        .windows(2)
        .map(|pair| (pair[0].right(), pair[1].left()))
        .collect();
    let mut to = seed + 1;
    while to < bands.len() {
        let keep = narrowed(&gutters, &bands[to]);
        if keep.is_empty() || ends(bands, &gutters, seed, to, spacing) {
            break;
        }
        gutters = keep;
        to += 1;
    }
    let value = gutters.last().map(|gutter| gutter.1)?;
    let left = bands[seed..to]
        .iter()
        .map(|band| band[0].left())
        .fold(f32::INFINITY, f32::min);
    // Bands above that stand in the last column alone belong to it: labels may be set in the middle of their row. So
    // do those whose label comes near the gutter.
    let mut from = seed;
    while from > least && near(&bands[from - 1][0], &bands[from][0], spacing, 2.2) {
        let band = &bands[from - 1];
        let values_only = band[0].left() >= value - ALIGNED;
        let labelled = (band[0].left() - left).abs() <= ALIGNED && starts_at(band, value);
        if !(values_only || labelled) || narrowed(&gutters, band).len() < gutters.len() {
            break;
        }
        from -= 1;
    }
    // The label of the first value may begin above it.
    while from > least && is_wrapped_label(bands, from, gutters[0], spacing) {
        from -= 1;
    }
    to = without_text_below(bands, seed, to, gutters[0].1, spacing);
    let gutters = finer(more(gutters, &bands[from..to]), &bands[from..to]);
    let cells: Vec<Band> = bands[from..to]
        .iter()
        .map(|band| band.iter().flat_map(|c| cut(c, &gutters)).collect())
        .collect();
    is_table(&cells, &gutters).then(|| (from, to, grid(&cells, &gutters, spacing)))
}

/// The band above is the label's first line, where the value is centred on several.
fn is_wrapped_label(bands: &[Band], from: usize, (_, value): Gap, spacing: &Spacing) -> bool {
    let (above, below) = (&bands[from - 1], &bands[from][0]);
    above.len() == 1
        && above[0].right() < value
        && below.left() < value - ALIGNED
        && (above[0].left() - below.left()).abs() <= ALIGNED
        && near(&above[0], below, spacing, 1.15)
        && above[0].bold() == below.bold()
        && !above[0].has_room_for(below.first_width(), value)
}

/// Lines below that stand in the first column alone are text again, if they are no wrapped label.
fn without_text_below(bands: &[Band], seed: usize, mut to: usize, value: f32, spacing: &Spacing) -> usize {
    while to > seed + 1 && bands[to - 1].iter().all(|chunk| chunk.right() <= value) {
        let line = &bands[to - 1][0];
        let label = bands[seed..to - 1]
            .iter()
            .rev()
            .map(|band| &band[0])
            .find(|chunk| chunk.left() < value - ALIGNED);
        if label.is_some_and(|label| near(label, line, spacing, 1.25) && label.bold() == line.bold()) {
            break;
        }
        to -= 1;
    }
    to
}

fn words(band: &Band) -> impl Iterator<Item = &Word> {
    band.iter().flat_map(|chunk| &chunk.words)
}

/// A word of the band starts here, with a space before it.
fn starts_at(band: &Band, x: f32) -> bool {
    let least = x - NARROW_GUTTER * band[0].size;
    words(band).any(|word| (word.rect.x - x).abs() <= ALIGNED)
        && words(band).all(|w| w.right() <= least || w.rect.x >= x - ALIGNED)
}

/// What the band leaves open of each gutter. A band may close some of them: cells span columns.
fn narrowed(gutters: &[Gap], band: &Band) -> Vec<Gap> {
    let size = band[0].size;
    let mut open = Vec::new();
    for &(from, to) in gutters {
        let mut parts = vec![(from, to)];
        for word in words(band) {
            let (left, right) = (word.rect.x, word.right());
            parts = parts
                .into_iter()
                .flat_map(|(from, to)| [(from, to.min(left)), (from.max(right), to)])
                .filter(|(from, to)| to > from)
                .collect();
        }
        let widest = parts.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        open.extend(widest.filter(|gap| {
            let width = gap.1 - gap.0;
            let whole = (gap.1 - to).abs() <= ALIGNED && (starts_at(band, to) || band.iter().all(|c| c.right() <= to));
            width >= GUTTER * size || width >= NARROW_GUTTER * size && whole
        }));
    }
    open
}

/// Gutters that other bands than the first one have, kept open by all.
fn more(mut gutters: Vec<Gap>, bands: &[Band]) -> Vec<Gap> {
    for band in bands {
        for pair in band.windows(2) {
            let gap = (pair[0].right(), pair[1].left());
            if gutters.iter().any(|gutter| gutter.0 < gap.1 && gap.0 < gutter.1) {
                continue;
            }
            let open = bands.iter().try_fold(vec![gap], |gap, band| {
                let open = narrowed(&gap, band);
                (!open.is_empty()).then_some(open)
            });
            let Some(gap) = open.and_then(|open| open.first().copied()) else {
                continue;
            };
            let both = |band: &&Band| band.iter().any(|c| c.right() <= gap.0 + 0.1) && starts_at(band, gap.1);
            if bands.iter().filter(both).count() >= 2 {
                gutters.push(gap);
            }
        }
    }
    gutters.sort_by(|a, b| a.0.total_cmp(&b.0));
    gutters
}

fn near(above: &TextLine, below: &TextLine, spacing: &Spacing, factor: f32) -> bool {
    below.baseline - above.baseline <= factor * spacing.pitch(below.size.max(above.size))
}

/// A heading between tables, or text after one: a line in the first column alone that looks unlike its labels, or
/// stands far below.
fn ends(bands: &[Band], gutters: &[Gap], seed: usize, at: usize, spacing: &Spacing) -> bool {
    let line = &bands[at][0];
    if !near(&bands[at - 1][0], line, spacing, 4.5) {
        return true;
    }
    if bands[at].len() > 1 || line.left() >= gutters[0].1 - ALIGNED {
        return false;
    }
    let labels = bands[seed..at]
        .iter()
        .filter(|band| band.len() > 1)
        .map(|band| &band[0]);
    let (mut bold, mut all, mut size) = (0, 0, 0.0_f32);
    for label in labels {
        bold += usize::from(label.bold());
        all += 1;
        size = size.max(label.size);
    }
    line.size > 1.08 * size || line.bold() && bold * 2 < all
}

/// A gutter too narrow to begin with, which the whole table keeps open: the one after a column of numbers.
fn finer(gutters: Vec<Gap>, bands: &[Band]) -> Vec<Gap> {
    let until = gutters[0].0;
    let mut spans: Vec<Gap> = bands
        .iter()
        .flat_map(words)
        .map(|word| (word.rect.x, word.right()))
        .collect();
    spans.retain(|span| span.0 < until);
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(&(left, _)) = spans.first() else {
        return gutters;
    };
    let mut covered = left;
    for (from, to) in spans {
        let gap = (covered, from);
        if gap.1 - gap.0 >= FINER_GUTTER * bands[0][0].size {
            let before = bands.iter().filter(|band| band[0].left() < gap.0).count();
            let behind = bands
                .iter()
                .filter(|band| words(band).any(|word| (word.rect.x - from).abs() <= ALIGNED))
                .count();
            if before >= 2 && behind >= 2 {
                return std::iter::once(gap).chain(gutters).collect();
            }
        }
        covered = covered.max(to);
    }
    gutters
}

/// The line's words by column; the vector is as long as there are columns. What crosses a gutter stays whole.
fn cut(line: &TextLine, gutters: &[Gap]) -> Vec<TextLine> {
    let mut parts: Vec<Vec<Word>> = Vec::new();
    for word in &line.words {
        let crosses = |last: &Word| {
            !gutters
                .iter()
                .any(|gutter| last.right() <= gutter.0 + 0.1 && word.rect.x >= gutter.1 - 0.1)
        };
        match parts.last_mut() {
            Some(part) if part.last().is_some_and(crosses) => part.push(word.clone()),
            _ => parts.push(vec![word.clone()]),
        }
    }
    parts.into_iter().map(|words| TextLine::new(line.page, words)).collect()
}

/// First and last column that a chunk stands in.
fn columns(chunk: &TextLine, gutters: &[Gap]) -> (usize, usize) {
    let first = gutters.iter().filter(|gutter| chunk.left() >= gutter.1 - 0.1).count();
    let last = gutters.iter().filter(|gutter| chunk.right() > gutter.0 + 0.1).count();
    (first, last.max(first))
}

/// Two lines or more fill several columns, the columns are aligned, and it is not a list with its marks.
fn is_table(cells: &[Band], gutters: &[Gap]) -> bool {
    let full: Vec<&Band> = cells.iter().filter(|chunks| chunks.len() > 1).collect();
    if full.len() < 2 {
        return false;
    }
    let marks = full
        .iter()
        .filter(|chunks| chunks[0].words.len() == 1 && chunks[0].words[0].len() <= 4);
    if gutters.len() == 1 && marks.count() * 10 >= full.len() * 7 {
        return false;
    }
    (1..=gutters.len()).any(|column| {
        let chunks = || {
            cells
                .iter()
                .flatten()
                .filter(|chunk| columns(chunk, gutters).0 == column)
        };
        // Text and its lists stand at a few indents, each of which occurs again.
        let aligned = |edge: fn(&TextLine) -> f32| {
            let edges: Vec<f32> = chunks().map(edge).collect();
            let again = |e: &&f32| edges.iter().filter(|o| (**e - **o).abs() <= ALIGNED).count() > 1;
            let shared = edges.iter().filter(again).count();
            shared >= 2 && shared * 10 >= edges.len() * 6
        };
        aligned(TextLine::left) || aligned(TextLine::right)
    })
}

fn grid(cells: &[Band], gutters: &[Gap], spacing: &Spacing) -> Grid {
    let rect = cells
        .iter()
        .flatten()
        .map(|chunk| chunk.rect)
        .reduce(|a, b| a.union(&b))
        .unwrap_or_default();
    // Columns begin where their text does: the other side of a gutter varies from page to page.
    let starts = gutters.iter().map(|gutter| gutter.1);
    let edges: Vec<f32> = std::iter::once(rect.x).chain(starts).chain([rect.right()]).collect();
    // A head would take in the values that go on below it from the page before.
    let is_bold = |band: &Band| band.iter().all(TextLine::bold);
    let heads =
        usize::from(cells[0].len() > 1 && is_bold(&cells[0]) && cells.get(1).is_some_and(|band| !is_bold(band)));
    let place = |band: &Band| -> Vec<rows::Placed> {
        let place = |chunk: &TextLine| {
            let (first, last) = columns(chunk, gutters);
            rows::Placed {
                first,
                last,
                line: chunk.clone(),
            }
        };
        band.iter().map(place).collect()
    };
    let head = cells[..heads].iter().map(place);
    let body = cells[heads..].iter().flat_map(place).collect();
    let grid_rows = head
        .chain(rows::rows(body, gutters.len() + 1, spacing))
        .map(|row| {
            let top = row
                .iter()
                .map(|placed| placed.line.rect.y)
                .fold(f32::INFINITY, f32::min);
            let bottom = row
                .iter()
                .map(|placed| placed.line.rect.bottom())
                .fold(f32::NEG_INFINITY, f32::max);
            let mut cells: Vec<GridCell> = Vec::new();
            for placed in row {
                let colspan = placed.last - placed.first + 1;
                match cells
                    .iter_mut()
                    .find(|cell| cell.column <= placed.first && placed.first < cell.column + cell.colspan)
                {
                    Some(cell) => cell.lines.push(placed.line),
                    None => cells.push(GridCell {
                        column: placed.first,
                        colspan,
                        rowspan: 1,
                        lines: vec![placed.line],
                        ..GridCell::default()
                    }),
                }
            }
            let empty = (0..gutters.len() + 1)
                .filter(|column| {
                    !cells
                        .iter()
                        .any(|cell| (cell.column..cell.column + cell.colspan).contains(column))
                })
                .collect::<Vec<_>>();
            cells.extend(empty.into_iter().map(|column| GridCell {
                column,
                colspan: 1,
                rowspan: 1,
                ..GridCell::default()
            }));
            cells.sort_by_key(|cell| cell.column);
            for cell in &mut cells {
                let (x, right) = (edges[cell.column], edges[cell.column + cell.colspan]);
                cell.rect = Rect {
                    x,
                    y: top,
                    width: right - x,
                    height: bottom - top,
                };
            }
            GridRow { top, bottom, cells }
        })
        .collect();
    let page = cells.iter().flatten().next().map_or(0, |chunk| chunk.page);
    Grid {
        page,
        rect,
        edges,
        rows: grid_rows,
        open_top: true,
        open_bottom: true,
        ..Grid::default()
    }
}
