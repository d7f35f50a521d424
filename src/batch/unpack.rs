//! A file → the documents that it holds: itself, the members of an archive, a mail and its attachments.

use std::path::Path;

use super::open::{self, Opened, Opener, is_wanted, too_long};
use crate::outcome::Failure;
use crate::read::archive::{self, Member};
use crate::read::bounds::too_large;

/// Stands between the path of an archive and the path inside it.
const INSIDE: &str = "!/";

/// One input on its way through the archives that it is made of.
pub(super) struct Unpacking<'a> {
    opener: &'a Opener,
    each: &'a mut dyn FnMut(Opened),
    /// Files and bytes unpacked so far, at all depths together: an archive of archives is small and holds much.
    members: usize,
    bytes: u64,
}

impl<'a> Unpacking<'a> {
    pub(super) fn new(opener: &'a Opener, each: &'a mut dyn FnMut(Opened)) -> Unpacking<'a> {
        Unpacking {
            opener,
            each,
            members: 0,
            bytes: 0,
        }
    }

    /// Opens a file, `depth` archives deep.
    pub(super) fn open(&mut self, name: &str, bytes: Vec<u8>, depth: usize) {
        if archive::is_archive(&bytes) {
            let unpacked = self.archive(name, &bytes, depth);
            if let Err(failure) = unpacked {
                (self.each)(Opened::Document(open::source(name, Some(&bytes)), Err(failure)));
            }
            return;
        }
        let (source, attached, document) = self.opener.document(name, bytes);
        (self.each)(Opened::Document(source, document));
        for member in attached {
            if let Err(failure) = self.member(name, member, depth + 1) {
                return (self.each)(Opened::Document(open::source(name, None), Err(failure)));
            }
        }
    }

    fn archive(&mut self, name: &str, bytes: &[u8], depth: usize) -> Result<(), Failure> {
        let limits = &self.opener.limits;
        if depth >= limits.archive_depth {
            return Err(too_large("archive_depth", limits.archive_depth, "the nesting of archives"));
        }
        archive::members(bytes, limits, |member| self.member(name, member, depth + 1))
    }

    /// Opens a member, or fails where the input as a whole is over a limit.
    fn member(&mut self, outer: &str, member: Member, depth: usize) -> Result<(), Failure> {
        let limits = &self.opener.limits;
        let name = format!("{outer}{INSIDE}{}", member.name);
        self.members += 1;
        if self.members > limits.members {
            return Err(too_large("members", limits.members, "the number of files inside"));
        }
        let bytes = match member.bytes {
            Ok(bytes) => bytes,
            Err(failure) => {
                (self.each)(Opened::Document(open::source(&name, None), Err(failure)));
                return Ok(());
            }
        };
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        if self.bytes > limits.unpacked_bytes {
            return Err(too_large("unpacked_bytes", limits.unpacked_bytes, "what it unpacks to"));
        }
        if bytes.len() as u64 > limits.file_bytes {
            (self.each)(Opened::Document(open::source(&name, None), Err(too_long(limits))));
        } else if is_wanted(&bytes, Path::new(&member.name)) {
            self.open(&name, bytes, depth);
        } else {
            (self.each)(Opened::Other(member.name));
        }
        Ok(())
    }
}
