//! Opens a PDF file, and says why where that cannot be.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::outcome::{Failure, FailureKind};
use crate::read::{Limit, Limits, bounds};

/// Opens the file with the empty password.
pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<Pdf, Failure> {
    if bytes.is_empty() {
        return Err(Failure::new(FailureKind::NoText, "the file is empty (0 bytes)"));
    }
    bounds::file(bytes, limits)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| failure(error, bytes))?;
    match pdf.pages().len() {
        0 => Err(Failure::new(
            FailureKind::Unreadable,
            "the PDF has no pages; it may be truncated",
        )),
        pages if pages > limits.pages => Err(bounds::too_large(limits, Limit::Pages, format!("{pages} pages"))),
        _ => Ok(pdf),
    }
}

fn failure(error: LoadPdfError, bytes: &[u8]) -> Failure {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Failure::new(
            FailureKind::Encrypted,
            "the PDF needs a password; save a copy without one and read that",
        ),
        LoadPdfError::Decryption(_) => Failure::new(
            FailureKind::Encrypted,
            "the PDF is encrypted in a way this reader does not know; save a copy without encryption and read that",
        ),
        LoadPdfError::Invalid if has_header(bytes) => Failure::new(
            FailureKind::Unreadable,
            "the PDF is truncated or too damaged: no pages could be found",
        ),
        LoadPdfError::Invalid => Failure::new(FailureKind::Unreadable, "not a PDF: no %PDF header and no pages in it"),
    }
}

/// The header may stand anywhere in the first 1024 bytes: mail gateways and printers put junk before it.
fn has_header(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)]
        .windows(5)
        .any(|window| window == b"%PDF-")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn kind(bytes: &[u8]) -> FailureKind {
        open(bytes, &Limits::default()).err().unwrap().kind
    }

    #[test]
    fn says_why_a_file_does_not_open() {
        assert_eq!(kind(b""), FailureKind::NoText);
        assert_eq!(kind(b"hello"), FailureKind::Unreadable);
        assert_eq!(kind(b"%PDF-1.7\n1 0 obj\n<</Type /Catalog"), FailureKind::Unreadable);
    }
}
