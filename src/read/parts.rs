//! The parts of the package that an office document is, by name.

use super::Limits;
use super::archive::package::{self, Package};
use crate::outcome::{Failure, FailureKind};

/// An open package.
pub(crate) struct Parts<'a> {
    package: Package<'a>,
    limits: &'a Limits,
}

impl<'a> Parts<'a> {
    /// Opens a package.
    ///
    /// # Errors
    ///
    /// As [`package::open`].
    pub(crate) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Parts<'a>, Failure> {
        let package = package::open(bytes, limits)?;
        Ok(Parts { package, limits })
    }

    /// The unpacked bytes of a part; nothing if there is none of this name. Names are compared as Office does it:
    /// without regard to case, and old Windows tools write `\` for `/`.
    ///
    /// # Errors
    ///
    /// As [`package::unpack`].
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let loosely = || {
            let mut names = self.package.file_names_raw();
            names.position(|found| is_same(found, name.as_bytes()))
        };
        match self.package.index_for_name(name).or_else(loosely) {
            Some(index) => package::unpack(&mut self.package, index, self.limits).map(Some),
            None => Ok(None),
        }
    }
}

fn is_same(found: &[u8], wanted: &[u8]) -> bool {
    let unified = |byte: &u8| {
        if *byte == b'\\' {
            b'/'
        } else {
            byte.to_ascii_lowercase()
        }
    };
    found.iter().map(unified).eq(wanted.iter().map(unified))
}

/// What is wrong with an office document, and what to do about it.
pub(crate) fn unreadable(what: impl std::fmt::Display) -> Failure {
    let message = format!("{what}; get a whole copy, or open it where it was written and save it again");
    Failure::new(FailureKind::Unreadable, message)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

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
        let mut parts = Parts::open(&bytes, &limits).unwrap();
        assert_eq!(parts.part("word/document.xml").unwrap().unwrap(), b"a");
        assert_eq!(parts.part("word/styles.xml").unwrap(), None);
    }

    #[test]
    fn what_unpacks_to_more_than_the_limit_is_refused_by_its_name() {
        let bytes = package(&[("a", &"0".repeat(10_000))]);
        let limits = Limits {
            unpacked_bytes: 9_999,
            ..Limits::default()
        };
        let failure = Parts::open(&bytes, &limits).err().unwrap();
        assert_eq!(failure.kind, FailureKind::TooLarge);
        assert!(failure.message.contains("unpacked_bytes"));
    }
}
