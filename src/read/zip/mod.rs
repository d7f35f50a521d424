//! The ZIP package that an Office or OpenDocument file is: its parts by name, within limits.

use std::io::{Cursor, Read};

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::Limits;
use super::bounds::too_large;
use crate::outcome::{Failure, FailureKind};

/// An open package.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    /// Bytes that may still be unpacked, of all parts together.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// `unreadable` where its list of parts is broken or missing, as in a download that stopped half-way.
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Archive<'a>, Failure> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        Ok(Archive {
            zip,
            limits,
            left: limits.unpacked_bytes,
        })
    }

    /// The unpacked bytes of a part; nothing if there is none of this name. Names are compared as Office does it:
    /// without regard to case, and old Windows tools write `\` for `/`.
    ///
    /// # Errors
    ///
    /// `too_large` where it would unpack to more than the limit leaves, `encrypted` where it needs a password,
    /// `unreadable` where it is damaged.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        // The size that a part declares is a claim: what comes out is counted.
        file.take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| broken(&ZipError::Io(error)))?;
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            let allowed = self.limits.unpacked_bytes;
            return Err(too_large("unpacked_bytes", allowed, format!("what {name} unpacks to")));
        };
        self.left = left;
        Ok(Some(bytes))
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.zip.index_for_name(name).or_else(|| {
            let names = self.zip.file_names_raw();
            let wanted = name.as_bytes();
            names.map(unified).position(|found| found.eq_ignore_ascii_case(wanted))
        })
    }
}

/// The names of all parts, as far as the list of them can be read: enough to tell what a file is.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(zip) => zip.file_names_raw().map(lossy).collect(),
        Err(_) => local_names(bytes),
    }
}

/// The names before the parts themselves, for a package whose end is missing.
fn local_names(bytes: &[u8]) -> Vec<String> {
    const SIGNATURE: &[u8] = b"PK\x03\x04";
    const HEADER: usize = 30;
    // A few parts tell what the package is.
    let head = &bytes[..bytes.len().min(64 << 10)];
    let starts = head.windows(4).enumerate().filter(|(_, window)| *window == SIGNATURE);
    let name = |start: usize| {
        let length = head.get(start + 26..start + 28)?;
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        head.get(start + HEADER..start + HEADER + length).map(lossy)
    };
    starts.filter_map(|(start, _)| name(start)).collect()
}

fn unified(name: &[u8]) -> Vec<u8> {
    name.iter()
        .map(|byte| if *byte == b'\\' { b'/' } else { *byte })
        .collect()
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(&unified(name)).into_owned()
}

fn broken(error: &ZipError) -> Failure {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Failure::new(FailureKind::Encrypted, "it needs a password; save it without one")
        }
        error => unreadable(format!("the package is damaged or incomplete ({error})")),
    }
}

/// What is wrong with a packed document, and what to do about it.
pub(crate) fn unreadable(what: impl std::fmt::Display) -> Failure {
    let message = format!("{what}; get a whole copy, or open it where it was written and save it again");
    Failure::new(FailureKind::Unreadable, message)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use std::io::Write;

    use ::zip::ZipWriter;
    use ::zip::write::SimpleFileOptions;

    use super::*;

    /// A package of these parts.
    pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_however_their_name_is_written() {
        let bytes = package(&[("Word\\Document.xml", "a")]);
        let limits = Limits::default();
        let mut archive = Archive::open(&bytes, &limits).unwrap();
        assert_eq!(archive.part("word/document.xml").unwrap().unwrap(), b"a");
        assert_eq!(archive.part("word/styles.xml").unwrap(), None);
        assert_eq!(names(&bytes), ["Word/Document.xml"]);
        assert_eq!(names(&bytes[..bytes.len() - 30]), ["Word/Document.xml"]);
    }

    #[test]
    fn what_unpacks_to_more_than_the_limit_is_refused_by_its_name() {
        let bytes = package(&[("a", &"0".repeat(10_000)), ("b", "1")]);
        let limits = Limits {
            unpacked_bytes: 9_999,
            ..Limits::default()
        };
        let mut archive = Archive::open(&bytes, &limits).unwrap();
        let failure = archive.part("a").unwrap_err();
        assert_eq!(failure.kind, FailureKind::TooLarge);
        assert!(failure.message.contains("unpacked_bytes"));
    }

    #[test]
    fn a_package_without_its_end_is_unreadable() {
        let bytes = package(&[("a", "1")]);
        let limits = Limits::default();
        let failure = Archive::open(&bytes[..20], &limits).err().unwrap();
        assert_eq!(failure.kind, FailureKind::Unreadable);
    }
}
