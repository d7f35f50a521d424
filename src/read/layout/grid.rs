//! Ruling lines → grids of cells.
//!
//! Rules that touch make one grid. Its lines are the places where rules stand; two neighbouring slots are one cell
//! where no rule parts them. So fragments, double rules and underlined links do no harm: they part nothing.

use super::lines::TextLine;
use super::page::RuleLine;
use super::strokes::{NEAR, Stroke, clusters, merge};
use crate::document::Rect;

/// Drawings may have rules by the thousand; tables of more slots on one page are none.
const MOST_SLOTS: usize = 20_000;
/// A rule parts two slots if it covers this share of the edge between them.
const PARTS: f32 = 0.5;

/// A table found on one page: by rules, or by the alignment of its text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Grid {
    pub(super) page: u32,
    pub(super) rect: Rect,
    /// Edges of its columns, one more than there are columns.
    pub(super) edges: Vec<f32>,
    pub(super) rows: Vec<GridRow>,
    /// It has rules; else only the alignment of its text.
    pub(super) ruled: bool,
    /// No rule closes it at the top: its first row may go on from the page before.
    pub(super) open_top: bool,
    /// No rule closes it at the bottom.
    pub(super) open_bottom: bool,
}

/// One row of a grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct GridRow {
    pub(super) top: f32,
    pub(super) bottom: f32,
    pub(super) cells: Vec<GridCell>,
}

/// One cell of a grid, at its first row and column.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct GridCell {
    pub(super) column: usize,
    pub(super) colspan: usize,
    pub(super) rowspan: usize,
    pub(super) rect: Rect,
    pub(super) lines: Vec<TextLine>,
    /// Tables that stand in it.
    pub(super) inner: Vec<Grid>,
}

/// The grids that the rules of a page make, cells still empty. Boxes of a single cell are frames, not tables.
pub(super) fn grids(page: u32, rules: &[RuleLine]) -> Vec<Grid> {
    let rules = merge(rules);
    let mut grids: Vec<Grid> = clusters(&rules)
        .into_iter()
        .filter_map(|cluster| grid(page, &cluster))
        .collect();
    grids.sort_by(|a, b| a.rect.y.total_cmp(&b.rect.y).then(a.rect.x.total_cmp(&b.rect.x)));
    grids
}

fn grid(page: u32, strokes: &[Stroke]) -> Option<Grid> {
    let (verticals, horizontals): (Vec<&Stroke>, Vec<&Stroke>) = strokes.iter().partition(|stroke| !stroke.horizontal);
    if verticals.is_empty() || horizontals.is_empty() {
        return None;
    }
    // Where the table has no outer rule, its other rules end there all the same.
    let mut xs: Vec<f32> = verticals.iter().map(|v| v.at).collect();
    xs.push(least(horizontals.iter().map(|h| h.from)));
    xs.push(most(horizontals.iter().map(|h| h.to)));
    let mut ys: Vec<f32> = horizontals.iter().map(|h| h.at).collect();
    let (top, bottom) = (least(ys.iter().copied()), most(ys.iter().copied()));
    let (highest, lowest) = (
        least(verticals.iter().map(|v| v.from)),
        most(verticals.iter().map(|v| v.to)),
    );
    ys.extend([highest, lowest]);
    let (xs, ys) = (distinct(xs), distinct(ys));
    let slots = Slots {
        xs: &xs,
        ys: &ys,
        verticals: by_line(&xs, &verticals),
        horizontals: by_line(&ys, &horizontals),
    };
    let grid = slots.grid(page)?;
    Some(Grid {
        open_top: highest < top - 2.0 * NEAR,
        open_bottom: lowest > bottom + 2.0 * NEAR,
        ..grid
    })
}

fn least(values: impl Iterator<Item = f32>) -> f32 {
    values.fold(f32::INFINITY, f32::min)
}

fn most(values: impl Iterator<Item = f32>) -> f32 {
    values.fold(f32::NEG_INFINITY, f32::max)
}

/// Sorted, near values once.
fn distinct(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    values.dedup_by(|b, a| *b - *a <= NEAR);
    values
}

