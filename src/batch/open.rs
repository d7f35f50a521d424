//! A path → its documents: opened, sized, hashed, sniffed, and read here or in a child.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::cache::{Cache, Key};
use super::unpack::Unpacking;
use crate::document::{Document, Format};
use crate::isolate::{Answer, Pool};
use crate::outcome::{Failure, FailureKind, Source};
use crate::read::archive::{self, Member};
use crate::read::bounds::too_large;
use crate::read::pdf::{self, Settings};
use crate::read::{self, HangsOn, Limit, Limits};

// Enough for a signature that stands behind some junk, as PDF readers allow it.
const HEAD: u64 = 4096;

/// Opens documents for one run.
pub struct Opener {
    /// The limits to read within.
    pub limits: Limits,
    /// How PDF is read.
    pub settings: Settings,
    /// Where PDF and office formats are read; without one they are read in this process, and may end it.
    pub pool: Option<Pool>,
    /// What was read before, where that is kept.
    pub cache: Option<Cache>,
}

/// What a file turned out to hold.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one a document, taken apart at once")]
pub enum Opened {
    /// A document, or the reason why it could not be read.
    Document(Source, Result<Document, Failure>),
    /// A file of a format without a reader, that nobody asked for by name; its name.
    Other(String),
    /// A link in an archive. What it leads to is not in its own bytes, and may be anywhere.
    Link,
}

impl Opener {
    /// Opens `path`, shown as `name`, and hands over what it holds: one document, or those of an archive or a mail,
    /// shown as `archive.zip!/inner.docx`. Where nobody `asked` for it by name and neither name nor content is of a
    /// format with a reader, it is [`Opened::Other`].
    pub fn open(&self, path: &Path, name: &str, asked: bool, each: &mut dyn FnMut(Opened)) {
        match self.bytes(path, asked) {
            Ok(Some(bytes)) => Unpacking::new(self, each).open(name, bytes, 0),
            Ok(None) => each(Opened::Other(name.to_owned())),
            Err(failure) => each(Opened::Document(source(name, None), Err(failure))),
        }
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
        let wanted = asked || has_known_extension(path);
        if !wanted {
            (&mut limited).take(HEAD).read_to_end(&mut bytes).map_err(unopened)?;
            // What a container holds may be told at its end only.
            if !archive::is_container(&bytes) && !is_wanted(&bytes, path) {
                return Ok(None);
            }
        }
        limited.read_to_end(&mut bytes).map_err(unopened)?;
        if !wanted && !is_wanted(&bytes, path) {
            return Ok(None);
        }
        if bytes.len() as u64 > self.limits.file_bytes {
            return Err(too_large(&self.limits, Limit::FileBytes, "the file"));
        }
        Ok(Some(bytes))
    }

    /// Reads one document, and gives what is attached to it.
    pub(super) fn document(&self, name: &str, bytes: Vec<u8>) -> (Source, Vec<Member>, Result<Document, Failure>) {
        let sha256 = Sha256::digest(&bytes);
        let mut source = source(name, None);
        source.sha256 = Some(hexadecimal(&sha256));
        let Some(format) = read::sniff(&bytes, Path::new(name)) else {
            return (source, Vec::new(), Err(read::unknown(&bytes)));
        };
        source.format = Some(format);
        let attached = archive::attachments(&bytes, format);
        let document = match &self.cache {
            // Text is read in less time than it takes to look.
            Some(cache) if is_read_apart(format) => {
                let key = Key::new(&sha256, format, &self.limits, &self.settings);
                cache.read(&key, || self.read(bytes, format))
            }
            _ => self.read(bytes, format).0,
        };
        if let Ok(document) = &document {
            source.pages = (!document.pages.is_empty()).then_some(document.pages.len());
            source.text = Some(document.text_source);
            source.remarks.clone_from(&document.remarks);
        }
        (source, attached, document)
    }

    fn read(&self, bytes: Vec<u8>, format: Format) -> Answer {
        match (format, &self.pool) {
            (format, Some(pool)) if is_read_apart(format) => pool.read(bytes, format, &self.limits, &self.settings),
            (Format::Pdf, _) => pdf::read(&bytes, &self.limits, &self.settings, &|| ()),
            _ => (read::read(&bytes, format, &self.limits), HangsOn::Content),
        }
    }
}

/// An input as the output names it; `bytes` where it could be read.
pub(super) fn source(name: &str, bytes: Option<&[u8]>) -> Source {
    Source {
        sha256: bytes.map(|bytes| hexadecimal(&Sha256::digest(bytes))),
        ..Source::named(name)
    }
}

/// Whether a file that nobody asked for by name is read: by its name, or by what its first bytes tell.
pub(super) fn is_wanted(bytes: &[u8], path: &Path) -> bool {
    // Any text is a text file; a folder's sources and settings are not documents for that.
    has_known_extension(path)
        || !matches!(
            read::sniff(bytes, path),
            None | Some(Format::Text | Format::Markdown | Format::Csv)
        )
}

/// Formats whose readers recurse or allocate by what the file says are read in a child; text is read here.
fn is_read_apart(format: Format) -> bool {
    match format {
        Format::Pdf | Format::Xlsx | Format::Xls | Format::Ods | Format::Docx | Format::Odt | Format::Rtf => true,
        Format::Text | Format::Markdown | Format::Html | Format::Csv | Format::Eml => false,
    }
}

/// Whether a file of this name is one that a reader exists for, whatever its content turns out to be.
fn has_known_extension(path: &Path) -> bool {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    matches!(
        extension.as_deref(),
        Some(
            "pdf"
                | "html"
                | "htm"
                | "xhtml"
                | "md"
                | "markdown"
                | "mdown"
                | "mkd"
                | "csv"
                | "tsv"
                | "txt"
                | "text"
                | "docx"
                | "docm"
                | "dotx"
                | "dotm"
                | "odt"
                | "ott"
                | "rtf"
                | "xlsx"
                | "xlsm"
                | "xltx"
                | "xltm"
                | "xls"
                | "xlt"
                | "ods"
                | "ots"
                | "eml"
                | "zip"
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
        one(&opener(file_bytes), &path, name, asked)
    }

    fn one(opener: &Opener, path: &Path, name: &str, asked: bool) -> Opened {
        let mut opened = Vec::new();
        opener.open(path, name, asked, &mut |one| opened.push(one));
        assert_eq!(opened.len(), 1);
        opened.remove(0)
    }

    fn opener(file_bytes: u64) -> Opener {
        Opener {
            limits: Limits {
                file_bytes,
                ..Limits::default()
            },
            settings: Settings::default(),
            pool: None,
            cache: None,
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
            Opened::Other(_)
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
        let (_, missing) = failure(one(&opener, Path::new("/no/such/file"), "x", true));
        assert_eq!(missing.kind, FailureKind::Io);
        #[cfg(unix)]
        assert_eq!(
            failure(one(&opener, Path::new("/dev/null"), "x", true)).1.kind,
            FailureKind::Io
        );
    }
}
