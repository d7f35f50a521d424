//! The document model: what every reader gives, whatever the format was.
//!
//! A [`Document`] is a list of [`Block`]s in reading order. A block is text (a heading, a paragraph, a list item,
//! a note) or a table of cells that hold blocks themselves. Everything carries a [`Location`], so that a value can
//! be walked back to its page, place, line and character.

mod place;
mod transcript;

use std::cell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

pub use place::{Location, Rect};
pub use transcript::Transcript;

/// A document as read: its text, and its blocks in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The format its content has, whatever its name says.
    pub format: Format,
    /// How the text was had.
    pub text_source: TextSource,
    /// Pages in order; empty where the format has none.
    pub pages: Vec<Page>,
    /// The text as read, lines ended by `\n`. [`Location::lines`] and [`Location::chars`] count in this text.
    pub text: String,
    /// Blocks in reading order, running heads and feet taken out.
    pub blocks: Vec<Block>,
    /// Running heads and feet, each once, in the order met.
    pub running: Vec<Line>,
    /// The title that the file's own metadata give (PDF information, HTML `<title>`, front matter).
    pub title: Option<String>,
    /// The language that the file's own metadata declare, as written there.
    pub language: Option<String>,
    /// What its reader left out, or read although nobody sees it, for people: hidden sheets and columns.
    pub remarks: Vec<String>,
}

/// One page of a paged format.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// 1-based.
    pub number: u32,
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
}

/// The formats that have a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text, in any encoding.
    Text,
    /// Markdown with tables.
    Markdown,
    /// HTML.
    Html,
    /// Comma-, semicolon- or tab-separated values.
    Csv,
    /// PDF.
    Pdf,
    /// Excel workbooks since 2007, with macros or without.
    Xlsx,
    /// Excel workbooks before 2007.
    Xls,
    /// OpenDocument spreadsheets.
    Ods,
    /// Word documents since 2007.
    Docx,
    /// OpenDocument texts.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Electronic mail.
    Eml,
}

impl Format {
    /// Lines of the text as read are those of the file, as an editor counts them.
    pub fn is_lines(self) -> bool {
        matches!(self, Format::Text | Format::Markdown | Format::Csv)
    }

    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Pdf => "pdf",
            Format::Xlsx => "xlsx",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Eml => "eml",
        }
    }
}

/// How the text of a document was had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TextSource {
    /// A PDF's structure tree.
    Tagged,
    /// The place of glyphs on the page.
    Geometry,
    /// Text without places: plain files, or a PDF reader that gives no places.
    Plain,
    /// Optical character recognition.
    Ocr,
    /// The mark-up of a structured format.
    Markup,
}

/// One block: text or a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// A heading, paragraph, list item or note.
    Text(TextBlock),
    /// Rows of cells.
    Table(Table),
}

/// Text that belongs together, line by line.
///
/// A line ends where the author ended it: soft wraps of a page or of hard-wrapped mark-up are joined by the reader,
/// and hyphenation is undone. The lines of an address stay apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextBlock {
    /// What the reader knows the text to be.
    pub role: Role,
    /// At least one.
    pub lines: Vec<Line>,
    /// How it looks.
    pub style: Style,
}

/// What a reader knows a text block to be: from mark-up, or from its looks on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A heading, 1 the highest.
    Heading {
        /// 1-based depth.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// An item of a list.
    Item {
        /// 0-based nesting.
        depth: u8,
        /// The bullet or number as printed, empty where the mark-up draws none.
        marker: String,
    },
    /// A footnote or endnote.
    Note,
}

/// One line of text as its author ended it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Line {
    /// White space tidied, mark-up gone, entities decoded; never empty.
    pub text: String,
    /// How many characters (Unicode scalars) of `text`, from its start, are emphasised (bold) in one run.
    /// The length of `text` where all of it is.
    pub lead: usize,
    /// Where it stands.
    pub location: Location,
}

/// How text looks, as far as the format tells.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Style {
    /// Font size in points.
    pub size: Option<f32>,
    /// All of it is bold.
    pub bold: bool,
    /// All of it is italic.
    pub italic: bool,
    /// Blank lines (text) or line heights of space (pages) above it.
    pub space_before: f32,
}

/// A table as rows of cells.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// Rows from top to bottom; rows that went on over a page break are joined, repeated heads are dropped.
    pub rows: Vec<Row>,
    /// How many rows from the top are known to be heads (mark-up, or repetition on each page).
    pub head_rows: usize,
    /// Where it stands.
    pub location: Location,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// Cells from left to right; a cell that spans is listed once, at its first row and column.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub location: Location,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// 0-based column of its left edge.
    pub column: usize,
    /// Columns that it covers, at least 1.
    pub colspan: usize,
    /// Rows that it covers, at least 1.
    pub rowspan: usize,
    /// Known to be a head (`<th>`, or bold throughout in a first row or column).
    pub header: bool,
    /// What stands in it; empty for an empty cell.
    #[serde(deserialize_with = "nested")]
    pub blocks: Vec<Block>,
}

/// Tables in tables that are taken from bytes, which others may have written: each costs the stack of whoever parses. No
/// reader is allowed more ([`Limits::nesting`](crate::read::Limits::nesting)).
pub(crate) const NESTED: usize = 1024;

/// Blocks of a cell, where they are not nested deeper than [`NESTED`].
fn nested<'a, D: Deserializer<'a>>(blocks: D) -> Result<Vec<Block>, D::Error> {
    thread_local!(static DEPTH: cell::Cell<usize> = const { cell::Cell::new(0) });
    if DEPTH.get() >= NESTED {
        return Err(D::Error::custom("tables are nested too deeply"));
    }
    DEPTH.set(DEPTH.get() + 1);
    let blocks = Vec::deserialize(blocks);
    DEPTH.set(DEPTH.get() - 1);
    blocks
}

impl Table {
    /// The columns that cells begin in, each with its number among them. Spans alone make a table as wide as they
    /// like, and nothing stands in what they cover.
    pub(crate) fn column_starts(&self) -> BTreeMap<usize, usize> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let starts: BTreeSet<usize> = cells.map(|cell| cell.column).collect();
        starts.into_iter().zip(0..).collect()
    }
}

impl TextBlock {
    /// Its lines, joined by line breaks.
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join("\n")
    }

    /// The place of all its lines.
    pub fn location(&self) -> Location {
        Location::around(self.lines.iter().map(|line| &line.location))
    }
}

impl Block {
    /// All its text: lines joined by line breaks, cells of a row by tabs.
    pub fn text(&self) -> String {
        match self {
            Block::Text(block) => block.text(),
            Block::Table(table) => {
                let rows: Vec<String> = table
                    .rows
                    .iter()
                    .map(|row| row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("\t"))
                    .collect();
                rows.join("\n")
            }
        }
    }

    /// Where it stands.
    pub fn location(&self) -> Location {
        match self {
            Block::Text(block) => block.location(),
            Block::Table(table) => table.location,
        }
    }
}

impl Cell {
    /// All its text, blocks joined by line breaks.
    pub fn text(&self) -> String {
        self.blocks.iter().map(Block::text).collect::<Vec<_>>().join("\n")
    }

    /// Nothing but white space stands in it.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| block.text().trim().is_empty())
    }
}
