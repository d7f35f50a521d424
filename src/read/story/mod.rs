//! The text of a word processor's document, paragraph by paragraph: what the readers of such formats share.
//!
//! A reader tells a [`Story`] what it meets (text, tabs, line breaks, ends of paragraphs, cells); the story tidies it,
//! finds the columns that people set with tabs, tells numbered headings from items, and writes the transcript.

mod columns;
mod look;
mod named;
mod numbers;
mod numeral;
mod table;

pub(crate) use look::{Look, RunLook};
pub(crate) use named::{is_contents, style_level};
pub(crate) use numeral::written;
pub(crate) use table::{COLUMNS, Grid, Merge, Placed};

use columns::{Columns, Tabbed};

use crate::document::{Block, Line, Location, Role, Transcript};
use crate::outcome::Failure;

use super::bounds::too_large;
use super::inline::{Inline, SetLine, text_blocks};
use super::{Limit, Limits};

/// A story that is being read.
pub(crate) struct Story<'a> {
    limits: &'a Limits,
    transcript: Transcript,
    frame: Frame,
    outer: Vec<Frame>,
    text_bytes: usize,
}

/// What is read into one place: the text itself, a cell, a note.
#[derive(Debug, Default)]
struct Frame {
    blocks: Vec<Block>,
    columns: Columns,
    /// Lines of the open paragraph.
    lines: Vec<Tabbed>,
    /// Cells of its open line.
    cells: Vec<Option<SetLine>>,
    inline: Inline,
    /// Size of its first text.
    size: Option<f32>,
    /// Empty paragraphs since the last one with text.
    blank: u16,
}

