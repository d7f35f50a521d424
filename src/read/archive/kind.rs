//! What a ZIP file is: a document of some format, or an archive.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// What a ZIP file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A workbook by ECMA-376.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A Word document by ECMA-376.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// An office document of another kind, with what people call it.
    Foreign(&'static str),
    /// Files of any kind.
    Archive,
}

/// The longest media type that a package may name.
const MEDIA_TYPE: u64 = 128;

/// Reads the list of members, and the media type that OpenDocument puts first. A file that is cut short keeps the
/// list at its end from being read: then the names before each member tell, as far as they go.
pub(crate) fn kind(bytes: &[u8]) -> Kind {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return of_names(local_names(bytes)).unwrap_or(Kind::Archive);
    };
    let mut media_type = String::new();
    if let Ok(member) = zip.by_name("mimetype") {
        // A media type that cannot be read is none.
        let _ = member.take(MEDIA_TYPE).read_to_string(&mut media_type);
    }
    of_media_type(media_type.trim())
        .or_else(|| of_names(zip.file_names().filter_map(Result::ok).map(|name| name.into_owned())))
        .unwrap_or(Kind::Archive)
}

fn of_media_type(media_type: &str) -> Option<Kind> {
    let kind = match media_type.strip_prefix("application/vnd.oasis.opendocument.")? {
        "spreadsheet" | "spreadsheet-template" => Kind::Ods,
        "text" | "text-template" | "text-master" => Kind::Odt,
        "presentation" => Kind::Foreign("an OpenDocument presentation (.odp)"),
        _ => Kind::Foreign("an OpenDocument file"),
    };
    Some(kind)
}

fn of_names(names: impl Iterator<Item = String>) -> Option<Kind> {
    // Names are told apart without regard to case, and some programs write backslashes.
    let names: Vec<String> = names.map(|name| name.to_lowercase().replace('\\', "/")).collect();
    let has = |start: &str| names.iter().any(|name| name.trim_start_matches('/').starts_with(start));
    let is_office = has("[content_types].xml") || has("_rels/");
    // A file that is cut short may have lost what else belongs to it.
    if !is_office && !has("xl/workbook") && !has("word/document") {
        return has("content.xml").then_some(Kind::Foreign("an OpenDocument file"));
    }
    let kind = if has("xl/workbook.bin") {
        Kind::Foreign("a binary Excel workbook (.xlsb)")
    } else if has("xl/") {
        Kind::Xlsx
    } else if has("word/") {
        Kind::Docx
    } else if has("ppt/") {
        Kind::Foreign("a PowerPoint presentation (.pptx)")
    } else {
        Kind::Foreign("an Office document")
    };
    Some(kind)
}

/// The names in the headers before each member, found by their signature.
fn local_names(bytes: &[u8]) -> impl Iterator<Item = String> {
    const SIGNATURE: &[u8] = b"PK\x03\x04";
    const HEADER: usize = 30;
    bytes
        .windows(HEADER)
        .enumerate()
        .filter(|(_, header)| header.starts_with(SIGNATURE))
        .filter_map(|(at, header)| {
            let length = usize::from(u16::from_le_bytes([header[26], header[27]]));
            let name = bytes.get(at + HEADER..at + HEADER + length)?;
            Some(String::from_utf8_lossy(name).into_owned())
        })
}
