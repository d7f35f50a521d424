//! Bytes → [`Document`]: sniffed by content, then by name.

pub mod archive;
pub(crate) mod bounds;
mod csv;
mod docx;
mod encoding;
mod head;
mod html;
mod inline;
pub mod layout;
mod limits;
mod link;
mod mail;
mod markdown;
mod marker;
pub mod ocr;
mod odt;
mod parts;
pub mod pdf;
mod rtf;
#[cfg(test)]
mod seen;
mod sheet;
mod sniff;
mod story;
mod text;
mod xml;

pub use limits::{Limit, Limits};
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
        Format::Pdf => return pdf::read(bytes, limits, &pdf::Settings::default(), &|| ()).0,
        Format::Text => text::read(decoded(bytes, None, limits)?),
        Format::Markdown => markdown::read(decoded(bytes, None, limits)?, limits)?,
        Format::Html => html::read(&decoded(bytes, html::declared_encoding(bytes), limits)?, limits)?,
        Format::Csv => csv::read(decoded(bytes, None, limits)?, limits)?,
        Format::Xlsx | Format::Xls | Format::Ods => sheet::read(bytes, format, limits)?,
        Format::Docx => docx::read(bytes, limits)?,
        Format::Odt => odt::read(bytes, limits)?,
        Format::Rtf => rtf::read(bytes, limits)?,
        Format::Eml => mail::read(bytes, limits)?,
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

/// What a reading hangs on besides limits and settings: whether the same file will be read alike another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum HangsOn {
    /// The bytes of the file and nothing else.
    Content,
    /// The OCR that is installed.
    Ocr,
    /// What may be otherwise another time: how long it took, how much memory there was, a program that did not do its work.
    Chance,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn failure(bytes: &[u8], limits: &Limits) -> Failure {
        read(bytes, Format::Text, limits).unwrap_err()
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let limits = Limits::default();
        assert_eq!(failure(b"", &limits).kind, FailureKind::NoText);
        assert_eq!(failure(b" \n\n", &limits).kind, FailureKind::NoText);
        assert_eq!(failure(b"PK\x03\x04\0\0\0", &limits).kind, FailureKind::Unreadable);
        assert_eq!(failure(b"\0\x01\x02\x03", &limits).kind, FailureKind::UnknownFormat);
    }

    #[test]
    fn each_limit_names_itself_and_its_option() {
        let limits = |set: fn(&mut Limits)| {
            let mut limits = Limits::default();
            set(&mut limits);
            limits
        };
        let text = b"Aim\tPay\nTime\t1 y\n";
        for (limit, limits) in [
            (Limit::FileBytes, limits(|limits| limits.file_bytes = 3)),
            (Limit::TextBytes, limits(|limits| limits.text_bytes = 3)),
            (Limit::TableCells, limits(|limits| limits.table_cells = 3)),
        ] {
            let failure = failure(text, &limits);
            assert_eq!(failure.kind, FailureKind::TooLarge);
            let named = format!("over the limit {} = 3: raise it with {}", limit.name(), limit.option());
            assert!(failure.message.contains(&named), "{}", failure.message);
        }
    }
}
