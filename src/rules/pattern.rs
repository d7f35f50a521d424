//! What phrases cannot say: regular expressions, compiled when first needed.
//!
//! Compiling those of all laws takes longer than reading a short document, and most documents never need them.

use std::sync::OnceLock;

use regex::Regex;

use super::load::Source;

/// A regular expression of a rule file.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern of this file. Those of the binary wait, for its tests have compiled them.
    ///
    /// # Errors
    ///
    /// Why a pattern of a user's file does not compile.
    pub(super) fn new(source: &Source, text: &str) -> Result<Pattern, regex::Error> {
        let pattern = Pattern {
            text: text.to_owned(),
            compiled: OnceLock::new(),
        };
        if !source.is_builtin() {
            let compiled = Regex::new(text)?;
            pattern.compiled.get_or_init(|| Some(compiled));
        }
        Ok(pattern)
    }

    /// Whether it is found in a text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// What it compiles to, if it does.
    pub(super) fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.text).ok()).as_ref()
    }
}
