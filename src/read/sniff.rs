//! Which format a file has: by its content first, by its name where the content leaves it open.

use std::path::Path;
use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::document::Format;
use crate::outcome::{Failure, FailureKind};

use super::archive::compound::{self, Content};
use super::archive::{self, Kind, is_zip, package};
use super::{Limits, encoding, mail};

/// How far into a file its signature may stand (PDF readers allow junk before it).
const HEAD: usize = 1024;

/// Content that no reader knows, by its first bytes, with what people call it and what to do.
const FOREIGN: &[(&[u8], &str)] = &[
    (
        b"\x89PNG",
        "a PNG image; put it into a PDF (img2pdf), which is read as a scan",
    ),
    (
        b"\xff\xd8\xff",
        "a JPEG image; put it into a PDF (img2pdf), which is read as a scan",
    ),
    (b"GIF8", "a GIF image; put it into a PDF, which is read as a scan"),
    (
        b"II*\0",
        "a TIFF image; put it into a PDF (img2pdf), which is read as a scan",
    ),
    (
        b"MM\0*",
        "a TIFF image; put it into a PDF (img2pdf), which is read as a scan",
    ),
    (b"BM", "a BMP image; put it into a PDF, which is read as a scan"),
    (b"RIFF", "an image or sound file; recognize its text first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"SQLite format 3", "an SQLite database; export its tables as CSV"),
    (b"%!PS", "a PostScript file; convert it to PDF"),
    (b"\x09\0\x04\0", "an Excel workbook from before 1993; save it as .xlsx"),
    (
        b"\x09\x02\x06\0",
        "an Excel workbook from before 1993; save it as .xlsx",
    ),
    (
        b"\x09\x04\x06\0",
        "an Excel workbook from before 1993; save it as .xlsx",
    ),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
];

/// The format of a file; nothing if no reader knows it. [`unknown`] then says why.
pub fn sniff(bytes: &[u8], path: &Path) -> Option<Format> {
    if is_pdf(bytes) {
        return Some(Format::Pdf);
    }
    if let Some(format) = by_container(bytes) {
        return format;
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    if foreign(bytes).is_some() {
        return None;
    }
    let head = encoding::decode(&bytes[..bytes.len().min(8 * HEAD)], None)?;
    let named = by_name(path);
    if mail::is_mail(&head, named == Some(Format::Eml)) {
        return Some(Format::Eml);
    }
    let named = named.filter(|format| *format != Format::Eml);
    if begins_html(&head) {
        return Some(Format::Html);
    }
    match named {
        Some(Format::Html) if !has_tags(&head) => Some(Format::Text),
        Some(Format::Text) | None if is_xml(&head) => None,
        Some(Format::Text) | None if is_markdown(&head) => Some(Format::Markdown),
        named => Some(named.unwrap_or(Format::Text)),
    }
}

/// Why a file is of no known format: names what it is where its first bytes tell.
pub fn unknown(bytes: &[u8]) -> Failure {
    if bytes.starts_with(compound::SIGNATURE) && compound::content(bytes) == Content::Encrypted {
        let message = "the document needs a password; save it without one";
        return Failure::new(FailureKind::Encrypted, message);
    }
    if let Some(failure) = cut_short(bytes) {
        return failure;
    }
    let what = match container(bytes).or_else(|| foreign(bytes).map(str::to_owned)) {
        Some(what) => format!("this is {what}"),
        None if encoding::is_binary(bytes) => {
            "binary content that no reader knows; give a PDF, HTML, Markdown, CSV or \
                                               text file"
                .to_owned()
        }
        None => "an XML file that is not HTML; save it as PDF, HTML or plain text".to_owned(),
    };
    Failure::new(FailureKind::UnknownFormat, what)
}

/// The format of a file that holds files; nothing within where no reader knows it, nothing at all where it is no such
/// file.
fn by_container(bytes: &[u8]) -> Option<Option<Format>> {
    if is_zip(bytes) {
        return Some(match archive::kind(bytes) {
            Kind::Xlsx => Some(Format::Xlsx),
            Kind::Ods => Some(Format::Ods),
            Kind::Docx => Some(Format::Docx),
            Kind::Odt => Some(Format::Odt),
            Kind::Foreign(_) | Kind::Archive => None,
        });
    }
    if bytes.starts_with(compound::SIGNATURE) {
        let is_workbook = compound::content(bytes) == Content::Workbook;
        return Some(is_workbook.then_some(Format::Xls));
    }
    None
}

/// A file that holds files and is damaged: whatever its first bytes look like, what it holds cannot be told.
fn cut_short(bytes: &[u8]) -> Option<Failure> {
    if is_zip(bytes) {
        let failure = package::open(bytes, &Limits::default()).err();
        return failure.filter(|failure| failure.kind == FailureKind::Unreadable);
    }
    let cut = bytes.starts_with(compound::SIGNATURE) && compound::is_cut_short(bytes);
    cut.then(|| {
        let message = "the Office document is cut short; get it again from where it came from";
        Failure::new(FailureKind::Unreadable, message)
    })
}

/// What a file that holds files is, where no reader knows it.
fn container(bytes: &[u8]) -> Option<String> {
    let what = if is_zip(bytes) {
        match archive::kind(bytes) {
            Kind::Foreign(what) => what,
            _ => "a ZIP archive inside which nothing can be read",
        }
    } else if bytes.starts_with(compound::SIGNATURE) {
        match compound::content(bytes) {
            Content::Foreign(what) => what,
            _ => "an old Office document",
        }
    } else {
        return None;
    };
    Some(format!("{what}; save it as .docx, .xlsx, PDF, HTML or CSV"))
}

fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let found = head
        .windows(6)
        .position(|window| window.starts_with(b"%PDF-") && window[5].is_ascii_digit());
    // Text about PDF has the word inside a sentence.
    found.is_some_and(|at| at == 0 || !head[at - 1].is_ascii_graphic() && head[at - 1] != b' ')
}

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let (_, what) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic))?;
    // Two letters begin many a text.
    let short = bytes.starts_with(b"BM") || bytes.starts_with(b"MZ") || bytes.starts_with(b"RIFF");
    (!short || encoding::is_binary(bytes)).then_some(what)
}

