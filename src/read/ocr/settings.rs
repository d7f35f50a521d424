//! Whether and how pages are read by OCR.

use std::num::NonZeroUsize;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How OCR is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// On which pages.
    pub mode: Mode,
    /// The languages to read, by tesseract's names or BCP 47; none to have the document tell.
    pub languages: Vec<String>,
    /// Pages that are read side by side.
    pub at_once: NonZeroUsize,
    /// How long reading one page may take.
    pub page_time: Duration,
    /// Why it is not tried although the mode asks for it: it ended the reader of this document before.
    pub given_up: Option<String>,
}

/// Which pages are read by OCR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Those that have no text of their own, or whose text cannot be read.
    #[default]
    Auto,
    /// All.
    Always,
    /// None.
    Never,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            mode: Mode::Auto,
            languages: Vec::new(),
            at_once: NonZeroUsize::MIN,
            page_time: Duration::from_secs(30),
            given_up: None,
        }
    }
}
