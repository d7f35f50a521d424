//! Compound files: the containers of Office before 2007, and of documents locked with a password since.

use crate::outcome::{Failure, FailureKind};

const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Streams by the name that stands in the container's directory, with what the file is for it.
const STREAMS: &[(&str, FailureKind, &str)] = &[
    (
        "EncryptedPackage",
        FailureKind::Encrypted,
        "it needs a password; open it in Office and save it without one",
    ),
    (
        "WordDocument",
        FailureKind::UnknownFormat,
        "this is a Word document of before 2007 (.doc); save it as .docx",
    ),
    (
        "Workbook",
        FailureKind::UnknownFormat,
        "this is an Excel workbook of before 2007 (.xls); save it as .xlsx or CSV",
    ),
    (
        "PowerPoint Document",
        FailureKind::UnknownFormat,
        "this is a presentation of before 2007 (.ppt); save it as PDF",
    ),
    (
        "__properties_version1.0",
        FailureKind::UnknownFormat,
        "this is an Outlook message (.msg); save its text, or what is attached to it",
    ),
];

/// Whether the file is such a container.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE[..4])
}

/// Why it cannot be read; nothing if it is no such container.
pub(super) fn failure(bytes: &[u8]) -> Option<Failure> {
    if !is(bytes) {
        return None;
    }
    let found = STREAMS.iter().find(|(name, ..)| holds(bytes, name));
    Some(match found {
        Some((_, kind, message)) => Failure::new(*kind, *message),
        None => Failure::new(
            FailureKind::UnknownFormat,
            "this is an old Office document (.doc, .xls, .msg); save it as .docx, PDF, HTML or CSV",
        ),
    })
}

/// Names are written in UTF-16, in entries of 128 bytes each.
fn holds(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| entry.starts_with(&name))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn container(stream: &str) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn what_is_locked_and_what_is_old_are_told_apart() {
        assert_eq!(
            failure(&container("EncryptedPackage")).unwrap().kind,
            FailureKind::Encrypted
        );
        let old = failure(&container("WordDocument")).unwrap();
        assert_eq!(old.kind, FailureKind::UnknownFormat);
        assert!(old.message.contains(".docx"));
        assert_eq!(failure(b"PK"), None);
    }
}
