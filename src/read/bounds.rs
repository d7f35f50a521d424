//! The named limits on one document, and the failure that each of them is.

use crate::document::{Block, Document};
use crate::outcome::{Failure, FailureKind};

use super::{Limit, Limits};

/// `found` is over this one of the limits.
pub(crate) fn too_large(limits: &Limits, limit: Limit, found: impl std::fmt::Display) -> Failure {
    let (name, allowed, option) = (limit.name(), limits.of(limit), limit.option());
    let message =
        format!("{found} is over the limit {name} = {allowed}: raise it with {option}, or split the document");
    Failure::new(FailureKind::TooLarge, message)
}

/// Checks the size of the file.
pub(crate) fn file(bytes: &[u8], limits: &Limits) -> Result<(), Failure> {
    match bytes.len() as u64 {
        found if found > limits.file_bytes => Err(too_large(limits, Limit::FileBytes, format!("{found} bytes"))),
        _ => Ok(()),
    }
}

/// Checks the size of the text.
pub(crate) fn text(text: &str, limits: &Limits) -> Result<(), Failure> {
    match text.len() {
        found if found > limits.text_bytes => {
            Err(too_large(limits, Limit::TextBytes, format!("{found} bytes of text")))
        }
        _ => Ok(()),
    }
}

/// Checks what was read: text, cells, nesting.
pub(crate) fn document(document: &Document, limits: &Limits) -> Result<(), Failure> {
    text(&document.text, limits)?;
    let cells = cells(&document.blocks, limits, 0)?;
    if cells > limits.table_cells {
        return Err(too_large(limits, Limit::TableCells, format!("{cells} table cells")));
    }
    Ok(())
}

/// Cells of all tables; fails where tables are nested too deep.
fn cells(blocks: &[Block], limits: &Limits, depth: usize) -> Result<usize, Failure> {
    if depth > limits.nesting {
        return Err(too_large(limits, Limit::Nesting, "the nesting of tables"));
    }
    let mut count = 0;
    for block in blocks {
        if let Block::Table(table) = block {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                count += 1 + cells(&cell.blocks, limits, depth + 1)?;
            }
        }
    }
    Ok(count)
}