/// The finest division that the rules of a cluster allow.
struct Slots<'a> {
    xs: &'a [f32],
    ys: &'a [f32],
    /// The strokes at each of `xs`.
    verticals: Vec<Vec<&'a Stroke>>,
    /// The strokes at each of `ys`.
    horizontals: Vec<Vec<&'a Stroke>>,
}

impl Slots<'_> {
    /// A rule stands at the left edge of this slot.
    fn left_edge(&self, row: usize, column: usize) -> bool {
        parted(&self.verticals[column], self.ys[row], self.ys[row + 1])
    }

    /// A rule stands at the upper edge of this slot.
    fn upper_edge(&self, row: usize, column: usize) -> bool {
        parted(&self.horizontals[row], self.xs[column], self.xs[column + 1])
    }

    fn grid(&self, page: u32) -> Option<Grid> {
        let (columns, rows) = (self.xs.len() - 1, self.ys.len() - 1);
        if columns == 0 || rows == 0 || columns * rows > MOST_SLOTS {
            return None;
        }
        let mut taken = vec![false; columns * rows];
        let mut boxes = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if taken[row * columns + column] {
                    continue;
                }
                let mut right = column + 1;
                while right < columns && !taken[row * columns + right] && !self.left_edge(row, right) {
                    right += 1;
                }
                let mut below = row + 1;
                while below < rows
                    && (column..right).all(|c| !taken[below * columns + c] && !self.upper_edge(below, c))
                    && (column + 1..right).all(|c| !self.left_edge(below, c))
                {
                    below += 1;
                }
                for r in row..below {
                    taken[r * columns + column..r * columns + right].fill(true);
                }
                boxes.push((row..below, column..right));
            }
        }
        self.without_idle_lines(page, boxes)
    }

    /// Lines at which no cell begins (an underline that touches a rule, say) are no lines of the grid.
    fn without_idle_lines(
        &self,
        page: u32,
        boxes: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)>,
    ) -> Option<Grid> {
        let starts = |ends: Vec<usize>| {
            let mut starts = ends;
            starts.sort_unstable();
            starts.dedup();
            starts
        };
        let rows = starts(boxes.iter().map(|(r, _)| r.start).collect());
        let columns = starts(boxes.iter().map(|(_, c)| c.start).collect());
        if rows.len() * columns.len() < 2 {
            return None;
        }
        let span = |starts: &[usize], range: &std::ops::Range<usize>| {
            let first = starts.partition_point(|&s| s < range.start);
            (first, starts.partition_point(|&s| s < range.end) - first)
        };
        let (x0, x1) = (self.xs[0], self.xs[self.xs.len() - 1]);
        let (y0, y1) = (self.ys[0], self.ys[self.ys.len() - 1]);
        let mut grid_rows: Vec<GridRow> = rows
            .iter()
            .enumerate()
            .map(|(i, &row)| GridRow {
                top: self.ys[row],
                bottom: rows.get(i + 1).map_or(y1, |&next| self.ys[next]),
                cells: Vec::new(),
            })
            .collect();
        for (r, c) in &boxes {
            let ((row, rowspan), (column, colspan)) = (span(&rows, r), span(&columns, c));
            let (x, y) = (self.xs[c.start], self.ys[r.start]);
            let rect = Rect {
                x,
                y,
                width: self.xs[c.end] - x,
                height: self.ys[r.end] - y,
            };
            grid_rows[row].cells.push(GridCell {
                column,
                colspan,
                rowspan,
                rect,
                ..GridCell::default()
            });
        }
        let edges = columns.iter().map(|&c| self.xs[c]).chain([x1]).collect();
        let rect = Rect {
            x: x0,
            y: y0,
            width: x1 - x0,
            height: y1 - y0,
        };
        Some(Grid {
            page,
            rect,
            edges,
            rows: grid_rows,
            ruled: true,
            ..Grid::default()
        })
    }
}

/// The strokes at each line; near ones may be at two.
fn by_line<'a>(lines: &[f32], strokes: &[&'a Stroke]) -> Vec<Vec<&'a Stroke>> {
    let mut at: Vec<Vec<&Stroke>> = vec![Vec::new(); lines.len()];
    for stroke in strokes {
        let first = lines.partition_point(|line| *line < stroke.at - NEAR);
        let last = lines.partition_point(|line| *line <= stroke.at + NEAR);
        at[first..last].iter_mut().for_each(|strokes| strokes.push(stroke));
    }
    at
}

