//! Tables without rules: text that keeps gutters open over several lines.

use super::grid::{Grid, GridCell, GridRow};
use super::lines::TextLine;
use super::paragraphs::Spacing;
use super::rows;
use crate::document::Rect;

/// A gutter is at least this many font sizes wide on every line.
const GUTTER: f32 = 0.6;
/// Left edges within this many points are aligned.
const ALIGNED: f32 = 2.5;

/// Lines of a region in order, or a table among them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stretch {
    Lines(Vec<TextLine>),
    Table(Grid),
}

/// Parts the lines of a region into running lines and tables.
pub(super) fn stretches(lines: Vec<TextLine>, spacing: &Spacing) -> Vec<Stretch> {
    let chunked: Vec<Vec<TextLine>> = lines.iter().cloned().map(TextLine::chunks).collect();
    let mut out: Vec<Stretch> = Vec::new();
    let mut next = 0;
    let mut at = 0;
    while at < lines.len() {
        let found = (chunked[at].len() > 1)
            .then(|| table(&lines, &chunked, next, at, spacing))
            .flatten();
        if let Some((from, to, grid)) = found {
            if from > next {
                out.push(Stretch::Lines(lines[next..from].to_vec()));
            }
            out.push(Stretch::Table(grid));
            (next, at) = (to, to);
        } else {
            at += 1;
        }
    }
    if next < lines.len() {
        out.push(Stretch::Lines(lines[next..].to_vec()));
    }
    out
}

/// An open stretch of x.
type Gap = (f32, f32);

/// The table around the line `seed`, which has several chunks: first line, line after the last, cells.
fn table(
    lines: &[TextLine],
    chunked: &[Vec<TextLine>],
    least: usize,
    seed: usize,
    spacing: &Spacing,
) -> Option<(usize, usize, Grid)> {
    let mut gutters: Vec<Gap> = chunked[seed]
        .windows(2)
        .map(|pair| (pair[0].right(), pair[1].left()))
        .collect();
    let mut to = seed + 1;
    while to < lines.len() {
        let keep = narrowed(&gutters, &chunked[to], lines[to].size);
        if keep.is_empty() || ends(lines, chunked, &gutters, seed, to, spacing) {
            break;
        }
        gutters = keep;
        to += 1;
    }
    // Lines above that stand in the last column alone belong to it: labels may be set in the middle of their row.
    let mut from = seed;
    let value = gutters.last().map(|gutter| gutter.1)?;
    while from > least
        && lines[from - 1].left() >= value - ALIGNED
        && near(&lines[from - 1], &lines[from], spacing, 2.2)
    {
        from -= 1;
    }
    // Lines below that stand in the first column alone are text again, if they are no wrapped label.
    while to > seed + 1 && chunked[to - 1].len() == 1 && lines[to - 1].right() <= gutters[0].1 {
        if near(&lines[to - 2], &lines[to - 1], spacing, 1.25) && lines[to - 1].bold() == chunked[to - 2][0].bold() {
            break;
        }
        to -= 1;
    }
    let gutters = finer(gutters, &lines[from..to]);
    let cells: Vec<Vec<TextLine>> = lines[from..to].iter().map(|line| cut(line, &gutters)).collect();
    is_table(&cells, &gutters).then(|| (from, to, grid(&lines[from..to], &cells, &gutters, spacing)))
}

/// What the line leaves open of each gutter. A line may close some of them: cells span columns.
fn narrowed(gutters: &[Gap], chunks: &[TextLine], size: f32) -> Vec<Gap> {
    let mut open = Vec::new();
    for &(from, to) in gutters {
        let mut parts = vec![(from, to)];
        for chunk in chunks {
            let (left, right) = (chunk.left(), chunk.right());
            parts = parts
                .into_iter()
                .flat_map(|(from, to)| [(from, to.min(left)), (from.max(right), to)])
                .filter(|(from, to)| to > from)
                .collect();
        }
        let widest = parts.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        open.extend(widest.filter(|(from, to)| to - from >= GUTTER * size));
    }
    open
}

fn near(above: &TextLine, below: &TextLine, spacing: &Spacing, factor: f32) -> bool {
    below.baseline - above.baseline <= factor * spacing.pitch(below.size.max(above.size))
}

