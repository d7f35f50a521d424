//! Columns set with tabs → tables.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::{Block, Cell, Line, Location, Role, Row, Table};
use crate::read::inline::tidy;
use crate::read::marker;

use super::markup;
use super::source::SourceLine;

/// The cells of a line, as byte ranges of its `raw`, empty ones at the end left out; nothing if it is no row.
///
/// A tab that only indents, or that only sets a bullet or a number apart from its text, makes no columns.
/// `width` is that of the table right before, 0 for none: after one, an empty first cell is the rest of a row broken by a
/// page, and in a wide one the first column may number the rows.
pub(super) fn cells(line: &SourceLine<'_>, width: usize) -> Option<Vec<Range<usize>>> {
    let mut cells = Vec::new();
    let mut start = 0;
    for part in line.raw.split('\t') {
        cells.push(start..start + part.len());
        start += part.len() + 1;
    }
    let tabs = cells.len() > 1;
    while cells
        .last()
        .is_some_and(|cell| line.raw[cell.clone()].trim().is_empty())
    {
        cells.pop();
    }
    let filled: Vec<&str> = cells
        .iter()
        .map(|cell| line.raw[cell.clone()].trim())
        .filter(|text| !text.is_empty())
        .collect();
    match filled[..] {
        [] => None,
        [_] if width > 0 => tabs.then_some(cells),
        // A caption row: text, then nothing but the tabs of the columns below it.
        [_] => (cells.len() == 1 && line.raw.trim_end_matches(' ').ends_with("\t\t")).then_some(cells),
        [first, _] if is_counter(first) && width < 3 => None,
        _ => Some(cells),
    }
}

/// A bullet, a box or a number on its own, as before a tab.
pub(super) fn is_counter(text: &str) -> bool {
    let numbered = text.len() <= 6 && text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(['.', ')']);
    let sign = text.chars().count() == 1 && (text == "o" || !text.contains(char::is_alphanumeric));
    numbered || sign || text.chars().count() <= 4 && marker::ordinal(&format!("{text} x")).is_some()
}

/// What a page break leaves behind in a row of columns: dashes only.
pub(super) fn is_debris(line: &SourceLine<'_>) -> bool {
    line.raw.contains('\t')
        && line.raw.contains('-')
        && line.raw.chars().all(|c| c.is_whitespace() || "-–—_".contains(c))
}

/// Rows that are being collected, and what stands between them in the file but not in the table.
#[derive(Debug, Default)]
pub(super) struct Columns {
    table: Table,
    /// Rows since the last blank line. Whether they go on with `table` is seen when they are complete.
    fresh: Vec<Row>,
    /// Columns of both.
    width: usize,
}

impl Columns {
    pub(super) fn is_empty(&self) -> bool {
        self.width() == 0
    }

    /// Columns so far.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds a row. `blank` counts the blank lines (or dropped ones) before it. Gives the tables that it ends.
    pub(super) fn push(&mut self, line: &SourceLine<'_>, cells: &[Range<usize>], blank: usize) -> Option<Block> {
        let ended = if blank > 0 { self.settle() } else { None };
        self.width = self.width.max(cells.len());
        let cells = cells.iter().enumerate().map(|(column, cell)| Cell {
            column,
            colspan: 1,
            rowspan: 1,
            header: false,
            blocks: markup::blocks(line, cell.clone()),
        });
        let cells = cells.collect();
        self.fresh.push(Row {
            cells,
            location: line.extent(),
        });
        ended
    }

    /// Adds a line that goes on with the last cell of the last row; gives `false` if there is none.
    pub(super) fn go_on(&mut self, line: &SourceLine<'_>, range: Range<usize>) -> bool {
        if line.raw[range.clone()].trim().is_empty() {
            return true;
        }
        let Some(row) = self.fresh.last_mut() else { return false };
        let Some(cell) = row.cells.last_mut() else { return false };
        row.location = row.location.union(&line.extent());
        let mut more = markup::blocks(line, range).into_iter();
        match (cell.blocks.last_mut(), more.next()) {
            (Some(Block::Text(last)), Some(Block::Text(first))) if first.role == Role::Paragraph => {
                append(&mut last.lines, first.lines);
            }
            (_, first) => cell.blocks.extend(first),
        }
        cell.blocks.extend(more);
        true
    }

    /// Adds a line whose parts go on with the cells of the last row; gives `false` if there is none as wide.
    pub(super) fn cells_go_on(&mut self, line: &SourceLine<'_>, parts: &[Range<usize>]) -> bool {
        let Some(row) = self.fresh.last_mut().filter(|row| row.cells.len() == parts.len()) else {
            return false;
        };
        row.location = row.location.union(&line.extent());
        for (cell, part) in row.cells.iter_mut().zip(parts) {
            let mut more = markup::blocks(line, part.clone()).into_iter();
            match (cell.blocks.last_mut(), more.next()) {
                (Some(Block::Text(last)), Some(Block::Text(first))) if first.role == Role::Paragraph => {
                    wrap(&mut last.lines, first.lines);
                }
                (_, first) => cell.blocks.extend(first),
            }
            cell.blocks.extend(more);
        }
        true
    }

