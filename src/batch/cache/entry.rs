//! The bytes of an entry: a checksum, then what was read, packed.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::key::Key;
use crate::document::Document;
use crate::isolate::answer;
use crate::outcome::Failure;

/// Nobody writes longer entries than a document of the longest text with all its places takes.
pub(super) const LONGEST: u64 = 1 << 30;

const CHECKSUM: usize = 32;

/// What was read.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry<R> {
    /// The OCR that it hangs on, by its hash; absent where it hangs on none.
    pub(super) ocr: Option<[u8; 32]>,
    pub(super) read: R,
}

/// Packs an entry to be kept under `key`.
///
/// # Errors
///
/// None today; those of its encoding.
pub(super) fn pack(key: &Key, entry: &Entry<&Result<Document, Failure>>) -> io::Result<Vec<u8>> {
    let plain = serde_json::to_vec(entry)?;
    // The fastest level: places repeat themselves, and more patience makes them little shorter.
    let mut packed = DeflateEncoder::new(vec![0; CHECKSUM], Compression::fast());
    packed.write_all(&plain)?;
    let mut packed = packed.finish()?;
    let (checksum, content) = packed.split_at_mut(CHECKSUM);
    checksum.copy_from_slice(&sum(key, content));
    Ok(packed)
}

/// Unpacks what is kept under `key`; nothing where these are not the bytes that were written there.
pub(super) fn unpack(key: &Key, bytes: &[u8]) -> Option<Entry<Result<Document, Failure>>> {
    let (checksum, content) = bytes.split_at_checked(CHECKSUM)?;
    if checksum != sum(key, content) {
        return None;
    }
    let mut plain = Vec::new();
    DeflateDecoder::new(content)
        .take(LONGEST)
        .read_to_end(&mut plain)
        .ok()?;
    answer::parsed(&plain).ok()
}

/// With the key in it, so that an entry that was moved to the place of another is none.
fn sum(key: &Key, content: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(key.bytes())
        .chain_update(content)
        .finalize()
        .into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::read::pdf::Settings;
    use crate::read::{self, Limits};

    fn key(content: &[u8]) -> Key {
        Key::new(content, Format::Docx, &Limits::default(), &Settings::default())
    }

    fn packed(key: &Key) -> (Vec<u8>, Result<Document, Failure>) {
        let read = read::read(b"Purposes\tPay\nStorage\t1 year\n", Format::Text, &Limits::default());
        let entry = Entry { ocr: None, read: &read };
        (pack(key, &entry).unwrap(), read)
    }

    #[test]
    fn what_was_read_comes_back_as_it_was() {
        let key = key(b"a");
        let (bytes, read) = packed(&key);
        let ocr = Some([7; 32]);
        assert_eq!(unpack(&key, &bytes).unwrap(), Entry { ocr: None, read });
        let failure = Err(Failure::new(crate::outcome::FailureKind::Encrypted, "needs a password"));
        let bytes = pack(&key, &Entry { ocr, read: &failure }).unwrap();
        assert_eq!(unpack(&key, &bytes).unwrap(), Entry { ocr, read: failure });
    }

    #[test]
    fn wherever_it_is_damaged_or_cut_off_it_is_no_entry() {
        let key = key(b"a");
        let (bytes, _) = packed(&key);
        for at in 0..bytes.len() {
            for bit in [0, 3, 7] {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1 << bit;
                assert_eq!(unpack(&key, &damaged), None, "bit {bit} of byte {at}");
            }
            assert_eq!(unpack(&key, &bytes[..at]), None, "cut off at {at}");
        }
        assert_eq!(unpack(&key, &[&bytes[..], b"\0"].concat()), None);
    }

    #[test]
    fn an_entry_at_the_place_of_another_is_none() {
        let (bytes, _) = packed(&key(b"a"));
        assert_eq!(unpack(&key(b"b"), &bytes), None);
    }

    #[test]
    fn one_with_a_sound_checksum_and_nonsense_inside_is_none() {
        let key = key(b"a");
        for content in [&b""[..], b"\x03\0", b"no deflate stream"] {
            let bytes = [&sum(&key, content)[..], content].concat();
            assert_eq!(unpack(&key, &bytes), None, "{content:?}");
        }
    }
}
