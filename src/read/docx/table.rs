//! Tables: rows and cells, wherever content controls and tracked changes put them.

use super::look::is_on;
use super::paragraph::is_deleted;
use super::walk::Walk;
use crate::document::{Block, Role};
use crate::outcome::Failure;
use crate::read::story::RunLook;
use crate::read::story::{COLUMNS, Grid, Merge, Placed};
use crate::read::xml::Element;

/// What a table's style sets in bold.
#[derive(Debug, Clone, Copy, Default)]
struct BoldParts {
    first_row: bool,
    first_column: bool,
}

/// A table that is being walked.
struct Rows {
    grid: Grid,
    bold: BoldParts,
    first: bool,
}

/// A row that is being walked.
struct Cells {
    placed: Vec<Placed>,
    column: usize,
    bold: BoldParts,
    first_row: bool,
}

impl<'t> Walk<'t, '_> {
    pub(super) fn table(&mut self, table: Element<'t>) -> Result<(), Failure> {
        let mut rows = Rows {
            grid: Grid::default(),
            bold: self.bold_parts(table.child("w:tblPr")),
            first: true,
        };
        self.rows(table, &mut rows)?;
        for block in rows.grid.finish() {
            self.story.add(block);
        }
        Ok(())
    }

    /// The parts that its style sets in bold and that the table asks for.
    fn bold_parts(&self, properties: Option<Element<'t>>) -> BoldParts {
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let style = property("w:tblStyle").and_then(|style| self.styles.get(style.attribute("val")?));
        let style = style.unwrap_or_default();
        let asked = |name: &str, bit: u32| {
            property("w:tblLook").is_none_or(|look| match look.attribute(name) {
                Some(value) => matches!(value, "1" | "true" | "on"),
                // Before 2010, one number for all parts.
                None => look
                    .attribute("val")
                    .and_then(|value| u32::from_str_radix(value, 16).ok())
                    .is_some_and(|bits| bits & bit != 0),
            })
        };
        BoldParts {
            first_row: style.bold_row && asked("firstRow", 0x20),
            first_column: style.bold_column && asked("firstColumn", 0x80),
        }
    }

    fn rows(&mut self, parent: Element<'t>, rows: &mut Rows) -> Result<(), Failure> {
        for element in parent.elements() {
            match element.name() {
                "w:tr" => self.row(element, rows)?,
                "w:sdt" => self.control(element, |walk, content| walk.rows(content, rows))?,
                "w:ins" | "w:moveTo" | "w:customXml" => self.rows(element, rows)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, row: Element<'t>, rows: &mut Rows) -> Result<(), Failure> {
        let properties = row.child("w:trPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        if is_deleted(properties) || property("w:hidden").is_some_and(is_on) {
            return Ok(());
        }
        let mut cells = Cells {
            placed: Vec::new(),
            column: property("w:gridBefore").and_then(number).unwrap_or(0),
            bold: rows.bold,
            first_row: std::mem::take(&mut rows.first),
        };
        self.cells(row, &mut cells)?;
        let head = property("w:tblHeader").is_some_and(is_on);
        rows.grid.row(cells.placed, head);
        Ok(())
    }

    fn cells(&mut self, parent: Element<'t>, cells: &mut Cells) -> Result<(), Failure> {
        for element in parent.elements() {
            match element.name() {
                "w:tc" => self.cell(element, cells)?,
                "w:sdt" => self.control(element, |walk, content| walk.cells(content, cells))?,
                "w:ins" | "w:moveTo" | "w:customXml" => self.cells(element, cells)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self, cell: Element<'t>, cells: &mut Cells) -> Result<(), Failure> {
        let properties = cell.child("w:tcPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let colspan = property("w:gridSpan").and_then(number).unwrap_or(1).clamp(1, COLUMNS);
        let column = cells.column.min(COLUMNS);
        cells.column = column + colspan;
        if property("w:cellDel").is_some() {
            return Ok(());
        }
        let goes_on = |name: &str| property(name).is_some_and(|merge| merge.attribute("val") != Some("restart"));
        // Cells merged in the old way stand side by side, the first one with the text.
        if let (true, Some(left)) = (goes_on("w:hMerge"), cells.placed.last_mut()) {
            left.colspan += colspan;
            return Ok(());
        }
        let bold = (cells.bold.first_row && cells.first_row) || (cells.bold.first_column && column == 0);
        let blocks = self.cell_blocks(cell, bold)?;
        cells.placed.push(Placed {
            column,
            colspan,
            merge: if goes_on("w:vMerge") {
                Merge::Above
            } else {
                Merge::Rows(1)
            },
            blocks,
        });
        Ok(())
    }

    fn cell_blocks(&mut self, cell: Element<'t>, bold: bool) -> Result<Vec<Block>, Failure> {
        let look = RunLook {
            bold: bold.then_some(true),
            ..RunLook::default()
        };
        let outer = std::mem::replace(&mut self.cell, look);
        self.story.open()?;
        self.blocks(cell)?;
        self.story.end_paragraph(Role::Paragraph);
        self.cell = outer;
        Ok(self.story.close())
    }
}

fn number(property: Element<'_>) -> Option<usize> {
    property.attribute("val")?.parse().ok()
}
