//! Checks of what a record says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Extends, Phrase};
use crate::record::{GapKind, Severity};

/// `checks/<code>.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// A code that never changes; `docs/checks/` has its page.
    pub code: Phrase,
    /// What kind of gap its findings are.
    pub kind: GapKind,
    /// How grave.
    pub severity: Severity,
    /// How grave under some regimes, where it is not as grave under all: by regime or by law family, as `law`.
    #[serde(default)]
    pub severities: BTreeMap<String, Severity>,
    /// The sentence of its findings: "not stated", "stated but unclear", "contradicted"; never "unlawful".
    pub message: String,
    /// The provision by regime id (`gdpr-13-14`), or by the first words of one (`gdpr-13`, `gdpr`), the longest
    /// winning; the check does not run under a regime that has none.
    pub law: BTreeMap<String, String>,
    /// For a check that words alone can tell.
    #[serde(default)]
    pub when: Option<WhenEntry>,
    /// Lists of words by name and language; `any` for what is the same in all. A `*` at either end of a word stands
    /// for any ending or beginning, a `…` for a few words between.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// When a check that words alone can tell has found something.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenEntry {
    /// Fields to look in, each by itself; the finding is on the one that holds the words.
    pub fields: Vec<Phrase>,
    /// A list under `words`: one of them stands there ...
    pub has: Phrase,
    /// ... and none of this list does.
    #[serde(default)]
    pub lacks: Option<Phrase>,
}
