//! The members of a ZIP file, unpacked within named limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::outcome::{Failure, FailureKind};

use super::super::bounds::too_large;
use super::super::{Limit, Limits};

/// Members that unpack to this many bytes or fewer are harmless, however well they are packed: empty sheets are.
const HARMLESS: u64 = 16 << 20;

/// A ZIP file in memory.
pub(crate) type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens a ZIP file whose members, as it declares them, keep to the limits.
///
/// # Errors
///
/// `unreadable` for a file that is cut short or damaged; `too_large` for the limits `members`, `unpacked_bytes` and
/// `unpacked_ratio`.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, Failure> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if package.len() > limits.members {
        return Err(too_large(limits, Limit::Members, format!("{} members", package.len())));
    }
    let mut unpacked: u64 = 0;
    for index in 0..package.len() {
        let member = package.by_index_raw(index).map_err(unreadable)?;
        unpacked = unpacked.saturating_add(member.size());
    }
    if unpacked > limits.unpacked_bytes {
        return Err(too_large(
            limits,
            Limit::UnpackedBytes,
            format!("{unpacked} bytes unpacked"),
        ));
    }
    ratio(unpacked, bytes.len() as u64, limits)?;
    Ok(package)
}

/// How many members the list at the end counts; the reader keeps the last of those that share a name.
pub(crate) fn listed(bytes: &[u8]) -> Option<usize> {
    const END: &[u8] = b"PK\x05\x06";
    let end = bytes.windows(END.len()).rposition(|window| window == END)?;
    let count = bytes.get(end + 10..end + 12)?;
    let count = u16::from_le_bytes([count[0], count[1]]);
    // This many or more: counted elsewhere, by an extension.
    (count != u16::MAX).then_some(usize::from(count))
}

/// The name of a member; one that is in no encoding has U+FFFD where it cannot be read.
pub(crate) fn name(package: &mut Package<'_>, index: usize) -> String {
    if let Some(Ok(name)) = package.name_for_index(index) {
        return name.into_owned();
    }
    let raw = package.by_index_raw(index).map(|member| member.name_raw().to_vec());
    String::from_utf8_lossy(&raw.unwrap_or_default()).into_owned()
}

/// Whether a member is a link, as Unix packs them.
pub(crate) fn is_link(package: &mut Package<'_>, index: usize) -> bool {
    package.by_index_raw(index).is_ok_and(|member| member.is_symlink())
}

/// Unpacks the member of this name; nothing where there is none.
///
/// # Errors
///
/// `encrypted` for a member with a password, `unreadable` for one that is damaged, `too_large` for one that unpacks to
/// more than it declares and the limits allow.
pub(crate) fn member(package: &mut Package<'_>, name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, Failure> {
    match package.index_for_name(name) {
        Some(index) => unpack(package, index, limits).map(Some),
        None => Ok(None),
    }
}

/// Unpacks the member of this index.
///
/// # Errors
///
/// As [`member`].
pub(crate) fn unpack(package: &mut Package<'_>, index: usize, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let member = package.by_index(index).map_err(unreadable)?;
    let packed = member.compressed_size();
    let mut bytes = Vec::new();
    // What it declares is its own word.
    let read = member.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes);
    let unpacked = bytes.len() as u64;
    if unpacked > limits.file_bytes {
        return Err(too_large(limits, Limit::FileBytes, "what it unpacks to"));
    }
    ratio(unpacked, packed, limits)?;
    read.map_err(|error| unreadable(ZipError::Io(error)))?;
    Ok(bytes)
}

fn ratio(unpacked: u64, packed: u64, limits: &Limits) -> Result<(), Failure> {
    let ratio = unpacked / packed.max(1);
    if unpacked > HARMLESS && ratio > limits.unpacked_ratio {
        return Err(too_large(
            limits,
            Limit::UnpackedRatio,
            format!("unpacking to {ratio} times its size"),
        ));
    }
    Ok(())
}

fn unreadable(error: ZipError) -> Failure {
    match error {
        ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => {
            Failure::new(FailureKind::Encrypted, "it needs a password; pack it without one")
        }
        ZipError::UnsupportedArchive(reason) => {
            Failure::new(FailureKind::Unreadable, format!("{reason}; pack it anew"))
        }
        ZipError::CompressionMethodNotSupported(method) => {
            let message = format!("packed by method {method}, which no reader knows; pack it anew with Deflate");
            Failure::new(FailureKind::Unreadable, message)
        }
        error => {
            let message =
                format!("the ZIP file is damaged or cut short: {error}; get it again from where it came from");
            Failure::new(FailureKind::Unreadable, message)
        }
    }
}
