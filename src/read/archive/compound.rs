//! What an OLE compound file ([MS-CFB]) holds: Office before 2007 kept documents in it, later ones keep encrypted ones.

/// The first bytes of every compound file.
pub(crate) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0";

/// What a compound file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// An Excel workbook.
    Workbook,
    /// A document that needs a password.
    Encrypted,
    /// Something else, with what people call it.
    Foreign(&'static str),
}

/// Streams that tell what a compound file is. The first that is there decides.
const STREAMS: &[(&str, Content)] = &[
    ("EncryptedPackage", Content::Encrypted),
    ("WordDocument", Content::Foreign("an old Word document (.doc)")),
    (
        "PowerPoint Document",
        Content::Foreign("an old PowerPoint presentation (.ppt)"),
    ),
    ("__properties_version1.0", Content::Foreign("an Outlook message (.msg)")),
    ("Workbook", Content::Workbook),
    ("Book", Content::Workbook),
];

/// Whether the file ends before its directory begins: 2.2 of the format gives the size of sectors and where that is.
pub(crate) fn is_cut_short(bytes: &[u8]) -> bool {
    let (Some(&[shift, _]), Some(&[a, b, c, d])) = (bytes.get(0x1e..0x20), bytes.get(0x30..0x34)) else {
        return true;
    };
    let sector = u64::from(u32::from_le_bytes([a, b, c, d])) + 1;
    (bytes.len() as u64) <= sector << shift.min(16)
}

/// Tells the content by the names of streams. Entries of the directory are 128 bytes long and stand at multiples of
/// that in the file, so that no chain of sectors must be followed, which may be damaged.
pub(crate) fn content(bytes: &[u8]) -> Content {
    const ENTRY: usize = 128;
    let has = |name: &str| {
        let mut encoded: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        encoded.extend([0, 0]);
        let length = (encoded.len() as u16).to_le_bytes();
        bytes
            .chunks_exact(ENTRY)
            .any(|entry| entry.starts_with(&encoded) && entry[64..66] == length)
    };
    STREAMS
        .iter()
        .find(|(name, _)| has(name))
        .map_or(Content::Foreign("an old Office document"), |&(_, content)| content)
}
