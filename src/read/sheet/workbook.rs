//! What the readers of all formats give: sheets of cells.

use std::collections::BTreeMap;

/// A workbook as its sheets, in their order.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    /// The title in the file's properties.
    pub(super) title: Option<String>,
    pub(super) sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The name on its tab.
    pub(super) name: String,
    /// Nobody who opens the workbook sees it.
    pub(super) hidden: bool,
    /// Cells of other sheets choose their value from it.
    pub(super) choices: bool,
    /// First and last column of each run that nobody sees, 0-based.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    /// Cells that show something, by row and column, 0-based.
    pub(super) cells: BTreeMap<(u32, u32), Shown>,
    /// Rows and columns that a cell covers beyond its own: at least 1 each, by the cell's place.
    pub(super) spans: BTreeMap<(u32, u32), (u32, u32)>,
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Shown {
    /// Lines parted by `\n`; not blank.
    pub(super) text: String,
    pub(super) look: Look,
}

/// How a cell looks, as far as that may tell a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// All of its text is bold.
    pub(crate) bold: bool,
    /// Its background, as ARGB; nothing for white and none.
    pub(crate) fill: Option<u32>,
}

impl Sheet {
    /// Keeps what a cell shows, unless that is nothing.
    pub(super) fn put(&mut self, place: (u32, u32), text: String, look: Look) {
        if !text.trim().is_empty() {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            self.cells.insert(place, Shown { text, look });
        }
    }

    /// Keeps that the cell at `first` covers everything up to `last`.
    pub(super) fn merge(&mut self, first: (u32, u32), last: (u32, u32)) {
        let across = |first: u32, last: u32| last.saturating_sub(first).saturating_add(1);
        let span = (across(first.0, last.0), across(first.1, last.1));
        if span != (1, 1) {
            self.spans.insert(first, span);
        }
    }
}