    /// Adds the rest of the label that the last row begins with; gives `false` if there is none.
    pub(super) fn label_goes_on(&mut self, line: &SourceLine<'_>, range: Range<usize>) -> bool {
        let Some(row) = self.fresh.last_mut() else { return false };
        let Some(Block::Text(label)) = row.cells.first_mut().and_then(|cell| cell.blocks.last_mut()) else {
            return false;
        };
        let Some(last) = label.lines.last_mut() else {
            return false;
        };
        let rest = line.raw[range.clone()].trim();
        match last.text.strip_suffix(['-', '\u{ad}']) {
            Some(open) if rest.starts_with(char::is_lowercase) => last.text = format!("{open}{rest}"),
            _ => last.text = format!("{} {rest}", last.text),
        }
        last.location = last.location.union(&line.place(range));
        row.location = row.location.union(&line.extent());
        true
    }

    /// No more rows: what is left.
    pub(super) fn finish(&mut self) -> Vec<Block> {
        let ended = self.settle();
        let table = std::mem::take(&mut self.table);
        self.width = 0;
        ended.into_iter().chain(closed(table)).collect()
    }

    /// Joins the rows since the last blank line to the table, or ends the table before them.
    fn settle(&mut self) -> Option<Block> {
        let mut fresh = std::mem::take(&mut self.fresh);
        let head = repeated_head(&self.table.rows, &fresh);
        if self.table.rows.is_empty() || goes_on(&self.table.rows, &fresh, head) {
            if head > 0 {
                self.table.head_rows = self.table.head_rows.max(head);
            }
            self.table.rows.extend(fresh.drain(head..));
            return None;
        }
        self.width = width(&fresh);
        let before = std::mem::replace(
            &mut self.table,
            Table {
                rows: fresh,
                ..Table::default()
            },
        );
        closed(before)
    }
}

/// A small letter goes on with a line that was ended by the width of its column.
fn append(lines: &mut Vec<Line>, more: Vec<Line>) {
    for line in more {
        match lines.last_mut() {
            Some(last) if is_open(&last.text) && line.text.starts_with(char::is_lowercase) => {
                last.text.push(' ');
                last.text.push_str(&line.text);
                last.location = last.location.union(&line.location);
            }
            _ => lines.push(line),
        }
    }
}

/// In a narrow column every line goes on with the one above it, unless that ends a sentence or a clause.
fn wrap(lines: &mut Vec<Line>, more: Vec<Line>) {
    for line in more {
        match lines.last_mut() {
            Some(last) if is_open(&last.text) => {
                match last.text.strip_suffix(['-', '\u{ad}']) {
                    Some(open) if line.text.starts_with(char::is_lowercase) => {
                        last.text = format!("{open}{}", line.text)
                    }
                    _ => last.text = format!("{} {}", last.text, line.text),
                }
                last.location = last.location.union(&line.location);
            }
            _ => lines.push(line),
        }
    }
}

fn is_open(text: &str) -> bool {
    !text.ends_with(['.', ':', ';', '!', '?'])
}

/// A line without columns right below a row: the rest of its last cell, as pasted from a table, if it begins with a
/// small letter or a bullet.
pub(super) fn is_rest(line: &SourceLine<'_>) -> bool {
    let text = line.raw.trim_start();
    text.starts_with(char::is_lowercase) && marker::ordinal(text).is_none() || marker::bullet(text).is_some()
}

fn closed(mut table: Table) -> Option<Block> {
    table.location = Location::around(table.rows.iter().map(|row| &row.location));
    (!table.rows.is_empty()).then_some(Block::Table(table))
}

/// How many rows at the start of `fresh` repeat the start of `rows`.
fn repeated_head(rows: &[Row], fresh: &[Row]) -> usize {
    rows.iter()
        .zip(fresh)
        .take_while(|(a, b)| row_text(a) == row_text(b))
        .count()
}

/// The rows after a gap belong to the table before it: as wide, and not the same labels once more, which is the next
/// record's table and not the next page.
fn goes_on(rows: &[Row], fresh: &[Row], head: usize) -> bool {
    let labels: BTreeSet<String> = rows[head.min(rows.len())..].iter().filter_map(label).collect();
    let again: Vec<String> = fresh[head..].iter().filter_map(label).collect();
    let repeated = again.iter().filter(|label| labels.contains(*label)).count();
    if repeated * 2 >= again.len().max(1) {
        return false;
    }
    let broken = fresh[head..].first().is_some_and(|row| row.cells[0].is_empty());
    let (wide, fresh_wide) = (width(rows), width(fresh));
    fresh_wide == wide || (broken && fresh_wide <= wide)
}

fn width(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// The text of the first cell, where it has letters (a number alone labels nothing).
fn label(row: &Row) -> Option<String> {
    let text = tidy(&row.cells.first()?.text());
    text.contains(char::is_alphabetic).then_some(text)
}

fn row_text(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| tidy(&cell.text())).collect()
}
