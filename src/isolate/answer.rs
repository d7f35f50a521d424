//! What was read, as JSON: on its way from a child, and in the cache.

use serde::Deserialize;

use crate::document::Document;
use crate::outcome::Failure;
use crate::read::HangsOn;

/// What a child answers: what it read, and whether another would read the same.
pub type Answer = (Result<Document, Failure>, HangsOn);

/// Parses an answer, or what else holds a document.
///
/// # Errors
///
/// Where it is none.
pub(crate) fn parsed<'a, T: Deserialize<'a>>(json: &'a [u8]) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_slice(json);
    // Seventeen tables in each other are over the limit of the parser. A document's own, on its tables, takes its place.
    json.disable_recursion_limit();
    let value = T::deserialize(&mut json)?;
    json.end()?;
    Ok(value)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::batch::window::STACK;
    use crate::document::{Block, Cell, NESTED, Row, Table};

    /// Parses tables, so many inside each other.
    fn nested(depth: usize) -> serde_json::Result<Vec<Block>> {
        let mut blocks = Vec::new();
        for _ in 0..depth {
            let mut table = Table::default();
            table.rows.push(Row::default());
            table.rows[0].cells.push(Cell {
                blocks,
                ..Cell::default()
            });
            blocks = vec![Block::Table(table)];
        }
        parsed(&serde_json::to_vec(&blocks)?)
    }

    #[test]
    fn tables_are_parsed_as_deep_as_any_reader_may_go_and_no_deeper() {
        // On as much stack as documents are taken through the stages with.
        let thread = std::thread::Builder::new().stack_size(STACK);
        let [deepest, deeper] = thread
            .spawn(|| [NESTED, NESTED + 1].map(|depth| nested(depth).map(drop)))
            .unwrap()
            .join()
            .unwrap();
        deepest.unwrap();
        assert!(deeper.unwrap_err().to_string().contains("nested too deeply"));
    }
}
