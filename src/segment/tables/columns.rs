//! A record a column: one column names the fields, those on its right hold a record each.

use std::collections::BTreeSet;

use super::{Identity, field_of};
use crate::document::Line;
use crate::outline::{Grid, Label, Node};
use crate::rules::{FieldId, Scope, fold};
use crate::segment::Part;

/// The column of labels must name this many fields.
const FIELDS: usize = 4;
/// It is one of the first so many: numbers or groups of fields may stand before it.
const LABELS_WITHIN: usize = 3;
/// This share of a column's labelled cells must be filled for it to be a record.
const FILLED: f32 = 0.6;
/// A column whose cells hold fewer characters than this on average is a remark ("Art. 30(1)(a)"), not a record, where
/// no row gives each record its name.
const SHORTEST: usize = 15;

/// The records of a table, where its columns are records; and the rows above them.
pub(super) fn records(grid: &Grid, scope: &Scope<'_>, identity: &Identity) -> Option<(Option<Grid>, Vec<Part>)> {
    if grid.columns < 3 {
        return None;
    }
    let labels = Labels::of(grid, scope)?;
    // Where a label stands for several rows, the column beside it asks and the last one answers.
    if grid.rows.iter().filter(|row| row.is_empty(labels.column)).count() > 1 {
        return None;
    }
    let values: Vec<usize> = (labels.column + 1..grid.columns)
        .filter(|&column| !labels.is_guidance(grid, column, scope))
        .collect();
    let named = labels.named(grid, &values, identity);
    let shortest = if named { 1 } else { SHORTEST };
    if values.len() < 2 || !values.iter().all(|&column| labels.is_record(grid, column, shortest)) {
        return None;
    }
    let first = labels.rows.first()?.0;
    // The row over the first label may name the records; rows above it stand for all.
    let heads = first
        .checked_sub(1)
        .filter(|&row| values.iter().all(|&column| !grid.rows[row].is_empty(column)));
    let from = heads.map_or(first, |row| row + 1);
    let part = |column: usize| {
        let nodes = grid.rows[from..].iter().map(|row| {
            let cells = row.cells[column].iter().flat_map(|cell| cell.blocks.clone()).collect();
            let label = row.on_one_line(labels.column);
            Node::Label(Label::of_cells(&label, None, cells, row.location))
        });
        let title = heads.map(|row| Line {
            text: grid.rows[row].text(column),
            lead: 0,
            location: grid.rows[row].location,
        });
        Part::of(title, nodes.collect())
    };
    Some((
        grid.before(heads.unwrap_or(first)),
        values.into_iter().map(part).collect(),
    ))
}

/// The column of labels.
struct Labels {
    column: usize,
    /// The rows whose label names a field.
    rows: Vec<(usize, FieldId)>,
}

impl Labels {
    /// The column among the first that names the most fields.
    fn of(grid: &Grid, scope: &Scope<'_>) -> Option<Labels> {
        let labels = |column: usize| Labels {
            column,
            rows: (0..grid.rows.len())
                .filter_map(|row| field_of(grid, row, column, scope).map(|(field, _)| (row, field)))
                .collect(),
        };
        let best = (0..LABELS_WITHIN.min(grid.columns - 2))
            .map(labels)
            .max_by_key(|labels| (labels.fields(), usize::MAX - labels.column))?;
        (best.fields() >= FIELDS).then_some(best)
    }

    fn fields(&self) -> usize {
        self.rows
            .iter()
            .map(|&(_, field)| field)
            .collect::<BTreeSet<FieldId>>()
            .len()
    }

    fn cells(&self, grid: &Grid, column: usize) -> Vec<String> {
        let text = |&(row, _): &(usize, FieldId)| grid.rows[row].text(column).trim().to_owned();
        self.rows.iter().map(text).filter(|text| !text.is_empty()).collect()
    }

    fn is_record(&self, grid: &Grid, column: usize, shortest: usize) -> bool {
        let cells = self.cells(grid, column);
        let characters: usize = cells.iter().map(|text| text.chars().count()).sum();
        cells.len() as f32 >= FILLED * self.rows.len() as f32 && characters >= shortest * cells.len().max(1)
    }

    /// Most cells ask or instruct: the column explains the labels.
    fn is_guidance(&self, grid: &Grid, column: usize, scope: &Scope<'_>) -> bool {
        let cells = self.cells(grid, column);
        let guides = |text: &&String| {
            let folded = fold(text);
            let mut openings = scope
                .languages
                .iter()
                .flat_map(|language| language.instructions.of(&folded));
            text.ends_with('?') || openings.any(|(phrase, ())| phrase.contains(' '))
        };
        cells.iter().filter(guides).count() * 2 > cells.len()
    }

    /// A row gives each record a name of its own.
    fn named(&self, grid: &Grid, columns: &[usize], identity: &Identity) -> bool {
        let title = self.rows.iter().find(|&&(_, field)| Some(field) == identity.title);
        title.is_some_and(|&(row, _)| {
            let names: BTreeSet<String> = columns.iter().map(|&column| grid.rows[row].text(column)).collect();
            names.len() == columns.len() && names.iter().all(|name| name.chars().any(char::is_alphabetic))
        })
    }
}
