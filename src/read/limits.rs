//! The named limits on one document, and the option that raises each of them.

use serde::{Deserialize, Serialize};

/// How much of everything one document may have. Each limit is a failure of kind `too_large` that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Pages.
    pub pages: usize,
    /// Bytes of text.
    pub text_bytes: usize,
    /// Bytes of text on one page of PDF. Each costs a hundred bytes of memory as a glyph, and forms that draw themselves
    /// over and over can ask for any number of them.
    pub page_text_bytes: usize,
    /// Cells of all tables together.
    pub table_cells: usize,
    /// Pages to be read by OCR, each of which takes seconds.
    pub ocr_pages: usize,
    /// Nesting of elements, lists and tables.
    pub nesting: usize,
    /// Members of an archive or package.
    pub members: usize,
    /// Bytes that an archive or package unpacks to, all members together.
    pub unpacked_bytes: u64,
    /// Bytes unpacked for each byte packed.
    pub unpacked_ratio: u64,
    /// Archives inside archives.
    pub archive_depth: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 256 << 20,
            pages: 5_000,
            text_bytes: 32 << 20,
            page_text_bytes: 2 << 20,
            table_cells: 1_000_000,
            ocr_pages: 500,
            nesting: 256,
            members: 10_000,
            unpacked_bytes: 1 << 30,
            unpacked_ratio: 200,
            archive_depth: 3,
        }
    }
}

/// One of the [`Limits`], by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::file_bytes`]
    FileBytes,
    /// [`Limits::pages`]
    Pages,
    /// [`Limits::text_bytes`]
    TextBytes,
    /// [`Limits::page_text_bytes`]
    PageTextBytes,
    /// [`Limits::table_cells`]
    TableCells,
    /// [`Limits::ocr_pages`]
    OcrPages,
    /// [`Limits::nesting`]
    Nesting,
    /// [`Limits::members`]
    Members,
    /// [`Limits::unpacked_bytes`]
    UnpackedBytes,
    /// [`Limits::unpacked_ratio`]
    UnpackedRatio,
    /// [`Limits::archive_depth`]
    ArchiveDepth,
}

impl Limit {
    /// All limits.
    pub const ALL: [Limit; 11] = [
        Limit::FileBytes,
        Limit::Pages,
        Limit::TextBytes,
        Limit::PageTextBytes,
        Limit::TableCells,
        Limit::OcrPages,
        Limit::Nesting,
        Limit::Members,
        Limit::UnpackedBytes,
        Limit::UnpackedRatio,
        Limit::ArchiveDepth,
    ];

    /// As failures name it.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// The option of the command line that sets it.
    pub fn option(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Limit::FileBytes => ("file_bytes", "--max-file-mib"),
            Limit::Pages => ("pages", "--max-pages"),
            Limit::TextBytes => ("text_bytes", "--max-text-mib"),
            Limit::PageTextBytes => ("page_text_bytes", "--max-page-text-mib"),
            Limit::TableCells => ("table_cells", "--max-table-cells"),
            Limit::OcrPages => ("ocr_pages", "--max-ocr-pages"),
            Limit::Nesting => ("nesting", "--max-nesting"),
            Limit::Members => ("members", "--max-members"),
            Limit::UnpackedBytes => ("unpacked_bytes", "--max-unpacked-mib"),
            Limit::UnpackedRatio => ("unpacked_ratio", "--max-unpacked-ratio"),
            Limit::ArchiveDepth => ("archive_depth", "--max-archive-depth"),
        }
    }
}

impl Limits {
    /// What this limit allows, in its own unit.
    pub fn of(&self, limit: Limit) -> u64 {
        match limit {
            Limit::FileBytes => self.file_bytes,
            Limit::Pages => self.pages as u64,
            Limit::TextBytes => self.text_bytes as u64,
            Limit::PageTextBytes => self.page_text_bytes as u64,
            Limit::TableCells => self.table_cells as u64,
            Limit::OcrPages => self.ocr_pages as u64,
            Limit::Nesting => self.nesting as u64,
            Limit::Members => self.members as u64,
            Limit::UnpackedBytes => self.unpacked_bytes,
            Limit::UnpackedRatio => self.unpacked_ratio,
            Limit::ArchiveDepth => self.archive_depth as u64,
        }
    }
}
