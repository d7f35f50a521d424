//! Tables: rows that say where their cells end.

use std::collections::BTreeMap;

use crate::document::Block;
use crate::read::story::{Grid, Merge, Placed};

/// Edges closer than this (twentieths of a point) are one: writers round them differently from row to row.
const SAME: i32 = 60;

/// What a row says of its cells, from the left.
#[derive(Debug, Clone, Default)]
pub(super) struct Definition {
    cells: Vec<Edge>,
    /// The cell whose properties are being read.
    next: Edge,
    pub(super) head: bool,
}

/// One cell: where it ends, and what it is merged with.
#[derive(Debug, Clone, Copy, Default)]
struct Edge {
    right: i32,
    /// Part of the cell on its left.
    left: bool,
    /// Part of the cell above.
    above: bool,
}

impl Definition {
    pub(super) fn merge_left(&mut self) {
        self.next.left = true;
    }

    pub(super) fn merge_above(&mut self) {
        self.next.above = true;
    }

    pub(super) fn cell(&mut self, right: i32) {
        let edge = Edge { right, ..self.next };
        self.cells.push(edge);
        self.next = Edge::default();
    }
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<(Definition, Vec<Vec<Block>>)>,
    cells: Vec<Vec<Block>>,
}

impl Rows {
    pub(super) fn cell(&mut self, blocks: Vec<Block>) {
        self.cells.push(blocks);
    }

    pub(super) fn row(&mut self, definition: &Definition) {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.rows.push((definition.clone(), cells));
        }
    }

    /// The table. Cells end where they end in any row: what lies between are its columns.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.row(&Definition::default());
        let columns = columns(&self.rows);
        let mut grid = Grid::default();
        for (definition, cells) in self.rows {
            let mut placed: Vec<Placed> = Vec::new();
            let mut column = 0;
            for (at, blocks) in cells.into_iter().enumerate() {
                let edge = definition.cells.get(at).copied();
                let end = edge
                    .and_then(|edge| columns.get(&edge.right).copied())
                    .unwrap_or(column + 1);
                let colspan = end.saturating_sub(column).max(1);
                match placed.last_mut() {
                    Some(left) if edge.is_some_and(|edge| edge.left) => {
                        left.colspan += colspan;
                        left.blocks.extend(blocks);
                    }
                    _ => placed.push(Placed {
                        column,
                        colspan,
                        merge: if edge.is_some_and(|edge| edge.above) {
                            Merge::Above
                        } else {
                            Merge::Rows(1)
                        },
                        blocks,
                    }),
                }
                column += colspan;
            }
            grid.row(placed, definition.head);
        }
        grid.finish()
    }
}

/// For each edge, how many columns lie on its left.
fn columns(rows: &[(Definition, Vec<Vec<Block>>)]) -> BTreeMap<i32, usize> {
    let edges = rows
        .iter()
        .flat_map(|(definition, _)| &definition.cells)
        .map(|edge| edge.right);
    let mut columns: BTreeMap<i32, usize> = edges.map(|edge| (edge, 0)).collect();
    let mut count = 0;
    let mut last: Option<i32> = None;
    for (edge, column) in &mut columns {
        if last.is_none_or(|last| edge.saturating_sub(last) > SAME) {
            count += 1;
            last = Some(*edge);
        }
        *column = count;
    }
    columns
}
