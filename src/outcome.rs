//! What becomes of one input: an extraction or a failure, both of them results.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{Format, TextSource};
use crate::record::{Gap, Record};

/// What became of one input.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Which input.
    pub source: Source,
    /// Its records, or why there are none.
    pub result: Result<Extraction, Failure>,
}

/// The records of one document, in its order, gaps included.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// At least one for a document that could be read: a document without any known heading is one record of gaps.
    pub records: Vec<Record>,
    /// Findings on the file itself and on no record of it: those on `ropex.toml`.
    pub findings: Vec<Gap>,
    /// The text as read, which places count in; only where [`Options::text`](crate::Options::text) asks for it.
    pub text: Option<String>,
}

/// One input file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Source {
    /// The path as it was given or found, `/` between its parts; bytes that are no UTF-8 are shown as U+FFFD.
    pub path: String,
    /// SHA-256 of the file's bytes in hexadecimal; absent where it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The format its content has; absent where none is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
    /// Number of pages, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// How its text was had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextSource>,
    /// What was left out of it, or read although nobody sees it: hidden sheets and columns, pages that
    /// OCR should have read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

impl Source {
    /// A file of which no more than its name is known.
    pub fn named(path: impl Into<String>) -> Source {
        Source {
            path: path.into(),
            sha256: None,
            format: None,
            pages: None,
            text: None,
            remarks: Vec::new(),
        }
    }
}

/// Why a document gave no records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[error("{kind}: {message}")]
pub struct Failure {
    /// What went wrong, for machines.
    pub kind: FailureKind,
    /// What went wrong and what to do about it, for people.
    pub message: String,
}

/// The kinds of failure. A kind never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The file could not be opened or read.
    Io,
    /// No reader knows its content.
    UnknownFormat,
    /// It needs a password.
    Encrypted,
    /// It has no text: empty, or nothing but images.
    NoText,
    /// It is damaged, truncated, or not what it says it is.
    Unreadable,
    /// Its reader died on it.
    Crashed,
    /// Its reader did not end in time.
    TimedOut,
    /// It is over one of the named limits.
    TooLarge,
}

impl FailureKind {
    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            FailureKind::Io => "io",
            FailureKind::UnknownFormat => "unknown_format",
            FailureKind::Encrypted => "encrypted",
            FailureKind::NoText => "no_text",
            FailureKind::Unreadable => "unreadable",
            FailureKind::Crashed => "crashed",
            FailureKind::TimedOut => "timed_out",
            FailureKind::TooLarge => "too_large",
        }
    }
}

impl fmt::Display for FailureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Failure {
    /// A failure of this kind with a message for people.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Failure {
        Failure {
            kind,
            message: message.into(),
        }
    }
}
