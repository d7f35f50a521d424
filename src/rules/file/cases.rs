//! `<name>.cases.toml`: what the rules beside it must do, and must not.

use serde::Deserialize;

use super::{Extends, Phrase};

/// `<name>.cases.toml` beside a rule file: what it must and must not do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CasesFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// Headings and the field that each must map to.
    #[serde(default)]
    pub heading: Vec<HeadingCase>,
    /// Sentences and the field that each must tell.
    #[serde(default)]
    pub sentence: Vec<SentenceCase>,
    /// Values and the status that each must get.
    #[serde(default)]
    pub status: Vec<StatusCase>,
    /// Sentences or titles, and whether this template or regime must be recognised by them.
    #[serde(default)]
    pub recognise: Vec<RecogniseCase>,
    /// Documents, and what this check must find in each.
    #[serde(default)]
    pub check: Vec<CheckCase>,
}

/// A heading that must map to a field, or to none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingCase {
    /// The heading as a document prints it.
    pub heading: Phrase,
    /// The field that it must map to, or `none`.
    pub is: Phrase,
    /// Fields that it looks like and is not: the case is a negative one of theirs.
    #[serde(default)]
    pub not: Vec<Phrase>,
    /// Why, where that is not plain.
    #[serde(default)]
    pub why: Option<String>,
}

/// A sentence that must tell its field with no heading over it, or must tell none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceCase {
    /// The sentence as a document prints it.
    pub sentence: Phrase,
    /// The field that it must tell, or `none`.
    pub is: Phrase,
}

/// A value that must get a status.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusCase {
    /// The value as a document prints it.
    pub value: Phrase,
    /// The field that it stands under.
    pub field: Phrase,
    /// The status, as in the output.
    pub is: Phrase,
}

/// A document in which a check must find something, or nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckCase {
    /// The document, as plain text: labels with a colon, a blank line between paragraphs.
    pub text: Phrase,
    /// Ids of the fields that it must find something in, joined by a comma, or `nothing`.
    pub finds: Phrase,
    /// The regime to hold the document against; else a controller's record under Art. 30(1).
    #[serde(default)]
    pub regime: Option<String>,
    /// The day on which ages are judged.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Why, where that is not plain.
    #[serde(default)]
    pub why: Option<String>,
}

/// Text that must, or must not, make this template or regime recognised.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecogniseCase {
    /// A title or sentence.
    pub text: Phrase,
    /// Whether it must.
    pub is: bool,
}
