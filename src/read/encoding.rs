//! Bytes → text, whatever the encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How much of a file shows whether it is text.
const SAMPLE: usize = 64 << 10;

/// Decodes a text: by its byte order mark, as UTF-16 or UTF-8 where it is that, as it `declared` itself, or as it
/// looks. Line breaks of all kinds become `\n`. Nothing if these bytes are no text.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<String> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (guess(bytes, declared)?, 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    Some(lines(&text))
}

fn guess(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<&'static Encoding> {
    if let Some(wide) = utf16(bytes) {
        return Some(wide);
    }
    if is_binary(bytes) {
        return None;
    }
    if is_utf8(bytes) {
        return Some(UTF_8);
    }
    Some(declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Deny)
    }))
}

/// UTF-8, a few broken bytes allowed: they come from pasting, and no other encoding would look so.
fn is_utf8(bytes: &[u8]) -> bool {
    let mut broken = 0;
    let mut wide = 0;
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || wide > broken * 2
}

/// UTF-16 without a mark: one byte of each pair is mostly the same few values (0 in Latin, 3 in Greek, 4 in Cyrillic),
/// and spaces and line breaks have a zero there.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let zeros = |at: usize| sample.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (encoding, found, other) = if odd > even {
        (UTF_16LE, odd, even)
    } else {
        (UTF_16BE, even, odd)
    };
    if found * 16 < sample.len() / 2 || other * 20 > found {
        return None;
    }
    let (text, broken) = encoding.decode_without_bom_handling(sample);
    let odd_characters = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    (!broken && odd_characters == 0).then_some(encoding)
}

/// Zero bytes, or more control characters than any text has.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    sample.contains(&0) || sample.iter().filter(control).count() * 20 > sample.len()
}

fn lines(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n");
    text.replace(['\r', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn wide(text: &str, little: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        units
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn marks_decide() {
        assert_eq!(decode(b"\xef\xbb\xbfa\r\nb\rc", None).unwrap(), "a\nb\nc");
        let marked = [&[0xff, 0xfe][..], &wide("käyttö", true)].concat();
        assert_eq!(decode(&marked, None).unwrap(), "käyttö");
    }

    #[test]
    fn utf16_is_seen_without_a_mark() {
        let text = "Σκοπός της επεξεργασίας: επικοινωνία με πελάτες\nРешение 12\nPurpose of the register\n";
        assert_eq!(decode(&wide(text, true), None).unwrap(), text);
        assert_eq!(decode(&wide(text, false), None).unwrap(), text);
    }

    #[test]
    fn legacy_encodings_are_guessed_and_a_declared_one_is_believed() {
        let latin = encoding_rs::WINDOWS_1252
            .encode("Rekisterinpitäjä: Näyte Oy, käsittelyn tarkoitus")
            .0
            .into_owned();
        assert_eq!(
            decode(&latin, None).unwrap(),
            "Rekisterinpitäjä: Näyte Oy, käsittelyn tarkoitus"
        );
        let polish = encoding_rs::ISO_8859_2
            .encode("Administratorem jest Żółć, cele są różne")
            .0
            .into_owned();
        let declared = Some(encoding_rs::ISO_8859_2);
        assert_eq!(
            decode(&polish, declared).unwrap(),
            "Administratorem jest Żółć, cele są różne"
        );
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let mut bytes = "Henkilötietojen käsittelyn tarkoitus on jäsenmaksujen kerääminen, ääkköset ja öljy"
            .as_bytes()
            .to_vec();
        bytes.push(0x96);
        assert!(decode(&bytes, None).unwrap().starts_with("Henkilötietojen käsittelyn"));
    }

    #[test]
    fn binary_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01", None), None);
    }
}
