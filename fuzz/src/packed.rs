//! Mutations inside ZIP packages. A flipped bit in a packed file only fails its checksum; so one member is taken out,
//! mutated, and all are packed again, unpressed.

use std::io::{Cursor, Read, Write};

use libfuzzer_sys::fuzzer_mutate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// One in so many mutations is of the package itself.
const OF_THE_PACKAGE: u32 = 16;

/// Room for a member to grow.
const GROWTH: usize = 4096;

/// Mutates `bytes[..size]` in place, to at most `most` bytes; the new size.
pub fn mutate(bytes: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    if seed % OF_THE_PACKAGE != 0
        && let Some(packed) = within(&bytes[..size], seed / OF_THE_PACKAGE)
        && packed.len() <= most.min(bytes.len())
    {
        bytes[..packed.len()].copy_from_slice(&packed);
        return packed.len();
    }
    fuzzer_mutate(bytes, size, most)
}

fn within(package: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut members = unpack(package)?;
    // What holds no text is not what the reader is about.
    let texts: Vec<usize> = (0..members.len()).filter(|index| is_text(&members[*index].0)).collect();
    let index = *texts.get(seed as usize % texts.len().max(1))?;
    let content = &mut members[index].1;
    let size = content.len();
    content.resize(size + GROWTH, 0);
    let mutated = fuzzer_mutate(content, size, size + GROWTH);
    content.truncate(mutated);
    pack(&members)
}

fn is_text(name: &str) -> bool {
    !name.ends_with('/') && !name.ends_with(".png") && !name.ends_with(".jpeg")
}

fn unpack(package: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        (&mut member).take(1 << 20).read_to_end(&mut content).ok()?;
        members.push((member.name().ok()?.to_string(), content));
    }
    Some(members)
}

fn pack(members: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in members {
        zip.start_file(name.as_str(), stored).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
