//! Tables without rules: text that keeps gutters open over several lines.

use super::bands::{Band, bands};
use super::grid::{Grid, GridCell, GridRow};
use super::gutters::{ALIGNED, Gap, columns, cut, finer, more, narrowed, starts_at};
use super::lines::TextLine;
use super::paragraphs::Spacing;
use super::rows;
use super::strokes::Separator;
use crate::document::Rect;

/// Bounds the work on pages that are no text.
const MOST_BANDS: usize = 1_000;
/// A rule parts rows if it is this wide, as a share of its table.
const WIDE_RULE: f32 = 0.8;

/// Lines of a region in order, or a table among them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stretch {
    Lines(Vec<TextLine>),
    Table(Grid),
}

/// Parts the lines of a region into running lines and tables.
pub(super) fn stretches(lines: Vec<TextLine>, spacing: &Spacing, separators: &[Separator]) -> Vec<Stretch> {
    let (bands, firsts) = bands(&lines);
    let mut out: Vec<Stretch> = Vec::new();
    let mut next = 0;
    let mut at = 0;
    while at < bands.len() {
        let found = (bands[at].len() > 1)
            .then(|| table(&bands, next, at, spacing, separators))
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

/// The table around the band `seed`, which has several chunks: first band, band after the last, cells.
fn table(
    bands: &[Band],
    least: usize,
    seed: usize,
    spacing: &Spacing,
    separators: &[Separator],
) -> Option<(usize, usize, Grid)> {
    let mut gutters: Vec<Gap> = bands[seed]
        .windows(2)
        .map(|pair| (pair[0].right(), pair[1].left()))
        .collect();
    let mut to = seed + 1;
    while to < bands.len().min(seed + MOST_BANDS) {
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
    is_table(&cells, &gutters).then(|| (from, to, grid(&cells, &gutters, spacing, separators)))
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

fn grid(cells: &[Band], gutters: &[Gap], spacing: &Spacing, separators: &[Separator]) -> Grid {
    let rect = cells
        .iter()
        .flatten()
        .map(|chunk| chunk.rect)
        .reduce(|a, b| a.union(&b))
        .unwrap_or_default();
    // Columns begin where their text does: the other side of a gutter varies from page to page.
    let starts = gutters.iter().map(|gutter| gutter.1);
    let edges: Vec<f32> = std::iter::once(rect.x).chain(starts).chain([rect.right()]).collect();
    let place = |chunk: &TextLine| {
        let (first, last) = columns(chunk, gutters);
        rows::Placed {
            first,
            last,
            line: chunk.clone(),
        }
    };
    let inside = |rule: &&Separator| rect.y < rule.y && rule.y < rect.bottom();
    let wide = |rule: &&Separator| rule.right.min(rect.right()) - rule.left.max(rect.x) >= WIDE_RULE * rect.width;
    let rules: Vec<f32> = separators
        .iter()
        .filter(inside)
        .filter(wide)
        .map(|rule| rule.y)
        .collect();
    // A head would take in the values that go on below it from the page before.
    let is_bold = |band: &Band| band.iter().all(TextLine::bold);
    let has_head = cells[0].len() > 1 && is_bold(&cells[0]) && cells.get(1).is_some_and(|band| !is_bold(band));
    let (head, body) = cells.split_at(usize::from(has_head));
    let grid_rows: Vec<Vec<rows::Placed>> = if rules.len() > 1 {
        rows::between(cells.iter().flatten().map(place), &rules)
    } else {
        let body = body.iter().flatten().map(place).collect();
        let head = head.iter().map(|band| band.iter().map(place).collect());
        head.chain(rows::rows(body, gutters.len() + 1, spacing)).collect()
    };
    let grid_rows = grid_rows
        .into_iter()
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
