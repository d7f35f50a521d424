//! Which format a file has: by its content first, by its name where the content leaves it open.

use std::path::Path;
use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::document::Format;
use crate::outcome::{Failure, FailureKind};

use super::{compound, encoding};

/// How far into a file its signature may stand (PDF readers allow junk before it).
const HEAD: usize = 1024;

/// Content that no reader knows, by its first bytes, with what people call it and what to do.
const FOREIGN: &[(&[u8], &str)] = &[
    (PACKAGE, "a ZIP archive; unpack it first"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG", "a PNG image; recognize its text first"),
    (b"\xff\xd8\xff", "a JPEG image; recognize its text first"),
    (b"GIF8", "a GIF image; recognize its text first"),
    (b"II*\0", "a TIFF image; recognize its text first"),
    (b"MM\0*", "a TIFF image; recognize its text first"),
    (b"BM", "a BMP image; recognize its text first"),
    (b"RIFF", "an image or sound file; recognize its text first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"SQLite format 3", "an SQLite database; export its tables as CSV"),
    (b"%!PS", "a PostScript file; convert it to PDF"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
];

/// How a ZIP package begins.
const PACKAGE: &[u8] = b"PK\x03\x04";

/// The format of a file; nothing if no reader knows it. [`unknown`] then says why.
pub fn sniff(bytes: &[u8], path: &Path) -> Option<Format> {
    if is_pdf(bytes) {
        return Some(Format::Pdf);
    }
    if bytes.starts_with(PACKAGE) {
        return package(bytes);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    if compound::is(bytes) || foreign(bytes).is_some() {
        return None;
    }
    let head = encoding::decode(&bytes[..bytes.len().min(8 * HEAD)], None)?;
    let named = by_name(path);
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
    if let Some(failure) = compound::failure(bytes) {
        return failure;
    }
    let office = bytes.starts_with(PACKAGE)
        && super::zip::names(bytes)
            .iter()
            .any(|name| name == "[Content_Types].xml");
    let what = match foreign(bytes) {
        Some(_) if office => {
            "this is an Office file of a kind that no reader knows, or a part of one; save it as PDF".to_owned()
        }
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

/// The document that a ZIP package is.
fn package(bytes: &[u8]) -> Option<Format> {
    // OpenDocument says what it is in its first part, which is not compressed.
    const TEXT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";
    const HEADER: usize = 30;
    if bytes.get(HEADER..).is_some_and(|first| first.starts_with(TEXT)) {
        return Some(Format::Odt);
    }
    let names = super::zip::names(bytes);
    names
        .iter()
        .any(|name| name.to_ascii_lowercase().starts_with("word/"))
        .then_some(Format::Docx)
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
        "csv" | "tsv" | "tab" => Some(Format::Csv),
        "html" | "htm" | "xhtml" | "xht" | "jsp" | "php" | "aspx" => Some(Format::Html),
        "txt" | "text" => Some(Format::Text),
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
        assert_eq!(of(b"a;b\n1;2\n", "a"), Some(Format::Text));
        assert_eq!(of(b"Notice", "a.MD"), Some(Format::Markdown));
        assert_eq!(of(b"<%@ page %>\n<p>a</p>", "a.html"), Some(Format::Html));
        assert_eq!(of(b"A file begins with %PDF-1 then", "a.txt"), Some(Format::Text));
        assert_eq!(of(b"", "a.html"), Some(Format::Text));
    }

    #[test]
    fn what_it_is_instead_is_named() {
        assert!(unknown(b"PK\x03\x04").message.contains("ZIP"));
        assert!(unknown(b"\0\x01\x02\x03").message.contains("binary"));
        assert_eq!(of(b"BM is short for benchmark", "a.txt"), Some(Format::Text));
    }
}
