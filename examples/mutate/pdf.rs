//! Damage inside the streams of PDF files: operators and glyphs, not only the bytes that they are packed in.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::bytes;
use super::chance::Chance;

/// One stream damaged; nothing where no packed one is found.
///
/// What becomes longer moves all that follows, and the file's own table of places is wrong then: readers mend that.
pub(super) fn mutated(file: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let streams = streams(file);
    let (start, end) = *streams.get(chance.below(streams.len().max(1)))?;
    let mut content = Vec::new();
    ZlibDecoder::new(&file[start..end])
        .take(1 << 20)
        .read_to_end(&mut content)
        .ok()?;
    let damaged = bytes::mutated(&content, &content, chance);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&damaged).ok()?;
    let mut packed = packed.finish().ok()?;
    if packed.len() < end - start {
        packed.resize(end - start, b'\n');
    }
    Some([&file[..start], &packed, &file[end..]].concat())
}

/// Where packed streams begin and end.
fn streams(file: &[u8]) -> Vec<(usize, usize)> {
    let mut streams = Vec::new();
    let mut from = 0;
    while let Some(start) = find(file, from, b"stream").map(|at| at + b"stream".len()) {
        let start = start + usize::from(file.get(start) == Some(&b'\r'));
        let start = start + usize::from(file.get(start) == Some(&b'\n'));
        let Some(end) = find(file, start, b"endstream") else {
            break;
        };
        // The first byte of what zlib packs.
        if file[start] == 0x78 {
            streams.push((start, end));
        }
        from = end + b"endstream".len();
    }
    streams
}

fn find(file: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let found = file[from..].windows(word.len()).position(|window| window == word)?;
    Some(from + found)
}
