//! A record a row: the head row names the fields.

use std::collections::BTreeSet;

use super::field_of;
use crate::document::{Line, Location};
use crate::outline::{Grid, Label, Node};
use crate::rules::{FieldId, Scope};
use crate::segment::Part;

/// A head row must name this many fields for the rows below it to be records.
const HEADS: usize = 3;
/// A head may stand below this many rows of titles.
const TITLES: usize = 4;

/// A table whose rows are records.
pub(super) struct Register {
    /// The fields that its heads name.
    pub(super) fields: BTreeSet<FieldId>,
    /// A part for each row with text.
    pub(super) parts: Vec<Part>,
}

/// The records of a table, where its rows are records.
pub(super) fn records(grid: &Grid, scope: &Scope<'_>) -> Option<Register> {
    let (head, fields) = head(grid, scope)?;
    let mapped: Vec<Option<FieldId>> = (0..grid.columns)
        .map(|column| field_of(grid, head, column, scope).map(|(field, _)| field))
        .collect();
    let heads: Vec<String> = (0..grid.columns)
        .map(|column| grid.rows[head].text(column).replace('\n', " "))
        .collect();
    let mut parts: Vec<Part> = Vec::new();
    for row in &grid.rows[head + 1..] {
        // A row with most of its cells empty is a caption or a total, not a record.
        if row.filled().len() < 2 {
            continue;
        }
        let nodes: Vec<Node> = (0..grid.columns)
            .filter(|&column| !heads[column].trim().is_empty())
            .map(|column| {
                let cells = row.cells[column].iter().flat_map(|cell| cell.blocks.clone()).collect();
                Node::Label(Label::of_cells(&heads[column], None, cells, row.location))
            })
            .collect();
        parts.push(Part::of(title(row, &mapped), nodes));
    }
    (!parts.is_empty()).then_some(Register { fields, parts })
}

/// The head row: the one among the first that names the most fields.
fn head(grid: &Grid, scope: &Scope<'_>) -> Option<(usize, BTreeSet<FieldId>)> {
    let last = grid.rows.len().saturating_sub(1).min(TITLES);
    let named = |row: usize| -> Vec<(FieldId, bool)> {
        (0..grid.columns)
            .filter_map(|column| field_of(grid, row, column, scope))
            .collect()
    };
    let distinct = |row: usize| named(row).into_iter().map(|(field, _)| field).collect::<BTreeSet<_>>();
    let row = (0..last).max_by_key(|&row| (distinct(row).len(), usize::MAX - row))?;
    let sure = named(row).iter().filter(|(_, sure)| *sure).count();
    let fields = distinct(row);
    (fields.len() >= HEADS && sure + 1 >= HEADS).then_some((row, fields))
}

/// The first short cell under a head that names no field is the record's name.
fn title(row: &crate::outline::GridRow, mapped: &[Option<FieldId>]) -> Option<Line> {
    let column = (0..mapped.len()).find(|&column| {
        let text = row.text(column);
        mapped[column].is_none() && text.chars().any(char::is_alphabetic) && text.chars().count() <= 120
    })?;
    let text = row.text(column).replace('\n', " ");
    Some(Line {
        text,
        lead: 0,
        location: Location { ..row.location },
    })
}
