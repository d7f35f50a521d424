//! What must hold for every document that a reader gives, for later stages count on it, and for every record.

use ropex::document::{Block, Document, Line, Location, Table};
use ropex::record::Record;

/// The document's text in characters and lines: what places may count to.
struct Extent {
    chars: usize,
    lines: u32,
}

/// Panics where a document is not what `ropex::document` says of it.
pub fn document(document: &Document) {
    let extent = Extent::of(document);
    extent.blocks(&document.blocks);
    document.running.iter().for_each(|line| extent.line(line));
}

/// Panics where a record of this document is not what `ropex::record` says of it.
pub fn records(records: &[Record], document: &Document) {
    let extent = Extent::of(document);
    for (index, record) in (1..).zip(records) {
        assert_eq!((record.record.index, record.record.count), (index, records.len()));
        for (id, field) in &record.fields {
            for place in &field.provenance {
                extent.ranges(place.lines, place.chars, id);
            }
        }
    }
}

impl Extent {
    fn of(document: &Document) -> Extent {
        Extent {
            chars: document.text.chars().count(),
            lines: document.text.split('\n').count() as u32,
        }
    }

    fn blocks(&self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Text(text) => {
                    assert!(!text.lines.is_empty(), "a block without lines");
                    text.lines.iter().for_each(|line| self.line(line));
                }
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn table(&self, table: &Table) {
        for row in &table.rows {
            self.place(&row.location);
            for cell in &row.cells {
                assert!(
                    cell.colspan >= 1 && cell.rowspan >= 1,
                    "a cell that covers nothing: {cell:?}"
                );
                self.blocks(&cell.blocks);
            }
        }
    }

    fn line(&self, line: &Line) {
        assert!(!line.text.is_empty(), "a line without text: {line:?}");
        assert!(
            line.lead <= line.text.chars().count(),
            "emphasis past the end: {line:?}"
        );
        self.place(&line.location);
    }

    fn place(&self, place: &Location) {
        self.ranges(place.lines, place.chars, "a place");
    }

    fn ranges(&self, lines: Option<(u32, u32)>, chars: Option<(usize, usize)>, of: &str) {
        if let Some((first, last)) = lines {
            let held = 1 <= first && first <= last && last <= self.lines;
            assert!(held, "{of}: lines {first} to {last} of {}", self.lines);
        }
        if let Some((start, end)) = chars {
            let held = start <= end && end <= self.chars;
            assert!(held, "{of}: characters {start} to {end} of {}", self.chars);
        }
    }
}