/// Whether the strokes of a line cover enough of the stretch.
fn parted(strokes: &[&Stroke], from: f32, to: f32) -> bool {
    let cover: f32 = strokes
        .iter()
        .map(|stroke| (stroke.to.min(to) - stroke.from.max(from)).max(0.0))
        .sum();
    cover >= PARTS * (to - from)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn h(y: f32, x0: f32, x1: f32) -> RuleLine {
        RuleLine {
            rect: Rect {
                x: x0,
                y,
                width: x1 - x0,
                height: 0.0,
            },
            horizontal: true,
        }
    }

    fn v(x: f32, y0: f32, y1: f32) -> RuleLine {
        RuleLine {
            rect: Rect {
                x,
                y: y0,
                width: 0.0,
                height: y1 - y0,
            },
            horizontal: false,
        }
    }

    fn shape(grid: &Grid) -> Vec<Vec<(usize, usize, usize)>> {
        let cell = |cell: &GridCell| (cell.column, cell.colspan, cell.rowspan);
        grid.rows
            .iter()
            .map(|row| row.cells.iter().map(cell).collect())
            .collect()
    }

    #[test]
    fn a_plain_grid_has_its_cells_though_its_rules_come_in_fragments() {
        let rules = [
            h(0.0, 0.0, 50.0),
            h(0.4, 50.5, 100.0),
            h(20.0, 0.0, 100.0),
            h(40.0, 0.0, 100.0),
            v(0.0, 0.0, 40.0),
            v(50.0, 0.0, 20.0),
            v(50.0, 20.0, 40.0),
            v(100.0, 0.0, 40.0),
        ];
        let grids = grids(1, &rules);
        assert_eq!(grids.len(), 1);
        assert_eq!(shape(&grids[0]), [[(0, 1, 1), (1, 1, 1)], [(0, 1, 1), (1, 1, 1)]]);
        assert!(!grids[0].open_top && !grids[0].open_bottom);
    }

    #[test]
    fn cells_span_columns_and_rows_where_no_rule_parts_them() {
        let rules = [
            h(0.0, 0.0, 100.0),
            h(20.0, 0.0, 100.0),
            h(40.0, 50.0, 100.0),
            h(60.0, 0.0, 100.0),
            v(0.0, 0.0, 60.0),
            v(50.0, 20.0, 60.0),
            v(100.0, 0.0, 60.0),
        ];
        let grids = grids(1, &rules);
        assert_eq!(
            shape(&grids[0]),
            [vec![(0, 2, 1)], vec![(0, 1, 2), (1, 1, 1)], vec![(1, 1, 1)]]
        );
    }

    #[test]
    fn frames_and_underlines_are_no_tables() {
        let frame = [
            h(0.0, 0.0, 100.0),
            h(40.0, 0.0, 100.0),
            v(0.0, 0.0, 40.0),
            v(100.0, 0.0, 40.0),
        ];
        assert!(grids(1, &frame).is_empty());
        let underline = h(15.0, 1.0, 30.0);
        let rows = [h(20.0, 0.0, 100.0)];
        let table: Vec<RuleLine> = frame.into_iter().chain(rows).chain([underline]).collect();
        assert_eq!(shape(&grids(1, &table)[0]), [[(0, 1, 1)], [(0, 1, 1)]]);
    }

    #[test]
    fn a_table_cut_by_the_page_end_stays_open_and_keeps_its_last_row() {
        let rules = [
            h(0.0, 0.0, 100.0),
            h(20.0, 0.0, 100.0),
            v(0.0, 0.0, 60.0),
            v(50.0, 0.0, 60.0),
            v(100.0, 0.0, 60.0),
        ];
        let grids = grids(1, &rules);
        assert!(grids[0].open_bottom && !grids[0].open_top);
        assert_eq!(grids[0].rows.len(), 2);
        assert_eq!(grids[0].rows[1].bottom, 60.0);
    }
}
