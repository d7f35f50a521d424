//! Files that hold files: ZIP archives, mail with attachments, and the packages that office documents are.

pub(crate) mod compound;
mod kind;
pub(crate) mod package;

pub(crate) use kind::{Kind, kind};

use crate::document::Format;
use crate::outcome::{Failure, FailureKind};

use super::{Limits, mail};

/// A file inside another one.
#[derive(Debug)]
pub struct Member {
    /// Its path inside, `/` between the parts.
    pub name: String,
    /// It is a link: what it holds is a path.
    pub is_link: bool,
    /// What it holds, or why it cannot be unpacked.
    pub bytes: Result<Vec<u8>, Failure>,
}

/// The first bytes of a ZIP file: a member, or the end of one without members.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether a file holds files, by its first bytes: a ZIP or compound file.
pub fn is_container(bytes: &[u8]) -> bool {
    is_zip(bytes) || bytes.starts_with(compound::SIGNATURE)
}

/// Whether a file is a ZIP archive, and no document.
pub fn is_archive(bytes: &[u8]) -> bool {
    is_zip(bytes) && kind(bytes) == Kind::Archive
}

/// Hands over the files of an archive, one at a time, by name, as long as `each` takes them. Folders and hidden files are
/// left out.
///
/// # Errors
///
/// The failure of `each`; `unreadable` or `too_large` for the archive as a whole, `no_text` for one without files,
/// `unreadable` after the last member where some share a name.
pub fn members(
    bytes: &[u8],
    limits: &Limits,
    mut each: impl FnMut(Member) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut package = package::open(bytes, limits)?;
    let mut files: Vec<(String, usize)> = Vec::new();
    for index in 0..package.len() {
        let name = package::name(&mut package, index).replace('\\', "/");
        if !name.ends_with('/') && !is_hidden(&name) {
            files.push((name, index));
        }
    }
    if files.is_empty() {
        return Err(Failure::new(
            FailureKind::NoText,
            "the archive holds no files; check that the right one was given",
        ));
    }
    files.sort();
    for (name, index) in files {
        let is_link = package::is_link(&mut package, index);
        let bytes = package::unpack(&mut package, index, limits);
        each(Member { name, is_link, bytes })?;
    }
    match package::listed(bytes) {
        Some(listed) if listed > package.len() => Err(Failure::new(
            FailureKind::Unreadable,
            "several files in the archive have one name, and only the last of them was read; pack it anew",
        )),
        _ => Ok(()),
    }
}

/// Hidden files are passed over in archives as they are in folders; so are the resource forks that macOS packs.
fn is_hidden(name: &str) -> bool {
    name.split('/')
        .any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

/// The attachments of a mail; none for a file of another format.
pub fn attachments(bytes: &[u8], format: Format) -> Vec<Member> {
    match format {
        Format::Eml => mail::attachments(bytes),
        _ => Vec::new(),
    }
}
