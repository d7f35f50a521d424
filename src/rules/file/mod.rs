//! The shapes of the rule files, as they stand in TOML; a module for each kind of file. Unknown keys are refused.
//!
//! Every phrase is held with its place ([`Spanned`]: a byte range of its file), so that a check can point at it.

mod cases;
mod check;
mod fields;
mod language;
mod regime;
mod template;
mod values;

use serde::Deserialize;
use serde_spanned::Spanned;

pub use cases::{CasesFile, CheckCase, HeadingCase, RecogniseCase, SentenceCase, StatusCase};
pub use check::{CheckFile, WhenEntry};
pub use fields::{FieldEntry, FieldsFile, NoneMeans, ValueType};
pub use language::{Documents, LanguageFile, Sources};
pub use regime::{Condition, DocumentKind, Element, Level, Recognise, RegimeFile};
pub use template::{TemplateFile, TemplateHeading};
pub use values::{DateOrder, StatusPhrases, Units, Words};

/// A phrase with its place in the file.
pub type Phrase = Spanned<String>;

/// What a user's file does to the binary's file of the same path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extends {
    /// It adds to it: lists are appended.
    Builtin,
}
