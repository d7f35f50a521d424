//! A record a row: the head row names the fields.

use std::collections::BTreeSet;

use super::Identity;
use super::head::{Head, Named};
use crate::document::Line;
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
    let counting = counting(grid, &head);
    let naming = naming(grid, &head, identity);
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
            .filter(|(at, column)| !column.text.is_empty() && Some(*at) != counting && Some(*at) != naming);
        let nodes = labels.map(|(at, column)| {
            let cells = row.cells[at].iter().flat_map(|cell| cell.blocks.clone()).collect();
            Node::Label(Label::of_cells(&column.text, column.group.clone(), cells, row.location))
        });
        let title = match naming {
            Some(column) => Some(cell_line(row, column)),
            None => title(row, &head.columns),
        };
        let mut part = Part::of(title, nodes.collect());
        part.number = counting.map(|column| cell_line(row, column));
        parts.push(part);
    }
    (!parts.is_empty()).then(|| Register {
        fields,
        above: grid.before(head.rows.start),
        parts,
    })
}

/// The column of descriptions, where it is the only one that can name the records: each is short, and another one.
fn naming(grid: &Grid, head: &Head, identity: &Identity) -> Option<usize> {
    /// Names of processing activities are no longer than this (Unicode scalars).
    const LONGEST: usize = 80;
    let named = |column: &Named| column.field.is_none() && !column.text.is_empty() || column.field == identity.title;
    let column = head
        .columns
        .iter()
        .position(|column| column.field == identity.description)?;
    let rows = grid.rows[head.rows.end..]
        .iter()
        .filter(|row| row.filled().len() > 1 && !is_numbering(row));
    let names: Vec<String> = rows.map(|row| row.text(column)).collect();
    let short = |name: &String| !name.trim().is_empty() && name.chars().count() <= LONGEST && !name.ends_with('.');
    let unlike = names.iter().collect::<BTreeSet<_>>().len() == names.len();
    (!head.columns.iter().any(named) && unlike && names.iter().all(short)).then_some(column)
}

/// The first column, where it does nothing but count the records: a head of a sign or an abbreviation (`#`, `No.`,
/// `N°`) over a number a row, each its own.
fn counting(grid: &Grid, head: &Head) -> Option<usize> {
    /// A number that counts records is no longer than this many characters: `12`, `A-7`, `2.14`.
    const LONGEST: usize = 8;
    let first = head.columns.first()?;
    if first.field.is_some() || first.text.chars().filter(|c| c.is_alphabetic()).count() > 3 {
        return None;
    }
    let mut seen = BTreeSet::new();
    let mut rows = grid.rows[head.rows.end..]
        .iter()
        .filter(|row| row.filled().len() > 1 && !is_numbering(row));
    let counts = |row: &GridRow| {
        let text = row.text(0);
        text.chars().count() <= LONGEST && text.contains(|c: char| c.is_ascii_digit()) && seen.insert(text)
    };
    rows.all(counts).then_some(0)
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
    Some(cell_line(row, column))
}

fn cell_line(row: &GridRow, column: usize) -> Line {
    Line {
        text: row.on_one_line(column),
        lead: 0,
        location: row.location,
    }
}
