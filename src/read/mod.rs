//! Bytes → [`Document`](crate::document::Document): sniffed by content, then by name.

mod bounds;
mod csv;
mod encoding;
mod head;
mod html;
mod inline;
pub mod layout;
mod link;
mod markdown;
mod marker;
pub mod ocr;
pub mod pdf;
mod sniff;
mod text;

pub use sniff::{sniff, unknown};

use crate::document::{Document, Format};
use crate::outcome::{Failure, FailureKind};

/// Reads a file that has this format ([`sniff`] tells which).
///
/// # Errors
///
/// `too_large` for a document over one of the limits, `no_text` for one with nothing to read, `unknown_format` for
/// bytes that are no text although the format is one; what the PDF reader fails with besides.
pub fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Document, Failure> {
    bounds::file(bytes, limits)?;
    let document = match format {
        Format::Pdf => return pdf::read(bytes, limits, &pdf::Settings::default(), &|| ()),
        Format::Text => text::read(decoded(bytes, None, limits)?),
        Format::Markdown => markdown::read(decoded(bytes, None, limits)?, limits)?,
        Format::Html => html::read(&decoded(bytes, html::declared_encoding(bytes), limits)?, limits)?,
        Format::Csv => csv::read(decoded(bytes, None, limits)?, limits)?,
    };
    bounds::document(&document, limits)?;
    if document.blocks.is_empty() {
        return Err(no_text("nothing but mark-up or white space stands in it"));
    }
    Ok(document)
}

fn decoded(bytes: &[u8], declared: Option<&'static encoding_rs::Encoding>, limits: &Limits) -> Result<String, Failure> {
    if bytes.is_empty() {
        return Err(no_text("the file is empty"));
    }
    let text = encoding::decode(bytes, declared).ok_or_else(|| sniff::unknown(bytes))?;
    bounds::text(&text, limits)?;
    Ok(text)
}

fn no_text(what: &str) -> Failure {
    Failure::new(
        FailureKind::NoText,
        format!("{what}; check that the right file was given"),
    )
}

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
    /// Pages to be read by OCR, each of which takes seconds.
    pub ocr_pages: usize,
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
            ocr_pages: 500,
            nesting: 256,
        }
    }
}
