//! A sheet's tables in the shape of every other format's: no blank rows and columns, spans counted in what is left.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Cell, Location, Role, Row, Table, Transcript};
use crate::outcome::Failure;

use super::super::bounds::too_large;
use super::super::inline::{Emphasis, Inline, text_blocks};
use super::super::{Limit, Limits};
use super::region::{Extent, regions, stands_out};
use super::workbook::{Look, Sheet, Shown};

/// The tables of a sheet, and as paragraphs the rows of one cell that stand apart from them.
pub(super) fn of_sheet(sheet: &Sheet, transcript: &mut Transcript, limits: &Limits) -> Result<Vec<Block>, Failure> {
    let extents: Vec<Extent> = extents(sheet);
    let shown: Vec<&Shown> = sheet.cells.values().collect();
    let mut blocks = Vec::new();
    for region in regions(&extents) {
        // Cells are in the order of their rows.
        let first = extents.partition_point(|extent| extent.rows.start < region.rows.start);
        let last = extents.partition_point(|extent| extent.rows.start < region.rows.end);
        let cells: Vec<(&Extent, &Shown)> = (first..last)
            .map(|at| (&extents[at], shown[at]))
            .filter(|(extent, _)| region.columns.contains(&extent.columns.start))
            .collect();
        blocks.extend(of_region(&cells, transcript, limits)?);
    }
    Ok(blocks)
}

/// What each cell covers, cut to the part of the sheet that is in use and to what the next cell leaves.
fn extents(sheet: &Sheet) -> Vec<Extent> {
    let rows = sheet.cells.keys().map(|&(row, _)| row + 1).max().unwrap_or(0);
    let columns = sheet.cells.keys().map(|&(_, column)| column + 1).max().unwrap_or(0);
    let extent = |(&(row, column), shown): (&(u32, u32), &Shown)| {
        let (down, across) = sheet.spans.get(&(row, column)).copied().unwrap_or((1, 1));
        Extent {
            rows: row..row.saturating_add(down).min(rows),
            columns: column..column.saturating_add(across).min(columns),
            look: shown.look,
        }
    };
    sheet.cells.iter().map(extent).collect()
}

fn of_region(cells: &[(&Extent, &Shown)], transcript: &mut Transcript, limits: &Limits) -> Result<Vec<Block>, Failure> {
    let rows = Ranks::of(cells.iter().map(|(extent, _)| extent.rows.start));
    let columns = Ranks::of(cells.iter().map(|(extent, _)| extent.columns.start));
    if columns.len() == 1 {
        let lines = cells
            .iter()
            .flat_map(|(_, shown)| blocks(&shown.text, shown.look.bold, |line| transcript.push(line)));
        return Ok(lines.collect());
    }
    // A table is dense, and cells far apart make a large one.
    let size = rows.len().saturating_mul(columns.len());
    if size > limits.table_cells {
        return Err(too_large(limits, Limit::TableCells, format!("a table of {size} cells")));
    }
    let headed = is_headed(cells, &rows);
    if let ([(extent, title), rest @ ..], true) = (cells, headed)
        && rest
            .first()
            .is_some_and(|(next, _)| next.rows.start > extent.rows.start)
    {
        // A title on a ground of its own stands over the table, and is no label without a value.
        let mut found = blocks(&title.text, true, |line| transcript.push(line));
        found.extend(of_region(rest, transcript, limits)?);
        return Ok(found);
    }
    let mut table = Table {
        rows: vec![Row::default(); rows.len()],
        ..Table::default()
    };
    for (extent, shown) in cells {
        let column = columns.rank(extent.columns.start);
        let at = rows.rank(extent.rows.start);
        let row = &mut table.rows[at];
        let blocks = blocks(&shown.text, shown.look.bold, |line| transcript.push(line));
        let location = Location::around(blocks.iter().map(Block::location).collect::<Vec<_>>().iter());
        row.location = row.location.union(&location);
        row.cells.push(Cell {
            column,
            colspan: columns.within(&extent.columns),
            rowspan: rows.within(&extent.rows),
            header: shown.look.bold && (column == 0 || at == 0) || headed && at == 0,
            blocks,
        });
    }
    table.location = Location::around(table.rows.iter().map(|row| &row.location));
    Ok(vec![Block::Table(table)])
}

fn is_headed(cells: &[(&Extent, &Shown)], rows: &Ranks) -> bool {
    let looks = |rank: usize| -> Vec<Look> {
        let inside = cells.iter().filter(|(extent, _)| rows.rank(extent.rows.start) == rank);
        inside.map(|(extent, _)| extent.look).collect()
    };
    rows.len() > 1 && stands_out(&looks(0), &looks(1))
}

/// Rows or columns in use, counted without the blank ones between them.
struct Ranks(BTreeMap<u32, usize>);

impl Ranks {
    fn of(used: impl Iterator<Item = u32>) -> Ranks {
        let used: BTreeSet<u32> = used.collect();
        Ranks(used.into_iter().zip(0..).collect())
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn rank(&self, at: u32) -> usize {
        self.0.get(&at).copied().unwrap_or_default()
    }

    fn within(&self, range: &std::ops::Range<u32>) -> usize {
        self.0.range(range.clone()).count().max(1)
    }
}

/// The text of a cell: its lines are the author's, a blank one sets paragraphs apart. `place` tells where a line stands.
pub(crate) fn blocks(text: &str, bold: bool, mut place: impl FnMut(&str) -> Location) -> Vec<Block> {
    let emphasis = Emphasis { bold, italic: false };
    let mut blocks = Vec::new();
    let mut lines = Vec::new();
    for line in text.lines().chain([""]) {
        let mut inline = Inline::default();
        inline.push(line, emphasis);
        let tidied = inline.text();
        let tidied = tidied.trim_end();
        match (!tidied.is_empty()).then(|| inline.finish(place(tidied))).flatten() {
            Some(line) => lines.push(line),
            None => blocks.extend(text_blocks(Role::Paragraph, std::mem::take(&mut lines), 0.0)),
        }
    }
    blocks
}
