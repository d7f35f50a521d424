//! What a reading is kept under: all that it hangs on, but for the OCR that is installed, which few hang on.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::document::Format;
use crate::read::Limits;
use crate::read::ocr;
use crate::read::pdf::Settings;

/// The readers of this build, by a hash of their sources and of the versions of all dependencies.
const READERS: &str = env!("ROPEX_READERS");

/// The name of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// For a file whose bytes have this SHA-256, read as `format`.
    pub fn new(sha256: &[u8], format: Format, limits: &Limits, settings: &Settings) -> Key {
        // Taken apart by name, so that no setting that is added is forgotten here. What only the time hangs on is left
        // out: what took longer than it may is not kept.
        let Settings { reader, ocr } = settings;
        let ocr::Settings {
            mode,
            languages,
            at_once: _,
            page_time: _,
            given_up: _,
        } = ocr;
        let for_pdf = (format == Format::Pdf).then_some((reader, mode, languages));
        // Debug tells any two values apart, and nobody else ever reads it.
        let all = format!("{:?}", (READERS, sha256, format, limits, for_pdf));
        Key(Sha256::digest(all).into())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Where in the cache the entry stands: a hundred thousand files in one folder are slow on many disks.
    pub(super) fn path(&self, cache: &Path) -> PathBuf {
        let [first, rest @ ..] = &self.0;
        let rest: String = rest.iter().map(|byte| format!("{byte:02x}")).collect();
        cache.join(format!("{first:02x}")).join(rest)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::time::Duration;

    use super::*;
    use crate::read::ocr::Mode;
    use crate::read::pdf::Reader;

    fn key(format: Format, change: impl FnOnce(&mut Limits, &mut Settings)) -> Key {
        let (mut limits, mut settings) = (Limits::default(), Settings::default());
        change(&mut limits, &mut settings);
        Key::new(b"a hash", format, &limits, &settings)
    }

    #[test]
    fn whatever_changes_what_is_read_changes_the_key() {
        let plain = key(Format::Pdf, |_, _| ());
        assert_eq!(key(Format::Pdf, |_, _| ()), plain);
        assert_ne!(key(Format::Docx, |_, _| ()), plain);
        assert_ne!(key(Format::Pdf, |limits, _| limits.pages = 7), plain);
        assert_ne!(key(Format::Pdf, |_, settings| settings.reader = Reader::Hayro), plain);
        assert_ne!(key(Format::Pdf, |_, settings| settings.ocr.mode = Mode::Never), plain);
        assert_ne!(
            key(Format::Pdf, |_, settings| settings.ocr.languages = vec!["fin".into()]),
            plain
        );
        let other = Key::new(b"another", Format::Pdf, &Limits::default(), &Settings::default());
        assert_ne!(other, plain);
    }

    #[test]
    fn what_only_time_hangs_on_does_not_nor_ocr_where_there_is_no_picture() {
        let timed = |_: &mut Limits, settings: &mut Settings| {
            settings.ocr.at_once = NonZeroUsize::MIN.saturating_add(1);
            settings.ocr.page_time = Duration::from_secs(1);
        };
        assert_eq!(key(Format::Pdf, timed), key(Format::Pdf, |_, _| ()));
        let off = |_: &mut Limits, settings: &mut Settings| settings.ocr.mode = Mode::Never;
        assert_eq!(key(Format::Docx, off), key(Format::Docx, |_, _| ()));
    }

    #[test]
    fn entries_stand_in_folders_by_their_first_byte() {
        let path = Key([0xab; 32]).path(Path::new("cache"));
        assert_eq!(path, Path::new("cache/ab").join("ab".repeat(31)));
    }
}
