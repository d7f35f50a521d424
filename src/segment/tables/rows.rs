//! A record a row: the head row names the fields.

use std::collections::BTreeSet;

use super::Identity;
use super::head::{Head, Named};
use crate::document::{Line, Location};
use crate::outline::{Grid, GridRow, Label, Node};
use crate::rules::{FieldId, Scope};
use crate::segment::Part;

/// A head row must name this many fields for the rows below it to be records.
const HEADS: usize = 3;
/// It must name this many where none of them tells what is processed or what for: else rows are the parts of a record.
const HEADS_WITHOUT_IDENTITY: usize = 5;

/// A table whose rows are records.
pub(super) struct Register {
    /// The fields that its heads name.
    pub(super) fields: BTreeSet<FieldId>,
    /// Rows above its head: titles, and what holds for all records.
    pub(super) above: Option<Grid>,
    /// A part for each row with text.
    pub(super) parts: Vec<Part>,
}

/// The records of a table, where its rows are records.
pub(super) fn records(grid: &Grid, scope: &Scope<'_>, identity: &Identity) -> Option<Register> {
    let head = Head::of(grid, scope)?;
    let fields = head.fields();
    let named = |column: &Named| column.field.is_none() && !column.text.is_empty();
    let has_identity = fields.iter().any(|&field| identity.tells(field)) || head.columns.first().is_some_and(named);
    if fields.len() < if has_identity { HEADS } else { HEADS_WITHOUT_IDENTITY } {
        return None;
    }
    let mut parts: Vec<Part> = Vec::new();
    for row in &grid.rows[head.rows.end..] {
        // A row with most of its cells empty is a caption or a total, not a record.
        if row.filled().len() < 2 || is_numbering(row) {
            continue;
        }
        let labels = head
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| !column.text.is_empty());
        let nodes = labels.map(|(at, column)| {
            let cells = row.cells[at].iter().flat_map(|cell| cell.blocks.clone()).collect();
            Node::Label(Label::of_cells(&column.text, column.group.clone(), cells, row.location))
        });
        parts.push(Part::of(title(row, &head.columns), nodes.collect()));
    }
    (!parts.is_empty()).then(|| Register {
        fields,
        above: grid.before(head.rows.start),
        parts,
    })
}

/// The numbers of the columns, printed under their heads: `1 | 2 | 3`, `(1) | (2) | (3)`.
fn is_numbering(row: &GridRow) -> bool {
    let number = |column: usize| {
        row.text(column)
            .trim_matches(['(', ')', '.', ' '])
            .parse::<usize>()
            .ok()
    };
    let numbers: Vec<Option<usize>> = row.filled().into_iter().map(number).collect();
    numbers.len() > 2
        && numbers
            .windows(2)
            .all(|pair| pair[0].is_some_and(|a| pair[1] == Some(a + 1)))
}

/// The first short cell under a head that names no field is the record's name.
fn title(row: &GridRow, columns: &[Named]) -> Option<Line> {
    let column = (0..columns.len()).find(|&column| {
        let text = row.text(column);
        columns[column].field.is_none() && text.chars().any(char::is_alphabetic) && text.chars().count() <= 120
    })?;
    let text = row.text(column).replace('\n', " ");
    Some(Line {
        text,
        lead: 0,
        location: Location { ..row.location },
    })
}
