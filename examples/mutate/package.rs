//! Damage inside ZIP packages, with checksums that hold: the readers of their members are reached.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::chance::Chance;
use super::{bytes, pdf};

/// One member damaged, doubled, left out or given another's content; nothing where the package cannot be opened.
pub(super) fn mutated(package: &[u8], other: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut members = unpack(package)?;
    if members.is_empty() {
        return None;
    }
    let at = chance.below(members.len());
    match chance.below(12) {
        0 => drop(members.remove(at)),
        1 => members[at].1 = members[chance.below(members.len())].1.clone(),
        _ => {
            let member = &mut members[at].1;
            let inside = pdf::mutated(member, chance);
            *member = inside.unwrap_or_else(|| bytes::mutated(member, other, chance));
        }
    }
    pack(&members)
}

fn unpack(package: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut members = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        member.read_to_end(&mut content).ok()?;
        members.push((member.name().ok()?.to_string(), content));
    }
    Some(members)
}

fn pack(members: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without the time of writing, so that the same seed gives the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, content) in members {
        zip.start_file(name.as_str(), options).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
