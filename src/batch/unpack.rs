//! A file → the documents that it holds: itself, the members of an archive, a mail and its attachments.

use std::path::Path;

use super::open::{self, Opened, Opener, is_wanted};
use crate::outcome::Failure;
use crate::read::Limit;
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
            return Err(too_large(limits, Limit::ArchiveDepth, "the nesting of archives"));
        }
        archive::members(bytes, limits, |member| self.member(name, member, depth + 1))
    }

    /// Opens a member, or fails where the input as a whole is over a limit.
    fn member(&mut self, outer: &str, member: Member, depth: usize) -> Result<(), Failure> {
        let limits = &self.opener.limits;
        let name = format!("{outer}{INSIDE}{}", member.name);
        self.members += 1;
        if self.members > limits.members {
            return Err(too_large(limits, Limit::Members, "the number of files inside"));
        }
        if member.is_link {
            (self.each)(Opened::Link);
            return Ok(());
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
            return Err(too_large(limits, Limit::UnpackedBytes, "what it unpacks to"));
        }
        if bytes.len() as u64 > limits.file_bytes {
            (self.each)(Opened::Document(
                open::source(&name, None),
                Err(too_large(limits, Limit::FileBytes, "what it unpacks to")),
            ));
        } else if is_wanted(&bytes, Path::new(&member.name)) {
            self.open(&name, bytes, depth);
        } else {
            (self.each)(Opened::Other(member.name));
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::read::Limits;
    use crate::read::pdf::Settings;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in members {
            // As they are, where a test damages them.
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            let options = if content.len() < 1 << 20 {
                stored
            } else {
                SimpleFileOptions::default()
            };
            zip.start_file(*name, options).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// What is met, by name: `ok`, the kind of failure, or `other`.
    fn met(bytes: Vec<u8>, name: &str, limits: Limits) -> Vec<String> {
        let opener = Opener {
            limits,
            settings: Settings::default(),
            pool: None,
            cache: None,
        };
        let mut met = Vec::new();
        let mut each = |opened| {
            met.push(match opened {
                Opened::Document(source, Ok(_)) => format!("{} ok", source.path),
                Opened::Document(source, Err(failure)) => format!("{} {}", source.path, failure.kind),
                Opened::Other(name) => format!("{name} other"),
                Opened::Link => "link".to_owned(),
            });
        };
        Unpacking::new(&opener, &mut each).open(name, bytes, 0);
        met
    }

    #[test]
    fn every_member_is_a_document_of_its_own_by_name() {
        let inner = zipped(&[("note.md", b"# Purposes\n\nHire of boats")]);
        let files: &[(&str, &[u8])] = &[
            ("b/inner.zip", &inner),
            ("b/", b""),
            ("a.txt", b"Controller"),
            ("empty.txt", b""),
            ("logo.png", b"\x89PNG\r\n\x1a\n\0\0"),
            (".hidden.txt", b"x"),
            ("__MACOSX/._a.txt", b"x"),
        ];
        assert_eq!(
            met(zipped(files), "a.zip", Limits::default()),
            [
                "a.zip!/a.txt ok",
                "a.zip!/b/inner.zip!/note.md ok",
                "a.zip!/empty.txt no_text",
                "logo.png other"
            ]
        );
    }

    #[test]
    fn a_link_is_not_what_its_bytes_say() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        zip.add_symlink("a.txt", "../../secret.txt", options).unwrap();
        zip.start_file("b.txt", options).unwrap();
        zip.write_all(b"Controller").unwrap();
        let archive = zip.finish().unwrap().into_inner();
        assert_eq!(met(archive, "a.zip", Limits::default()), ["link", "a.zip!/b.txt ok"]);
    }

    #[test]
    fn names_inside_may_be_anything() {
        let names = [
            "../../up.txt",
            "/etc/absolute.txt",
            "C:\\drive.txt",
            "\\\\server\\share.txt",
            "line\nbreak.txt",
            "con.txt",
            "bell\u{7}.txt",
        ];
        let long = format!("{}.txt", "n".repeat(60_000));
        let members: Vec<(&str, &[u8])> = names
            .iter()
            .copied()
            .chain([long.as_str()])
            .map(|name| (name, &b"x"[..]))
            .collect();
        let met = met(zipped(&members), "a.zip", Limits::default());
        for (name, _) in &members {
            let shown = format!("a.zip!/{} ok", name.replace('\\', "/"));
            assert!(met.contains(&shown), "{shown:?} in {met:?}");
        }
        assert_eq!(met.len(), members.len());
    }

    #[test]
    fn a_name_that_is_no_utf8_is_shown_and_read() {
        // Once as archives of old declare it, and once as one that claims to be UTF-8 (bit 11 of the flags).
        for flag in [0, 8] {
            let mut archive = zipped(&[("rXgistre.txt", b"Controller")]);
            let central = archive.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
            archive[7] |= flag;
            archive[central + 9] |= flag;
            for at in 0..archive.len() - 8 {
                if archive[at..].starts_with(b"rXgistre") {
                    archive[at + 1] = 0xe9;
                }
            }
            let met = met(archive, "a.zip", Limits::default());
            assert!(
                met[0].starts_with("a.zip!/r") && met[0].ends_with("gistre.txt ok"),
                "{met:?}"
            );
        }
    }

    #[test]
    fn archives_are_refused_by_named_limits() {
        let limits = Limits::default();
        let bomb = zipped(&[("bomb.txt", &vec![b'0'; 40 << 20])]);
        assert_eq!(met(bomb, "a.zip", limits), ["a.zip too_large"]);
        let many = zipped(&[("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c")]);
        let limits = Limits {
            members: 2,
            ..Limits::default()
        };
        assert_eq!(met(many, "a.zip", limits), ["a.zip too_large"]);
        let nested = (0..4).fold(b"text".to_vec(), |inner, depth| match depth {
            0 => zipped(&[("a.txt", &inner)]),
            _ => zipped(&[("a.zip", &inner)]),
        });
        assert_eq!(
            met(nested, "a.zip", Limits::default()),
            ["a.zip!/a.zip!/a.zip!/a.zip too_large"]
        );
    }

    #[test]
    fn limits_hold_for_all_archives_of_an_input_together() {
        let inner = zipped(&[("a.txt", b"aaaaaaaaaa"), ("b.txt", b"b")]);
        let outer = zipped(&[("1.zip", &inner), ("2.zip", &inner), ("3.zip", &inner)]);
        let limits = Limits {
            members: 6,
            ..Limits::default()
        };
        let met = met(outer, "a.zip", limits);
        assert_eq!(met.last().unwrap(), "a.zip too_large", "{met:?}");
        assert!(met.len() < 8, "{met:?}");
    }

    #[test]
    fn what_cannot_be_unpacked_fails_for_itself() {
        let mut damaged = zipped(&[("a.txt", b"Controller"), ("b.txt", b"Purposes of the processing")]);
        let at = damaged
            .windows(8)
            .position(|window| window == b"Purposes")
            .unwrap_or(70);
        damaged[at] ^= 0xff;
        let met = met(damaged, "a.zip", Limits::default());
        assert_eq!(met[0], "a.zip!/a.txt ok");
        assert_eq!(met[1], "a.zip!/b.txt unreadable");
        assert_eq!(
            super::tests::met(b"PK\x05\x06".to_vec(), "a.zip", Limits::default()),
            ["a.zip unreadable"]
        );
        assert_eq!(
            super::tests::met(zipped(&[("a/", b"")]), "a.zip", Limits::default()),
            ["a.zip no_text"]
        );
    }

    #[test]
    fn a_mail_is_its_body_and_its_attachments() {
        let mail = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Register\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/plain\r\n\r\nPlease find our register.\r\n\
            --x\r\nContent-Type: text/csv; name=\"register.csv\"\r\n\
            Content-Disposition: attachment; filename=\"register.csv\"\r\n\r\nPurpose;Data\r\nHire;Names\r\n\
            --x--\r\n";
        let named = met(mail.as_bytes().to_vec(), "mail.eml", Limits::default());
        assert_eq!(named, ["mail.eml ok", "mail.eml!/register.csv ok"]);
        // By its headers, whatever its name.
        assert_eq!(met(mail.as_bytes().to_vec(), "mail", Limits::default()).len(), 2);
    }

    #[test]
    fn members_that_need_a_password_are_encrypted() {
        // The encryption flag of a member, in the header before it and in the list at the end.
        let mut archive = zipped(&[("a.txt", b"Controller")]);
        let central = archive.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
        archive[6] |= 1;
        archive[central + 8] |= 1;
        assert_eq!(met(archive, "a.zip", Limits::default()), ["a.zip!/a.txt encrypted"]);
    }
}
