//! Text with a place of its own: cells, notes, headers, boxes.

use super::destination::Place;
use super::table::Rows;
use super::walk::Walk;
use crate::document::{Block, Role};
use crate::outcome::Failure;
use crate::read::story;

/// What is open around a note, header or box, to go on with after it.
#[derive(Default)]
pub(super) struct Around {
    /// Tables, the outermost first; the story has an open place for a cell of each.
    pub(super) tables: Vec<Rows>,
    pub(super) in_row: bool,
    pub(super) number: String,
    pub(super) boxes: Vec<Block>,
    pub(super) in_note: bool,
}

impl Walk<'_> {
    pub(super) fn open_place(&mut self, place: Place) -> Result<(), Failure> {
        self.story.open()?;
        let inner = Around {
            in_note: place == Place::Note,
            ..Around::default()
        };
        self.outer.push(std::mem::replace(&mut self.around, inner));
        Ok(())
    }

    pub(super) fn close_place(&mut self, place: Place) -> Result<(), Failure> {
        self.end_tables(0);
        self.end_paragraph();
        let blocks = self.story.close();
        self.around = self.outer.pop().unwrap_or_default();
        match place {
            Place::Note => self.notes.extend(blocks),
            Place::Box => self.around.boxes.extend(blocks),
            Place::Frame => {
                let known: Vec<String> = self.running.iter().map(|line| line.text.clone()).collect();
                let lines = story::lines(blocks).into_iter();
                self.running.extend(lines.filter(|line| !known.contains(&line.text)));
            }
        }
        Ok(())
    }

    /// Opens or ends tables, so that what comes now stands in as many as its paragraph says.
    pub(super) fn enter_tables(&mut self) -> Result<(), Failure> {
        let paragraph = self.state().paragraph;
        // Some writers leave out that a paragraph is in the row that they began.
        let within = paragraph.in_table || self.around.in_row;
        let wanted = if within { paragraph.tables.max(1) } else { 0 };
        self.end_tables(wanted);
        while self.around.tables.len() < wanted {
            if self.around.tables.is_empty() {
                self.end_paragraph();
            }
            self.story.open()?;
            self.around.tables.push(Rows::default());
        }
        Ok(())
    }

    /// Ends tables until so many are open.
    pub(super) fn end_tables(&mut self, wanted: usize) {
        while self.around.tables.len() > wanted {
            self.end_paragraph();
            let rest = self.story.close();
            let Some(mut rows) = self.around.tables.pop() else {
                break;
            };
            if !rest.is_empty() {
                rows.cell(rest);
            }
            for block in rows.finish() {
                self.story.add(block);
            }
        }
    }

    /// A cell of the innermost table ends, and the next one begins.
    pub(super) fn end_cell(&mut self, nested: bool) -> Result<(), Failure> {
        if !nested {
            self.around.in_row = true;
            let tables = &mut self.state_mut().paragraph.tables;
            *tables = (*tables).min(1);
        }
        self.enter_tables()?;
        self.end_paragraph();
        let blocks = self.story.close();
        if let Some(rows) = self.around.tables.last_mut() {
            rows.cell(blocks);
        }
        self.story.open()
    }

    /// A row of the innermost table ends.
    pub(super) fn end_row(&mut self, nested: bool) {
        let definition = if nested { &self.nested_row } else { &self.row };
        if !nested {
            self.around.in_row = false;
        }
        if let Some(rows) = self.around.tables.last_mut() {
            rows.row(definition);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let role = self.role();
        self.story.end_paragraph(role);
        for block in std::mem::take(&mut self.around.boxes) {
            self.story.add(block);
        }
    }

    /// What the open paragraph is. The number of a heading is part of its text already.
    fn role(&mut self) -> Role {
        let number = std::mem::take(&mut self.around.number);
        let marker = number.trim().to_owned();
        if self.around.in_note {
            return Role::Note;
        }
        if let Some(level) = self.heading() {
            return Role::Heading { level };
        }
        match marker.is_empty() {
            true => Role::Paragraph,
            false => Role::Item {
                depth: self.state().paragraph.depth,
                marker,
            },
        }
    }

    /// Level of the heading that the open paragraph is.
    pub(super) fn heading(&self) -> Option<u8> {
        let paragraph = self.state().paragraph;
        let styled = || self.styles.get(&paragraph.style?)?.heading();
        let level = match paragraph.outline {
            Some(outline) => (outline < 9).then_some(outline + 1),
            None => styled(),
        };
        level.filter(|_| !self.around.in_note)
    }
}
