//! Columns set with tabs → tables.

use crate::document::{Block, Cell, Location, Role, Row, Style, Table, TextBlock};
use crate::read::inline::SetLine;
use crate::read::marker;

/// A line cut at its tabs.
#[derive(Debug, Default)]
pub(super) struct Tabbed(pub(super) Vec<Option<SetLine>>);

impl Tabbed {
    pub(super) fn is_blank(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// It is a row of a table. A tab that only indents, or that sets a bullet or a number apart from its text, makes no
    /// columns; below a row, text in a later column goes on with that row.
    pub(super) fn is_row(&self, above: &Columns) -> bool {
        let filled: Vec<&str> = self.0.iter().flatten().map(|cell| cell.line.text.as_str()).collect();
        match filled[..] {
            [_] => !above.is_empty() && self.0.first().is_some_and(Option::is_none),
            [first, _] => !is_counter(first),
            _ => filled.len() > 2,
        }
    }

    /// The line as running text.
    pub(super) fn joined(self) -> SetLine {
        let mut cells = self.0.into_iter().flatten();
        let mut line = cells.next().unwrap_or_default();
        for cell in cells {
            line.join(cell);
        }
        line
    }
}

/// A bullet, a box or a number on its own, as before a tab.
fn is_counter(text: &str) -> bool {
    let numbered = text.len() <= 6 && text.starts_with(|c: char| c.is_ascii_digit());
    let numbered = numbered && !text.contains(char::is_alphabetic);
    let sign = text.chars().count() == 1 && (text == "o" || !text.contains(char::is_alphanumeric));
    numbered || sign || text.chars().count() <= 4 && marker::ordinal(&format!("{text} x")).is_some()
}

/// Rows that are being collected: rows of cells of lines.
#[derive(Debug, Default)]
pub(super) struct Columns {
    rows: Vec<Vec<Vec<SetLine>>>,
    size: Option<f32>,
}

impl Columns {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn push(&mut self, cells: Vec<Option<SetLine>>, size: Option<f32>) {
        self.size = self.size.or(size);
        let begins = cells.first().is_some_and(Option::is_some);
        match self.rows.last_mut() {
            Some(row) if !begins => go_on(row, cells),
            _ => self
                .rows
                .push(cells.into_iter().map(|cell| cell.into_iter().collect()).collect()),
        }
    }

    pub(super) fn finish(mut self) -> Option<Table> {
        // Authors press the tab key until the text stands in line: where every row has two texts, they are a label and
        // its value, however many tabs lie between. Elsewhere each tab is a column.
        if self.rows.iter().all(|row| filled(row) == 2) {
            for row in &mut self.rows {
                row.retain(|cell| !cell.is_empty());
            }
        }
        let mut table = Table::default();
        for cells in self.rows {
            let mut row = Row::default();
            for (column, lines) in cells.into_iter().enumerate() {
                row.cells.push(cell(column, lines, self.size));
            }
            let places: Vec<Location> = row
                .cells
                .iter()
                .flat_map(|cell| &cell.blocks)
                .map(Block::location)
                .collect();
            row.location = Location::around(&places);
            table.rows.push(row);
        }
        table.location = Location::around(table.rows.iter().map(|row| &row.location));
        crate::read::head::mark_bold(&mut table);
        (!table.rows.is_empty()).then_some(table)
    }
}

fn filled(row: &[Vec<SetLine>]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// Text in later columns goes on with what stands above it: with the value, where the row is a label and its value.
fn go_on(row: &mut [Vec<SetLine>], cells: Vec<Option<SetLine>>) {
    let last = row.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
    let pair = filled(row) == 2;
    for (column, line) in cells.into_iter().enumerate() {
        let column = if pair { last } else { column.min(last) };
        if let (Some(cell), Some(line)) = (row.get_mut(column), line) {
            cell.push(line);
        }
    }
}

fn cell(column: usize, lines: Vec<SetLine>, size: Option<f32>) -> Cell {
    let style = Style {
        size,
        bold: lines.iter().all(|line| line.emphasis.bold),
        italic: lines.iter().all(|line| line.emphasis.italic),
        space_before: 0.0,
    };
    let block = (!lines.is_empty()).then(|| {
        Block::Text(TextBlock {
            role: Role::Paragraph,
            lines: lines.into_iter().map(|line| line.line).collect(),
            style,
        })
    });
    Cell {
        column,
        colspan: 1,
        rowspan: 1,
        header: false,
        blocks: block.into_iter().collect(),
    }
}
