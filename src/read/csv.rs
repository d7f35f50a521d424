//! Delimited text → the tables that it holds, by the same eyes as a sheet of a workbook.

use std::collections::BTreeSet;

use crate::document::{Block, Cell, Document, Format, Location, Row, Table, TextSource};
use crate::outcome::{Failure, FailureKind};

use super::bounds::too_large;
use super::sheet::{self, Extent, Look, regions};
use super::{Limit, Limits};

/// The delimiters that spreadsheets write.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// How many rows show which delimiter a file uses.
const SAMPLE: usize = 50;

/// Reads decoded text. Which rows are heads is left open: files of this kind put titles above them, or have none.
pub(super) fn read(text: String, limits: &Limits) -> Result<Document, Failure> {
    let (delimiter, text_start) = declared(&text).unwrap_or_else(|| (delimiter(&text), 0));
    let rows = rows(&text, text_start, delimiter, limits)?;
    Ok(Document {
        format: Format::Csv,
        text_source: TextSource::Markup,
        pages: Vec::new(),
        blocks: blocks(&rows),
        text,
        running: Vec::new(),
        title: None,
        language: None,
        remarks: Vec::new(),
    })
}

/// Rows with text, each with its number: blank ones count.
fn rows(text: &str, start: usize, delimiter: u8, limits: &Limits) -> Result<Vec<(u32, Row)>, Failure> {
    let mut reader = reader(&text[start..], delimiter);
    let mut record = ::csv::StringRecord::new();
    let mut rows: Vec<(u32, Row)> = Vec::new();
    let mut place = Cursor::new(text, start);
    let (mut cells, mut number, mut line) = (0, 0, 1);
    loop {
        let from = start + reader.position().byte() as usize;
        if !reader
            .read_record(&mut record)
            .map_err(|error| Failure::new(FailureKind::Unreadable, error.to_string()))?
        {
            return Ok(rows);
        }
        let location = place.advance(from, start + reader.position().byte() as usize);
        cells += record.len();
        if cells > limits.table_cells {
            return Err(too_large(limits, Limit::TableCells, "the number of table cells"));
        }
        // The reader skips blank lines without a word.
        let (first, last) = location.lines.unwrap_or((line, line));
        number += 1 + u32::from(first > line);
        line = last + 1;
        if record.iter().any(|field| !field.trim().is_empty()) {
            rows.push((number, row(&record, location)));
        }
    }
}

/// The tables that blank rows part, and as paragraphs what stands in one column.
fn blocks(rows: &[(u32, Row)]) -> Vec<Block> {
    let extents: Vec<Extent> = rows
        .iter()
        .flat_map(|(number, row)| {
            row.cells
                .iter()
                .filter(|cell| !cell.is_empty())
                .map(|cell| (*number, cell.column as u32))
        })
        .map(|(row, column)| Extent {
            rows: row..row + 1,
            columns: column..column + 1,
            look: Look::default(),
        })
        .collect();
    let mut blocks = Vec::new();
    for region in regions(&extents) {
        let columns = region.columns.start as usize..region.columns.end as usize;
        let inside = rows.iter().filter(|(number, _)| region.rows.contains(number));
        let rows: Vec<Row> = inside
            .map(|(_, row)| Row {
                cells: row
                    .cells
                    .iter()
                    .filter(|cell| columns.contains(&cell.column))
                    .cloned()
                    .collect(),
                location: row.location,
            })
            .collect();
        let filled = |row: &Row| {
            row.cells
                .iter()
                .filter(|cell| !cell.is_empty())
                .map(|cell| cell.column)
                .collect::<Vec<_>>()
        };
        let used: BTreeSet<usize> = rows.iter().flat_map(filled).collect();
        if used.len() == 1 {
            blocks.extend(rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.blocks));
        } else {
            let location = Location::around(rows.iter().map(|row| &row.location));
            blocks.push(Block::Table(Table {
                rows,
                head_rows: 0,
                location,
            }));
        }
    }
    blocks
}

fn row(record: &::csv::StringRecord, location: Location) -> Row {
    let cells = record.iter().enumerate().map(|(column, field)| Cell {
        column,
        colspan: 1,
        rowspan: 1,
        header: false,
        blocks: sheet::blocks(field, false, |_| location),
    });
    Row {
        cells: cells.collect(),
        location,
    }
}

