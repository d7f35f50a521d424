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

// Stubs until the readers are merged.
/// Stub.
pub fn sniff(bytes: &[u8], path: &std::path::Path) -> Option<crate::document::Format> {
    use crate::document::Format;
    if bytes.starts_with(b"%PDF") {
        return Some(Format::Pdf);
    }
    (path.extension()? == "txt").then_some(Format::Text)
}

/// Stub.
pub fn read(
    bytes: &[u8],
    format: crate::document::Format,
    _limits: &Limits,
) -> Result<crate::document::Document, crate::outcome::Failure> {
    use crate::document::{Document, Format, TextSource};
    if format == Format::Pdf {
        return Err(crate::outcome::Failure::new(
            crate::outcome::FailureKind::NoText,
            "stub",
        ));
    }
    Ok(Document {
        format,
        text_source: TextSource::Plain,
        pages: vec![],
        text: String::from_utf8_lossy(bytes).into_owned(),
        blocks: vec![],
        running: vec![],
        title: None,
        language: None,
    })
}

/// Stub.
pub fn unknown(_bytes: &[u8]) -> crate::outcome::Failure {
    crate::outcome::Failure::new(
        crate::outcome::FailureKind::UnknownFormat,
        "binary content that no reader knows",
    )
}