impl<'a> Story<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Story<'a> {
        Story {
            limits,
            transcript: Transcript::default(),
            frame: Frame::default(),
            outer: Vec::new(),
            text_bytes: 0,
        }
    }

    /// Adds text to the open line.
    ///
    /// # Errors
    ///
    /// `too_large` where the text of the whole document grows over its limit.
    pub(crate) fn text(&mut self, text: &str, look: Look) -> Result<(), Failure> {
        self.text_bytes += text.len();
        if self.text_bytes > self.limits.text_bytes {
            let found = format!("{} bytes of text", self.text_bytes);
            return Err(too_large(self.limits, Limit::TextBytes, found));
        }
        if self.frame.size.is_none() && !text.trim().is_empty() {
            self.frame.size = look.size;
        }
        self.frame.inline.push(text, look.emphasis);
        Ok(())
    }

    /// The text of the open line so far.
    pub(crate) fn open_text(&self) -> String {
        self.frame.inline.text()
    }

    pub(crate) fn tab(&mut self) {
        let cell = self.frame.inline.finish(Default::default());
        self.frame.cells.push(cell);
    }

    pub(crate) fn line_break(&mut self) {
        self.tab();
        let cells = std::mem::take(&mut self.frame.cells);
        self.frame.lines.push(Tabbed(cells));
    }

    /// Ends the open paragraph.
    pub(crate) fn end_paragraph(&mut self, role: Role) {
        self.line_break();
        let size = self.frame.size.take();
        let lines: Vec<Tabbed> = std::mem::take(&mut self.frame.lines)
            .into_iter()
            .filter(|line| !line.is_blank())
            .collect();
        if lines.is_empty() {
            self.frame.blank = self.frame.blank.saturating_add(1);
            return;
        }
        let space = f32::from(std::mem::take(&mut self.frame.blank));
        let mut text = Vec::new();
        for line in lines {
            if role == Role::Paragraph && line.is_row(&self.frame.columns) {
                self.add_text(Role::Paragraph, std::mem::take(&mut text), size, space);
                let cells = self.write_cells(line);
                self.frame.columns.push(cells, size);
            } else {
                self.end_columns();
                text.push(self.write(line.joined(), text.is_empty().then_some(&role)));
            }
        }
        self.add_text(role, text, size, space);
    }

    /// Adds a block that was read apart.
    pub(crate) fn add(&mut self, block: Block) {
        self.end_columns();
        self.frame.blank = 0;
        self.frame.blocks.push(block);
    }

    /// Adds blocks that another reader made: their lines are written to this transcript.
    pub(crate) fn adopt(&mut self, blocks: Vec<Block>) {
        for mut block in blocks {
            self.place(&mut block);
            self.add(block);
        }
    }

    fn place(&mut self, block: &mut Block) {
        match block {
            Block::Text(text) => {
                for line in &mut text.lines {
                    line.location = self.transcript.push(&line.text);
                }
            }
            Block::Table(table) => {
                for row in &mut table.rows {
                    for block in row.cells.iter_mut().flat_map(|cell| &mut cell.blocks) {
                        self.place(block);
                    }
                    let places: Vec<Location> = row
                        .cells
                        .iter()
                        .flat_map(|cell| &cell.blocks)
                        .map(Block::location)
                        .collect();
                    row.location = Location::around(&places);
                }
                table.location = Location::around(table.rows.iter().map(|row| &row.location));
            }
        }
    }

    /// What comes now stands in a place of its own, until [`Story::close`].
    ///
    /// # Errors
    ///
    /// `too_large` where places nest too deep.
    pub(crate) fn open(&mut self) -> Result<(), Failure> {
        if self.outer.len() >= self.limits.nesting {
            return Err(too_large(
                self.limits,
                Limit::Nesting,
                "the nesting of tables and boxes",
            ));
        }
        self.outer.push(std::mem::take(&mut self.frame));
        Ok(())
    }

    /// The blocks since the last [`Story::open`].
    pub(crate) fn close(&mut self) -> Vec<Block> {
        let outer = self.outer.pop().unwrap_or_default();
        self.end_columns();
        let mut blocks = std::mem::replace(&mut self.frame, outer).blocks;
        numbers::settle(&mut blocks);
        blocks
    }

    /// The blocks and the transcript.
    pub(crate) fn finish(mut self) -> (Vec<Block>, String) {
        while !self.outer.is_empty() {
            let blocks = self.close();
            self.frame.blocks.extend(blocks);
        }
        let blocks = self.close();
        (blocks, self.transcript.finish())
    }

    fn add_text(&mut self, role: Role, lines: Vec<SetLine>, size: Option<f32>, space: f32) {
        for mut block in text_blocks(role, lines, space) {
            if let Block::Text(text) = &mut block {
                text.style.size = size;
            }
            self.frame.blocks.push(block);
        }
    }

    fn end_columns(&mut self) {
        let table = std::mem::take(&mut self.frame.columns).finish();
        self.frame.blocks.extend(table.map(Block::Table));
    }

    /// Writes a line to the transcript; the marker of an item before its first line.
    fn write(&mut self, mut set: SetLine, first_of: Option<&Role>) -> SetLine {
        let marker = match first_of {
            Some(Role::Item { marker, .. }) if !marker.is_empty() => format!("{marker} "),
            _ => String::new(),
        };
        let mut place = self.transcript.push(&format!("{marker}{}", set.line.text));
        if let Some((start, _)) = &mut place.chars {
            *start += marker.chars().count();
        }
        set.line.location = place;
        set
    }

    fn write_cells(&mut self, line: Tabbed) -> Vec<Option<SetLine>> {
        let cells = line.0.into_iter();
        cells.map(|cell| Some(self.write(cell?, None))).collect()
    }
}

/// The lines of some blocks, those in tables too: of a header or footer.
pub(crate) fn lines(blocks: Vec<Block>) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Text(text) => lines.extend(text.lines),
            Block::Table(table) => {
                for cell in table.rows.into_iter().flat_map(|row| row.cells) {
                    lines.extend(self::lines(cell.blocks));
                }
            }
        }
    }
    lines
}

/// A box of a form as text has it.
pub(crate) fn ticked(yes: bool) -> &'static str {
    if yes { "☒ " } else { "☐ " }
}
