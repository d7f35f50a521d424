//! Tables and definition lists of a page.

use markup5ever_rcdom::Handle;

use crate::document::{Block, Cell, Location, Row, Table};
use crate::outcome::Failure;

use super::aside::{self, Part};
use super::node;
use super::walk::Walk;

/// The spans that browsers allow, so that no attribute can ask for a table without end.
const COLSPAN: usize = 1_000;
const ROWSPAN: usize = 65_534;
/// The columns of a spreadsheet. Spans beyond are cut to one.
const COLUMNS: usize = 16_384;

/// A table element → a table, or its content where it only lays out the page.
pub(super) fn table(walk: &mut Walk<'_>, element: &Handle) -> Result<(), Failure> {
    let rows = rows(element);
    if is_layout(element, &rows) {
        for (row, _) in &rows {
            for cell in cells(row) {
                for block in walk.apart(&cell)? {
                    walk.add(block);
                }
            }
        }
        return Ok(());
    }
    for child in node::children(element)
        .iter()
        .filter(|child| node::name(child) == Some("caption"))
    {
        for block in walk.apart(child)? {
            walk.add(block);
        }
    }
    let mut built = Table::default();
    let mut taken: Vec<usize> = Vec::new();
    let mut heads = 0;
    for (element, in_head) in &rows {
        let mut row = Row::default();
        let mut column = 0;
        for element in cells(element) {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let colspan = span(&element, "colspan", COLSPAN);
            let colspan = if column + colspan > COLUMNS { 1 } else { colspan };
            let rowspan = if column < COLUMNS {
                span(&element, "rowspan", ROWSPAN)
            } else {
                1
            };
            if taken.len() < column + colspan {
                taken.resize(column + colspan, 0);
            }
            taken[column..column + colspan].fill(rowspan);
            let blocks = walk.apart(&element)?;
            row.cells.push(Cell {
                column,
                colspan,
                rowspan,
                header: node::name(&element) == Some("th"),
                blocks,
            });
            column += colspan;
        }
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
        row.location = around(&row.cells);
        let headed = row.cells.len() > 1 && row.cells.iter().all(|cell| cell.header);
        if heads == built.rows.len() && (*in_head || headed) {
            heads += 1;
        }
        if !row.cells.is_empty() {
            built.rows.push(row);
        }
    }
    built.head_rows = if heads < built.rows.len() { heads } else { 0 };
    finish(walk, built);
    Ok(())
}

/// A definition list → a table of labels and values.
pub(super) fn definitions(walk: &mut Walk<'_>, list: &Handle) -> Result<(), Failure> {
    let mut table = Table::default();
    // Terms and definitions may be grouped by one level of `<div>`.
    let parts = node::children(list)
        .into_iter()
        .flat_map(|child| match node::name(&child) {
            Some("div") => node::children(&child),
            _ => vec![child],
        });
    for part in parts {
        let place = match node::name(&part) {
            Some("dt") => 0,
            Some("dd") => 1,
            _ => continue,
        };
        let blocks = walk.apart(&part)?;
        match table.rows.last_mut() {
            // Two terms in a row share what follows; two definitions in a row belong to one term.
            Some(row) if row.cells.len() == place + 1 => row.cells[place].blocks.extend(blocks),
            Some(row) if place == 1 => row.cells.push(cell(1, blocks)),
            _ if place == 0 => table.rows.push(Row {
                cells: vec![cell(0, blocks)],
                ..Row::default()
            }),
            _ => table.rows.push(Row {
                cells: vec![cell(0, Vec::new()), cell(1, blocks)],
                ..Row::default()
            }),
        }
    }
    for row in &mut table.rows {
        row.location = around(&row.cells);
    }
    finish(walk, table);
    Ok(())
}

fn cell(column: usize, blocks: Vec<Block>) -> Cell {
    Cell {
        column,
        colspan: 1,
        rowspan: 1,
        header: column == 0,
        blocks,
    }
}

fn finish(walk: &mut Walk<'_>, mut table: Table) {
    table.location = Location::around(table.rows.iter().map(|row| &row.location));
    crate::read::head::mark_bold(&mut table);
    if table
        .rows
        .iter()
        .any(|row| row.cells.iter().any(|cell| !cell.is_empty()))
    {
        walk.add(Block::Table(table));
    }
}

fn around(cells: &[Cell]) -> Location {
    let places: Vec<Location> = cells
        .iter()
        .flat_map(|cell| &cell.blocks)
        .map(Block::location)
        .collect();
    Location::around(&places)
}

/// The rows of a table, its head first, and whether each stands in the head. Rows of inner tables are not its own.
fn rows(table: &Handle) -> Vec<(Handle, bool)> {
    let mut head = Vec::new();
    let mut body = Vec::new();
    for part in node::children(table) {
        if aside::part(&part, "tr", true, 0) == Part::Nothing {
            continue;
        }
        let own = |group: &Handle| {
            node::children(group)
                .into_iter()
                .filter(|row| node::name(row) == Some("tr"))
        };
        match node::name(&part) {
            Some("thead") => head.extend(own(&part).map(|row| (row, true))),
            Some("tbody" | "tfoot") => body.extend(own(&part).map(|row| (row, false))),
            Some("tr") => body.push((part, false)),
            _ => {}
        }
    }
    head.extend(body);
    head
}

fn cells(row: &Handle) -> Vec<Handle> {
    let cells = node::children(row).into_iter();
    cells
        .filter(|cell| matches!(node::name(cell), Some("td" | "th")) && node::attribute(cell, "hidden").is_none())
        .collect()
}

/// A table that says so, or that has one column only, sets its content on the page and relates nothing.
fn is_layout(table: &Handle, rows: &[(Handle, bool)]) -> bool {
    let role = node::attribute(table, "role").unwrap_or_default();
    let narrow = rows.iter().all(|(row, _)| cells(row).len() <= 1);
    let holds = |name: &str| node::find(table, name).is_some();
    role == "presentation"
        || role == "none"
        || narrow && (rows.len() <= 1 || holds("table") || holds("h1") || holds("h2"))
}

fn span(cell: &Handle, name: &str, limit: usize) -> usize {
    let written = node::attribute(cell, name).and_then(|value| value.trim().parse::<usize>().ok());
    written.unwrap_or(1).clamp(1, limit)
}
