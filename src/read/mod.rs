//! Bytes → [`Document`](crate::document::Document): sniffed by content, then by name.

pub mod layout;
pub mod pdf;

/// Named limits on one document. Each is a failure of kind `too_large` that names the limit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Pages.
    pub pages: usize,
    /// Bytes of text.
    pub text_bytes: usize,
    /// Cells of all tables together.
    pub table_cells: usize,
    /// Nesting of elements, lists and tables.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 256 << 20,
            pages: 5_000,
            text_bytes: 32 << 20,
            table_cells: 1_000_000,
            nesting: 256,
        }
    }
}
