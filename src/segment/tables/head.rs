//! The head of a table of records: one row that names the fields, or two where groups of columns have a name of their
//! own.

use std::collections::BTreeSet;
use std::ops::Range;

use super::field_of_text;
use crate::outline::{Grid, GridRow};
use crate::rules::{FieldId, Scope};

/// A head may stand below this many rows of titles and statements for all records.
const ABOVE: usize = 12;
/// A group of columns has a name of at most so many characters.
const LONGEST_GROUP: usize = 80;

/// The head of a table.
pub(super) struct Head {
    /// Its rows.
    pub(super) rows: Range<usize>,
    /// One a column.
    pub(super) columns: Vec<Named>,
}

/// The name of a column.
#[derive(Default)]
pub(super) struct Named {
    /// As written, on one line; may be empty.
    pub(super) text: String,
    /// The name of the group of columns that it belongs to.
    pub(super) group: Option<String>,
    /// The field that column or group asks for.
    pub(super) field: Option<FieldId>,
}

impl Head {
    /// The fields that it names.
    pub(super) fn fields(&self) -> BTreeSet<FieldId> {
        self.columns.iter().filter_map(|column| column.field).collect()
    }

    /// The head among the first rows that names the most fields.
    pub(super) fn of(grid: &Grid, scope: &Scope<'_>) -> Option<Head> {
        let last = grid.rows.len().saturating_sub(1).min(ABOVE);
        let named = |row: usize| -> usize {
            let fields = (0..grid.columns).filter_map(|column| field_of_text(&line(&grid.rows[row], column), scope));
            fields.map(|(field, _)| field).collect::<BTreeSet<FieldId>>().len()
        };
        let row = (0..last).max_by_key(|&row| (named(row), usize::MAX - row))?;
        let rows = if row > 0 && is_group(&grid.rows[row - 1], &grid.rows[row]) {
            row - 1..row + 1
        } else if row + 2 < grid.rows.len() && is_group(&grid.rows[row], &grid.rows[row + 1]) {
            row..row + 2
        } else {
            row..row + 1
        };
        let columns = (0..grid.columns)
            .map(|column| name(grid, &rows, column, scope))
            .collect();
        Some(Head { rows, columns })
    }
}

fn name(grid: &Grid, rows: &Range<usize>, column: usize, scope: &Scope<'_>) -> Named {
    let own = line(&grid.rows[rows.end - 1], column);
    let above = group_over(&grid.rows[rows.start], column, !own.is_empty());
    let (text, group) = match own.is_empty() {
        true => (above, None),
        false => (
            own.clone(),
            Some(above).filter(|above| rows.len() > 1 && !above.is_empty() && *above != own),
        ),
    };
    let field = field_of_text(&text, scope).or_else(|| field_of_text(group.as_deref()?, scope));
    Named {
        text,
        group,
        field: field.map(|(field, _)| field),
    }
}

/// The text of a cell on one line.
fn line(row: &GridRow, column: usize) -> String {
    row.on_one_line(column).trim().to_owned()
}

/// What stands over a column in the row of groups: a cell that spans it, or, where spans are lost, the next cell on the
/// left, if nothing else does and the column has a name of its own.
fn group_over(groups: &GridRow, column: usize, named: bool) -> String {
    let own = line(groups, column);
    if !own.is_empty() {
        return own;
    }
    let left = (0..column).rev().find(|&left| !groups.is_empty(left));
    let spans = |left: usize| {
        groups.cells[left]
            .as_ref()
            .is_some_and(|cell| cell.colspan > column - left)
    };
    match left {
        Some(left) if spans(left) || named => line(groups, left),
        _ => String::new(),
    }
}

/// `groups` names groups of the columns that `heads` names: each of its cells spans columns or reaches down, or leaves
/// columns on its right to the row below, which leaves others to it.
fn is_group(groups: &GridRow, heads: &GridRow) -> bool {
    let filled = groups.filled();
    if filled.len() < 2
        || filled
            .iter()
            .any(|&column| groups.text(column).chars().count() > LONGEST_GROUP)
    {
        return false;
    }
    let cell = |column: usize| groups.cells[column].as_ref();
    let spans = filled
        .iter()
        .any(|&column| cell(column).is_some_and(|cell| cell.colspan > 1));
    let reaches =
        |column: usize| cell(column).is_some_and(|cell| cell.rowspan > 1 && heads.text(column) == cell.text());
    if spans
        && filled
            .iter()
            .all(|&column| cell(column).is_some_and(|cell| cell.colspan > 1) || reaches(column))
    {
        return true;
    }
    // Without spans: where one row has a name, the other has none, but for the first column of each group.
    let only_below = |column: usize| groups.is_empty(column) && !heads.is_empty(column);
    let only_above: Vec<usize> = filled
        .iter()
        .copied()
        .filter(|&column| heads.is_empty(column))
        .collect();
    let last = groups.cells.len() - 1;
    let rest = filled
        .iter()
        .filter(|&&column| !heads.is_empty(column) && !reaches(column));
    let begins_group = |column: &usize| *column < last && only_below(column + 1);
    (!only_above.is_empty() || spans)
        && (0..=last).any(only_below)
        && rest.clone().count() > 0
        && rest.into_iter().all(begins_group)
        && heads
            .filled()
            .iter()
            .all(|&column| heads.text(column).chars().count() <= LONGEST_GROUP)
}
