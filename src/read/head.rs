//! Cells that look like heads.

use crate::document::{Block, Cell, Table};

/// Marks the cells of the first row and of the first column that are bold throughout.
///
/// Where the whole table is bold, that says nothing.
pub(crate) fn mark_bold(table: &mut Table) {
    let mut filled = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| !cell.is_empty());
    if filled.all(is_bold) {
        return;
    }
    for (index, row) in table.rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            cell.header |= (index == 0 || cell.column == 0) && is_bold(cell);
        }
    }
}

fn is_bold(cell: &Cell) -> bool {
    let mut blocks = cell.blocks.iter().peekable();
    blocks.peek().is_some() && blocks.all(|block| matches!(block, Block::Text(text) if text.style.bold))
}
