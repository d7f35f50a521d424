//! Files that hold files: ZIP archives, and the packages that office documents are.

pub(crate) mod compound;
mod kind;
pub(crate) mod package;

pub(crate) use kind::{Kind, kind};

/// The first bytes of a ZIP file: a member, or the end of one without members.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}
