//! Rows of placed cells → a table, or its content where it only frames text.

use std::collections::BTreeMap;

use crate::document::{Block, Cell, Location, Role, Row, Table};

/// No attribute can ask for more columns than a spreadsheet has.
pub(crate) const COLUMNS: usize = 16_384;

/// The rows that a cell may cover in HTML; a claim beyond is none.
const ROWS: usize = 65_534;

/// How a cell hangs together with the one above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Not at all, or it covers so many rows itself.
    Rows(usize),
    /// It is part of the cell above.
    Above,
}

/// A cell as a reader meets it.
#[derive(Debug)]
pub(crate) struct Placed {
    /// 0-based column of its left edge.
    pub(crate) column: usize,
    pub(crate) colspan: usize,
    pub(crate) merge: Merge,
    pub(crate) blocks: Vec<Block>,
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    table: Table,
    /// The lowest cell that begins in each column: its row and its place there.
    lowest: BTreeMap<usize, (usize, usize)>,
}

impl Grid {
    /// Adds a row; `head` says that the document itself calls it a head.
    pub(crate) fn row(&mut self, cells: Vec<Placed>, head: bool) {
        let mut row = Row::default();
        for placed in cells {
            let rowspan = match placed.merge {
                Merge::Rows(rows) => rows.clamp(1, ROWS),
                Merge::Above if self.grow(placed.column) => continue,
                Merge::Above => 1,
            };
            self.lowest
                .insert(placed.column, (self.table.rows.len(), row.cells.len()));
            row.cells.push(Cell {
                column: placed.column.min(COLUMNS),
                colspan: placed.colspan.clamp(1, COLUMNS),
                rowspan,
                header: false,
                blocks: placed.blocks,
            });
        }
        let places: Vec<Location> = row
            .cells
            .iter()
            .flat_map(|cell| &cell.blocks)
            .map(Block::location)
            .collect();
        row.location = Location::around(&places);
        if head && self.table.head_rows == self.table.rows.len() {
            self.table.head_rows += 1;
        }
        self.table.rows.push(row);
    }

    /// Lets the cell above this column reach down to the row that comes next.
    fn grow(&mut self, column: usize) -> bool {
        let next = self.table.rows.len();
        let above = self.lowest.get(&column).copied();
        let above = above.and_then(|(row, at)| Some((row, self.table.rows.get_mut(row)?.cells.get_mut(at)?)));
        match above {
            Some((row, cell)) if row + cell.rowspan == next => {
                cell.rowspan += 1;
                true
            }
            _ => false,
        }
    }

    /// The table; its content, where it has one column and only sets a box around text; nothing, where it is empty.
    pub(crate) fn finish(self) -> Vec<Block> {
        let mut table = self.table;
        if table.rows.iter().flat_map(|row| &row.cells).all(Cell::is_empty) {
            return Vec::new();
        }
        if frames(&table) {
            let cells = table.rows.into_iter().flat_map(|row| row.cells);
            return cells.flat_map(|cell| cell.blocks).collect();
        }
        // Rows that nothing begins in (all their cells reach down from above) are still rows.
        if table.head_rows == table.rows.len() {
            table.head_rows = 0;
        }
        let head_rows = table.head_rows;
        for cell in table.rows.iter_mut().take(head_rows).flat_map(|row| &mut row.cells) {
            cell.header = true;
        }
        table.location = Location::around(table.rows.iter().map(|row| &row.location));
        crate::read::head::mark_bold(&mut table);
        vec![Block::Table(table)]
    }
}

fn frames(table: &Table) -> bool {
    let narrow = table.rows.iter().all(|row| row.cells.len() <= 1);
    let holds = |block: &Block| match block {
        Block::Table(_) => true,
        Block::Text(text) => matches!(text.role, Role::Heading { .. }),
    };
    let mut blocks = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .flat_map(|cell| &cell.blocks);
    narrow && (table.rows.len() <= 1 || blocks.any(holds))
}