fn by_name(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" => Some(Format::Markdown),
        // Text under the name of a workbook is what web sites export.
        "csv" | "tsv" | "tab" | "xls" | "xlsx" => Some(Format::Csv),
        "html" | "htm" | "xhtml" | "xht" | "jsp" | "php" | "aspx" => Some(Format::Html),
        "txt" | "text" => Some(Format::Text),
        "eml" => Some(Format::Eml),
        _ => None,
    }
}

/// A document type, or the root element, after comments and declarations.
fn begins_html(head: &str) -> bool {
    static ROOT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?is)^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b").ok()
    });
    ROOT.as_ref().is_some_and(|root| root.is_match(head.as_bytes()))
}

fn has_tags(head: &str) -> bool {
    static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)<(?:p|div|table|tr|ul|ol|h[1-6]|body|html|section|main|article|span|br)\b").ok()
    });
    TAG.as_ref().is_some_and(|tag| tag.is_match(head.as_bytes()))
}

fn is_xml(head: &str) -> bool {
    head.trim_start().starts_with("<?xml")
}

/// Two numbered-sign headings or the line under a table's head, and no tabs, which text files set columns with.
fn is_markdown(head: &str) -> bool {
    static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?m)^#{1,6} \S").ok());
    static DELIMITER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?m)^\s*\|?\s*:?-{3,}:?\s*\|(?:\s*:?-{3,}:?\s*\|?)*\s*$").ok());
    let count = |pattern: &Option<Regex>| {
        pattern
            .as_ref()
            .map_or(0, |pattern| pattern.find_iter(head.as_bytes()).count())
    };
    !head.contains('\t') && (count(&HEADING) >= 2 || count(&DELIMITER) >= 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn of(bytes: &[u8], name: &str) -> Option<Format> {
        sniff(bytes, Path::new(name))
    }

    #[test]
    fn content_beats_the_name() {
        assert_eq!(of(b"junk\n%PDF-1.7\n", "a.txt"), Some(Format::Pdf));
        assert_eq!(
            of(b"\n<!-- made by -->\n<!DOCTYPE html><p>a", "a.txt"),
            Some(Format::Html)
        );
        assert_eq!(
            of(b"<?xml version=\"1.0\"?>\n<html xmlns=\"x\">", "a.md"),
            Some(Format::Html)
        );
        assert_eq!(of(b"# Record\n\n## Purpose\n\nPay", "a.txt"), Some(Format::Markdown));
        assert_eq!(of(b"A note without any tag", "a.html"), Some(Format::Text));
        assert_eq!(of(b"PK\x03\x04\0\0", "a.csv"), None);
        assert_eq!(of(b"<?xml version=\"1.0\"?><a/>", "a"), None);
    }

    #[test]
    fn the_name_decides_what_content_leaves_open() {
        assert_eq!(of(b"a;b\n1;2\n", "a.csv"), Some(Format::Csv));
        assert_eq!(of(b"a;b\n1;2\n", "a.xls"), Some(Format::Csv));
        assert_eq!(of(b"a;b\n1;2\n", "a"), Some(Format::Text));
        assert_eq!(of(b"Notice", "a.MD"), Some(Format::Markdown));
        assert_eq!(of(b"<%@ page %>\n<p>a</p>", "a.html"), Some(Format::Html));
        assert_eq!(of(b"A file begins with %PDF-1 then", "a.txt"), Some(Format::Text));
        assert_eq!(of(b"", "a.html"), Some(Format::Text));
    }

    #[test]
    fn what_it_is_instead_is_named() {
        assert!(unknown(b"PK\x05\x06").message.contains("ZIP"));
        assert_eq!(unknown(compound::SIGNATURE).kind, FailureKind::Unreadable);
        assert!(unknown(b"\x09\x04\x06\0\0\0").message.contains("Excel"));
        assert!(unknown(b"\0\x01\x02\x03").message.contains("binary"));
        assert_eq!(of(b"BM is short for benchmark", "a.txt"), Some(Format::Text));
    }
}