fn reader(text: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    let mut builder = ::csv::ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder.from_reader(text.as_bytes())
}

/// The line `sep=;` that spreadsheets put first, and where the rows begin after it.
fn declared(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    match line.trim_end().strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some((*delimiter, line.len())),
        _ => None,
    }
}

/// The delimiter by which most rows are equally wide, and the wider the better.
fn delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let rows = reader(text, delimiter).into_records().take(SAMPLE);
        let widths: Vec<usize> = rows.filter_map(Result::ok).map(|row| row.len()).collect();
        let common = widths
            .iter()
            .copied()
            .filter(|width| *width > 1)
            .max_by_key(|width| (widths.iter().filter(|other| *other == width).count(), *width));
        common.map(|width| (widths.iter().filter(|other| **other == width).count(), width))
    };
    // The first of equals wins, so the comma is the last resort of none.
    let mut best = (b',', None);
    for delimiter in DELIMITERS {
        let found = score(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// Goes through a text once, from record to record.
struct Cursor<'a> {
    text: &'a str,
    byte: usize,
    char: usize,
    line: u32,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str, byte: usize) -> Cursor<'a> {
        let mut cursor = Cursor {
            text,
            byte: 0,
            char: 0,
            line: 1,
        };
        cursor.go(byte);
        cursor
    }

    /// The place of the record in these bytes, white space around it left out.
    fn advance(&mut self, from: usize, to: usize) -> Location {
        let record = &self.text[from..to];
        let start = from + (record.len() - record.trim_start_matches(['\n', '\r']).len());
        let end = start.max(from + record.trim_end_matches(['\n', '\r']).len());
        self.go(start);
        let (first, start) = (self.line, self.char);
        self.go(end);
        Location {
            lines: Some((first, self.line)),
            chars: Some((start, self.char)),
            ..Location::default()
        }
    }

    fn go(&mut self, byte: usize) {
        for c in self.text[self.byte..byte].chars() {
            self.char += 1;
            self.line += u32::from(c == '\n');
        }
        self.byte = byte;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let document = read(text.to_owned(), &Limits::default()).unwrap();
        let table = document.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Text(_) => None,
        });
        table
            .unwrap()
            .rows
            .iter()
            .map(|row| row.cells.iter().map(Cell::text).collect())
            .collect()
    }

    #[test]
    fn semicolons_with_commas_inside_are_semicolons() {
        let found = rows("Register of Firm\n\nName;Purpose\nStaff;pay, leave\nGuests;stay, bills\n");
        assert_eq!(
            found,
            [
                vec!["Name", "Purpose"],
                vec!["Staff", "pay, leave"],
                vec!["Guests", "stay, bills"]
            ]
        );
    }

    #[test]
    fn a_title_over_a_blank_line_is_no_row() {
        let document = read(
            "Register;;\n;;\nName;Data;Purpose\nStaff;pay;work\n\nGuests;names;stay\n".to_owned(),
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(document.blocks.len(), 2);
        assert_eq!(document.blocks[0].text(), "Register");
        assert_eq!(document.blocks[1].text().lines().count(), 3);
    }

    #[test]
    fn quoted_cells_keep_their_lines_and_rows_their_place() {
        let text = "Näme,Data\nStaff,\"- name\n- \"\"pay\"\"\n\nin all\"\n";
        let document = read(text.to_owned(), &Limits::default()).unwrap();
        let Block::Table(table) = &document.blocks[0] else {
            panic!("no table")
        };
        assert_eq!(table.rows[1].location.lines, Some((2, 5)));
        assert_eq!(table.rows[1].location.chars, Some((10, text.chars().count() - 1)));
        assert_eq!(table.rows[1].cells[1].blocks.len(), 3);
        assert_eq!(table.rows[1].cells[1].text(), "name\n\"pay\"\nin all");
    }

    #[test]
    fn a_declared_delimiter_is_believed_and_too_many_cells_are_a_failure() {
        assert_eq!(rows("sep=|\na|b,c\n"), [vec!["a", "b,c"]]);
        let limits = Limits {
            table_cells: 3,
            ..Limits::default()
        };
        let failure = read("a,b\nc,d\n".to_owned(), &limits).unwrap_err();
        assert_eq!(failure.kind, FailureKind::TooLarge);
        assert!(failure.message.contains("table_cells"));
    }
}
