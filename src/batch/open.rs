//! A path → its document: opened, sized, hashed, sniffed, and read here or in a child.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::document::{Document, Format};
use crate::isolate::Pool;
use crate::outcome::{Failure, FailureKind, Source};
use crate::read::pdf::{self, Reader};
use crate::read::{self, Limits};

// Enough for a signature that stands behind some junk, as PDF readers allow it.
const HEAD: u64 = 4096;

/// Opens documents for one run.
pub struct Opener {
    /// The limits to read within.
    pub limits: Limits,
    /// Which reader reads PDF.
    pub reader: Reader,
    /// Where PDF is read; without one it is read in this process, where it may end it.
    pub pool: Option<Pool>,
}

/// What a path turned out to be.
#[derive(Debug)]
pub enum Opened {
    /// A document, or the reason why it could not be read.
    Document(Source, Result<Document, Failure>),
    /// A file of a format without a reader, that nobody asked for by name.
    Other,
}

impl Opener {
    /// Opens `path`, shown as `name`. Where nobody `asked` for it by name and neither name nor content is of a format
    /// with a reader, it is [`Opened::Other`].
    pub fn open(&self, path: &Path, name: &str, asked: bool) -> Opened {
        let mut source = Source {
            path: name.to_owned(),
            sha256: None,
            format: None,
            pages: None,
            text: None,
        };
        let document = match self.bytes(path, asked) {
            Ok(Some(bytes)) => self.read(bytes, path, &mut source),
            Ok(None) => return Opened::Other,
            Err(failure) => Err(failure),
        };
        if let Ok(document) = &document {
            source.pages = (!document.pages.is_empty()).then_some(document.pages.len());
            source.text = Some(document.text_source);
        }
        Opened::Document(source, document)
    }

    /// The bytes of a file that is wanted.
    fn bytes(&self, path: &Path, asked: bool) -> Result<Option<Vec<u8>>, Failure> {
        let metadata = path.metadata().map_err(unopened)?;
        // Opening a pipe or a device may wait for ever.
        if !metadata.is_file() {
            return Err(Failure::new(FailureKind::Io, "neither a file nor a folder"));
        }
        let file = File::open(path).map_err(unopened)?;
        let mut bytes = Vec::new();
        let mut limited = file.take(self.limits.file_bytes.saturating_add(1));
        if !asked && !has_known_extension(path) {
            (&mut limited).take(HEAD).read_to_end(&mut bytes).map_err(unopened)?;
            // Any text is a text file; a folder's sources and settings are not documents for that.
            if !matches!(
                read::sniff(&bytes, path),
                Some(Format::Pdf | Format::Html | Format::Docx | Format::Odt | Format::Rtf)
            ) {
                return Ok(None);
            }
        }
        limited.read_to_end(&mut bytes).map_err(unopened)?;
        if bytes.len() as u64 > self.limits.file_bytes {
            let message = format!(
                "over the limit of {} bytes for a file: raise it with --max-file-mib",
                self.limits.file_bytes
            );
            return Err(Failure::new(FailureKind::TooLarge, message));
        }
        Ok(Some(bytes))
    }

    fn read(&self, bytes: Vec<u8>, path: &Path, source: &mut Source) -> Result<Document, Failure> {
        source.sha256 = Some(hexadecimal(&Sha256::digest(&bytes)));
        let Some(format) = read::sniff(&bytes, path) else {
            return Err(read::unknown(&bytes));
        };
        source.format = Some(format);
        match (format, &self.pool) {
            (Format::Pdf, Some(pool)) => pool.read(bytes, &self.limits, self.reader),
            (Format::Pdf, None) => pdf::read(&bytes, &self.limits, self.reader),
            _ => read::read(&bytes, format, &self.limits),
        }
    }
}

/// Whether a file of this name is one that a reader exists for, whatever its content turns out to be.
fn has_known_extension(path: &Path) -> bool {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    matches!(
        extension.as_deref(),
        Some("docx" | "docm" | "dotx" | "dotm" | "odt" | "ott" | "rtf")
            | Some(
                "pdf" | "html" | "htm" | "xhtml" | "md" | "markdown" | "mdown" | "mkd" | "csv" | "tsv" | "txt" | "text"
            )
    )
}

fn unopened(error: io::Error) -> Failure {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read by this user".to_owned(),
        _ => error.to_string(),
    };
    Failure::new(FailureKind::Io, message)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn open(name: &str, content: &[u8], asked: bool, file_bytes: u64) -> Opened {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        opener(file_bytes).open(&path, name, asked)
    }

    fn opener(file_bytes: u64) -> Opener {
        Opener {
            limits: Limits {
                file_bytes,
                ..Limits::default()
            },
            reader: Reader::Auto,
            pool: None,
        }
    }

    fn failure(opened: Opened) -> (Source, Failure) {
        match opened {
            Opened::Document(source, Err(failure)) => (source, failure),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_file_of_another_format_is_passed_over_unless_it_was_asked_for() {
        assert!(matches!(
            open("picture.png", b"\x89PNG\r\n\x1a\n\0", false, 100),
            Opened::Other
        ));
        let (source, failure) = failure(open("picture.png", b"\x89PNG\r\n\x1a\n\0", true, 100));
        assert_eq!(failure.kind, FailureKind::UnknownFormat);
        assert_eq!(source.path, "picture.png");
        assert!(source.sha256.is_some() && source.format.is_none());
    }

    #[test]
    fn a_file_over_the_limit_is_not_read_on() {
        let (source, failure) = failure(open("long.txt", &[b'a'; 101], false, 100));
        assert_eq!(failure.kind, FailureKind::TooLarge);
        assert!(failure.message.contains("--max-file-mib"));
        assert_eq!(source.sha256, None);
    }

    #[test]
    fn what_is_not_there_or_no_file_is_a_failure_of_kind_io() {
        let opener = opener(100);
        let (_, missing) = failure(opener.open(Path::new("/no/such/file"), "x", true));
        assert_eq!(missing.kind, FailureKind::Io);
        #[cfg(unix)]
        assert_eq!(
            failure(opener.open(Path::new("/dev/null"), "x", true)).1.kind,
            FailureKind::Io
        );
    }
}
