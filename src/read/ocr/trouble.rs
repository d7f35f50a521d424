//! What keeps OCR from reading, and what to do about it.

use std::fmt;
use std::io;

use super::language::Missing;

/// What keeps OCR from reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The program is not there.
    NotInstalled,
    /// It lacks a language; the name of the language and of the package that brings it.
    Language(String, String),
    /// A page took longer than it may.
    Slow,
    /// It does not do its work: its own words.
    Failed(String),
    /// It was tried, and ended the reader: what that came to.
    GivenUp(String),
    /// Nobody wants it.
    Off,
}

impl Trouble {
    pub(super) fn of(error: io::Error) -> Trouble {
        match error.kind() {
            io::ErrorKind::NotFound => Trouble::NotInstalled,
            io::ErrorKind::TimedOut => Trouble::Slow,
            _ => Trouble::Failed(error.to_string()),
        }
    }
}

impl From<Missing> for Trouble {
    fn from(missing: Missing) -> Trouble {
        Trouble::Language(missing.0.clone(), missing.package())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::NotInstalled => write!(
                f,
                "OCR needs tesseract on the PATH: install it (Debian's package tesseract-ocr)"
            ),
            Trouble::Language(language, package) => write!(
                f,
                "tesseract has no data for its language, {language}: install it (Debian's package {package}), \
                 or choose another with --lang"
            ),
            Trouble::Slow => write!(f, "OCR took too long: give it more time with --timeout"),
            Trouble::GivenUp(end) => write!(f, "OCR was given up: {end}"),
            Trouble::Off => write!(f, "OCR is off (--ocr never)"),
            Trouble::Failed(error) => write!(f, "tesseract could not read it: {error}"),
        }
    }
}
