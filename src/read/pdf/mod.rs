//! PDF → pages of glyphs, ruling lines and tags.

// Stub until the PDF reader is merged.
/// Which reader reads PDF files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// Both.
    #[default]
    Auto,
    /// hayro alone.
    Hayro,
    /// pdf-extract alone.
    PdfExtract,
}

/// Stub.
pub fn read(
    bytes: &[u8],
    limits: &crate::read::Limits,
    _reader: Reader,
) -> Result<crate::document::Document, crate::outcome::Failure> {
    crate::read::read(bytes, crate::document::Format::Pdf, limits)
}
