//! An item a row: the table's corner names the field that all rows answer, its other heads say what of each item.
//!
//! `Recipients | Kind | Purpose` over a row for each recipient. A head that names a field of its own (how long each kind
//! of data is kept) makes its column the value of that field.

use std::collections::{BTreeMap, BTreeSet};

use super::field_of;
use crate::document::{Block, Cell};
use crate::outline::{Grid, Label, Node};
use crate::rules::{FieldId, Scope};

/// A head is no longer than this many characters.
const LONGEST: usize = 60;
/// A column beside the first that names so many fields labels the rows; fewer may be what items are called.
const LABELS: usize = 3;

/// The labels of such a table: one for its corner, one for each other head that names a field.
///
/// `asked` are the fields that the document asks for elsewhere: those a head may name in passing.
pub(super) fn of(grid: &Grid, scope: &Scope<'_>, asked: &BTreeSet<FieldId>) -> Option<Vec<Node>> {
    if grid.rows.len() < 2 || grid.columns < 2 || !is_head(grid) {
        return None;
    }
    // A corner that is only likely counts where the row is sure to be a head: by its looks, or by another of its cells.
    let sure = |column: usize| field_of(grid, 0, column, scope).is_some_and(|(_, exact)| exact);
    let is_sure = is_known_head(grid) || (0..grid.columns).any(sure);
    let (field, _) = field_of(grid, 0, 0, scope).filter(|_| is_sure)?;
    if has_labels(grid, field, scope) {
        return None;
    }
    // Columns by the head that they answer: their own, where it names another field, or the corner.
    let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for column in 0..grid.columns {
        let named = scope
            .exact(&grid.rows[0].on_one_line(column))
            .filter(|found| !found.weak);
        let own = named.is_some_and(|found| found.fields[0] != field && !asked.contains(&found.fields[0]));
        if column > 0 || !is_counted(grid) {
            columns.entry(if own { column } else { 0 }).or_default().push(column);
        }
    }
    let label = |(head, columns): (usize, Vec<usize>)| {
        let rows = &grid.rows[1..];
        let cells = rows
            .iter()
            .flat_map(|row| columns.iter().filter_map(|&column| row.cells[column].as_ref()));
        let value: Vec<Block> = cells.flat_map(|cell| cell.blocks.clone()).collect();
        let text = grid.rows[0].on_one_line(head);
        Node::Label(Label::of_cells(&text, None, value, grid.rows[0].location))
    };
    Some(columns.into_iter().map(label).collect())
}

/// The first row is a head: short cells, known to be heads where only two of them could as well be a label and its value.
fn is_head(grid: &Grid) -> bool {
    let row = &grid.rows[0];
    let filled = row.filled();
    filled.len() > 1
        && (filled.len() > 2 || is_known_head(grid))
        && filled.iter().all(|&column| row.text(column).chars().count() <= LONGEST)
}

/// The first row is a head by mark-up or by its looks.
fn is_known_head(grid: &Grid) -> bool {
    let header = |cell: &Option<Cell>| cell.as_ref().is_none_or(|cell| cell.header || cell.is_empty());
    grid.head_rows > 0 || grid.rows[0].cells.iter().all(header)
}

/// The rows name fields themselves: in the first column, or in one that stands beside their numbers.
fn has_labels(grid: &Grid, field: FieldId, scope: &Scope<'_>) -> bool {
    let others = |column: usize| -> usize {
        let found = (1..grid.rows.len()).filter_map(|row| field_of(grid, row, column, scope));
        let exact = found.filter(|&(other, exact)| exact && other != field);
        exact.map(|(other, _)| other).collect::<BTreeSet<FieldId>>().len()
    };
    others(0) > 0 || (1..grid.columns - 1).any(|column| others(column) >= LABELS)
}

/// The first column only counts the items: `Recipient 1`, `Recipient 2`.
fn is_counted(grid: &Grid) -> bool {
    let stem = |text: &str| {
        let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
        (stem.len() < text.len()).then(|| stem.trim().to_lowercase())
    };
    let stems: Vec<Option<String>> = grid.rows[1..].iter().map(|row| stem(row.text(0).trim())).collect();
    stems[0].is_some() && stems.iter().all(|stem| *stem == stems[0])
}
