//! What the tests of readers look at in a document.

use crate::document::{Block, Document, Role, Table};

/// The text of each block.
pub(super) fn texts(document: &Document) -> Vec<String> {
    document.blocks.iter().map(Block::text).collect()
}

/// What each block is taken for, and its text, where there is no table among them.
pub(super) fn roles(document: &Document) -> Vec<(Role, String)> {
    let role = |block: &Block| match block {
        Block::Text(text) => (text.role.clone(), text.text()),
        Block::Table(_) => panic!("a table"),
    };
    document.blocks.iter().map(role).collect()
}

/// The table that a document consists of.
pub(super) fn only_table(document: &Document) -> Table {
    match document.blocks.as_slice() {
        [Block::Table(table)] => table.clone(),
        other => panic!("{other:?}"),
    }
}

/// Column, columns and rows covered, of each cell.
pub(super) fn placed(table: &Table) -> Vec<Vec<(usize, usize, usize)>> {
    let rows = table.rows.iter().map(|row| &row.cells);
    rows.map(|cells| {
        let cells = cells.iter().map(|cell| (cell.column, cell.colspan, cell.rowspan));
        cells.collect()
    })
    .collect()
}
