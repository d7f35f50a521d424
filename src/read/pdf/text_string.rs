//! PDF text strings (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding.

/// Decodes a text string; language escapes and control characters are left out, line breaks are `\n`.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text: String = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| pdf_doc(byte)).collect(),
    };
    tidy(&text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// An escape character opens and closes a language code within the text.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut escaped = false;
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => escaped = !escaped,
            _ if escaped => {}
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// PDFDocEncoding is Latin-1 but for these (ISO 32000-2, annex D.2).
fn pdf_doc(byte: u8) -> char {
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x18..=0x1F if byte != 0x1B => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0xA0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_all_three_encodings() {
        assert_eq!(decode(b"\xFE\xFF\x00P\x01\x61"), "Pš");
        assert_eq!(decode(b"\xFF\xFEP\x00"), "P");
        assert_eq!(decode("\u{FEFF}Ošetrovanie".as_bytes()), "Ošetrovanie");
        assert_eq!(decode(b"Caf\xE9 \x80 \xA0"), "Café • €");
    }

    #[test]
    fn leaves_out_language_escapes_and_nul() {
        assert_eq!(decode(b"\xFE\xFF\x00\x1b\x00e\x00n\x00\x1b\x00A\x00\x00"), "A");
        assert_eq!(decode(b"a\r\nb\rc"), "a\nb\nc");
    }
}
