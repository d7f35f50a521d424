//! A record a column: the first column names the fields, the first row the records.

use std::collections::BTreeSet;

use super::field_of;
use crate::document::Line;
use crate::outline::{Grid, Label, Node};
use crate::rules::{FieldId, Scope};
use crate::segment::Part;

/// The first column must name this many fields.
const FIELDS: usize = 4;
/// This share of a column's labelled cells must be filled for it to be a record.
const FILLED: f32 = 0.6;
/// A column whose cells hold fewer characters than this on average is a remark ("Art. 30(1)(a)"), not a record.
const SHORTEST: usize = 15;

/// The records of a table, where its columns are records.
pub(super) fn records(grid: &Grid, scope: &Scope<'_>) -> Option<Vec<Part>> {
    if grid.columns < 3 {
        return None;
    }
    let labelled: Vec<(usize, FieldId)> = (0..grid.rows.len())
        .filter_map(|row| field_of(grid, row, 0, scope).map(|(field, _)| (row, field)))
        .collect();
    // Where a label stands for several rows, the column beside it asks and the last one answers.
    let blank = grid.rows.iter().filter(|row| row.is_empty(0)).count();
    if blank > 1 {
        return None;
    }
    let fields: BTreeSet<FieldId> = labelled.iter().map(|&(_, field)| field).collect();
    let records: Vec<usize> = (1..grid.columns)
        .filter(|&column| is_record(grid, column, &labelled, scope))
        .collect();
    if fields.len() < FIELDS || records.len() < 2 || records.len() + 1 < grid.columns {
        return None;
    }
    let first_is_head = labelled.first().is_some_and(|&(row, _)| row > 0);
    let parts = records
        .into_iter()
        .map(|column| {
            let nodes = grid
                .rows
                .iter()
                .skip(usize::from(first_is_head))
                .map(|row| {
                    let cells = row.cells[column].iter().flat_map(|cell| cell.blocks.clone()).collect();
                    Node::Label(Label::of_cells(
                        &row.text(0).replace('\n', " "),
                        None,
                        cells,
                        row.location,
                    ))
                })
                .collect();
            let title = first_is_head
                .then(|| grid.rows[0].text(column))
                .filter(|text| !text.trim().is_empty());
            let title = title.map(|text| Line {
                text,
                lead: 0,
                location: grid.rows[0].location,
            });
            Part::of(title, nodes)
        })
        .collect();
    Some(parts)
}

fn is_record(grid: &Grid, column: usize, labelled: &[(usize, FieldId)], scope: &Scope<'_>) -> bool {
    let cells: Vec<String> = labelled.iter().map(|&(row, _)| grid.rows[row].text(column)).collect();
    let filled = cells.iter().filter(|text| !text.trim().is_empty()).count();
    let characters: usize = cells.iter().map(|text| text.chars().count()).sum();
    let named = labelled
        .iter()
        .filter(|&&(row, _)| field_of(grid, row, column, scope).is_some_and(|(_, exact)| exact))
        .count();
    // A column that names fields itself holds questions, not answers.
    named < 2 && filled as f32 >= FILLED * cells.len() as f32 && characters >= SHORTEST * filled.max(1)
}