/// A heading between tables, or text after one: a line in the first column alone that looks unlike its labels, or
/// stands far below.
fn ends(
    lines: &[TextLine],
    chunked: &[Vec<TextLine>],
    gutters: &[Gap],
    seed: usize,
    at: usize,
    spacing: &Spacing,
) -> bool {
    let line = &lines[at];
    if !near(&lines[at - 1], line, spacing, 4.5) {
        return true;
    }
    if chunked[at].len() > 1 || line.left() >= gutters[0].1 - ALIGNED {
        return false;
    }
    let labels = (seed..at).filter(|&i| chunked[i].len() > 1).map(|i| &chunked[i][0]);
    let (mut bold, mut all, mut size) = (0, 0, 0.0_f32);
    for label in labels {
        bold += usize::from(label.bold());
        all += 1;
        size = size.max(label.size);
    }
    line.size > 1.08 * size || line.bold() && bold * 2 < all
}

/// Gutters too narrow to begin with, which the whole table keeps open: the one after a column of numbers.
fn finer(gutters: Vec<Gap>, lines: &[TextLine]) -> Vec<Gap> {
    let size = lines.first().map_or(10.0, |line| line.size);
    let mut starts: Vec<f32> = lines.iter().map(|line| line.left()).collect();
    starts.sort_by(f32::total_cmp);
    let Some(&left) = starts.first() else { return gutters };
    let numbers: Vec<&TextLine> = lines
        .iter()
        .filter(|line| line.left() <= left + ALIGNED && line.words.len() > 1 && is_number(&line.words[0].text))
        .collect();
    let from = numbers.iter().map(|line| line.words[0].right()).fold(left, f32::max);
    let beyond = |line: &TextLine| {
        line.words
            .iter()
            .map(|word| (word.rect.x, word.right()))
            .filter(|(_, right)| *right > from + 0.1)
            .map(|(x, _)| x)
            .fold(f32::INFINITY, f32::min)
    };
    let to = lines.iter().map(beyond).fold(f32::INFINITY, f32::min).min(gutters[0].0);
    if numbers.len() < 2 || to - from < 0.3 * size {
        return gutters;
    }
    std::iter::once((from, to)).chain(gutters).collect()
}

fn is_number(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ')', ':']);
    !text.is_empty() && text.len() <= 6 && text.starts_with(|c: char| c.is_ascii_digit())
}

/// The line's words by column; the vector is as long as there are columns. What crosses a gutter stays whole.
fn cut(line: &TextLine, gutters: &[Gap]) -> Vec<TextLine> {
    let mut parts: Vec<Vec<super::words::Word>> = Vec::new();
    for word in &line.words {
        let crosses = |last: &super::words::Word| {
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
fn is_table(cells: &[Vec<TextLine>], gutters: &[Gap]) -> bool {
    let full: Vec<&Vec<TextLine>> = cells.iter().filter(|chunks| chunks.len() > 1).collect();
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
            full.iter()
                .flat_map(|chunks| chunks.iter())
                .filter(|chunk| columns(chunk, gutters).0 == column)
        };
        let aligned = |edge: fn(&TextLine) -> f32| {
            let mut edges: Vec<f32> = chunks().map(edge).collect();
            edges.sort_by(f32::total_cmp);
            let most = edges
                .iter()
                .map(|e| edges.iter().filter(|o| (*e - **o).abs() <= ALIGNED).count())
                .max();
            most.is_some_and(|most| most >= 2 && most * 10 >= edges.len() * 6)
        };
        aligned(TextLine::left) || aligned(TextLine::right)
    })
}

fn grid(lines: &[TextLine], cells: &[Vec<TextLine>], gutters: &[Gap], spacing: &Spacing) -> Grid {
    let rect = lines
        .iter()
        .map(|line| line.rect)
        .reduce(|a, b| a.union(&b))
        .unwrap_or_default();
    // Columns begin where their text does: the other side of a gutter varies from page to page.
    let starts = gutters.iter().map(|gutter| gutter.1);
    let edges: Vec<f32> = std::iter::once(rect.x).chain(starts).chain([rect.right()]).collect();
    let placed: Vec<rows::Placed> = cells
        .iter()
        .flatten()
        .map(|chunk| {
            let (first, last) = columns(chunk, gutters);
            rows::Placed {
                first,
                last,
                line: chunk.clone(),
            }
        })
        .collect();
    let grid_rows = rows::rows(placed, gutters.len() + 1, spacing)
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
    let page = lines.first().map_or(0, |line| line.page);
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
