//! `regimes/<id>.toml`: a law.

use serde::Deserialize;

use super::{Extends, Phrase};

/// `regimes/<id>.toml`: what one law asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// The file's name without `.toml`.
    pub id: Phrase,
    /// Its name, for people.
    pub name: String,
    /// The law, as cited.
    pub law: String,
    /// What kind of document it governs.
    pub document: DocumentKind,
    /// How a document is known to be under this law.
    #[serde(default)]
    pub recognise: Recognise,
    /// Regimes whose elements hold too. Where two of them have one for the same field, the stricter holds and both
    /// provisions are cited; an element of this file replaces theirs.
    #[serde(default)]
    pub includes: Vec<Phrase>,
    /// What it asks for, in the order of the law.
    #[serde(default)]
    pub element: Vec<Element>,
    /// Fields that this law never asks for.
    #[serde(default)]
    pub never: Vec<Phrase>,
    /// The citations were written from memory and await checking.
    #[serde(default)]
    pub awaits_checking: bool,
}

/// Kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A record of processing activities.
    Register,
    /// A privacy notice.
    Notice,
    /// An impact assessment.
    Assessment,
}

/// How a document is known to be under a law.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognise {
    /// Words of the title or of the legal sentence; a `*` at the end stands for any ending.
    #[serde(default)]
    pub phrases: Vec<Phrase>,
    /// Regular expressions for what phrases cannot say, a cited article above all. They see lower case words without
    /// accents and punctuation, one space between them: `\bart[a-z]* 13\b` finds "Art. 13(1)" and "artículo 13".
    #[serde(default)]
    pub patterns: Vec<Phrase>,
    /// Fields whose headings speak for it, where no sentence does.
    #[serde(default)]
    pub fields: Vec<Phrase>,
    /// The regime taken for its kind of document where nothing else tells.
    #[serde(default)]
    pub default: bool,
}

/// One element that a law asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Field id.
    pub field: Phrase,
    /// How strictly.
    pub level: Level,
    /// The provision, as cited.
    pub law: String,
    /// The condition, in words, where the level is `conditional`.
    #[serde(default)]
    pub when: Option<String>,
    /// The condition, where the record itself can tell it.
    #[serde(default, rename = "if")]
    pub condition: Option<Condition>,
}

/// A condition that a record can tell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// It holds when this field is stated (present or elsewhere) ...
    pub field: Phrase,
    /// ... and its value holds this code, where given.
    #[serde(default)]
    pub code: Option<String>,
}

/// How strictly a law asks for an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Always.
    Mandatory,
    /// Where its condition holds.
    Conditional,
    /// Where possible.
    WherePossible,
    /// Not by law: good practice, or a common form.
    GoodPractice,
}
