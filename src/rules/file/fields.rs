//! `fields.toml`: what a record can say.

use serde::Deserialize;

use super::{Extends, Phrase};

/// `fields.toml`: the canonical fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldsFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// One a field, in the order in which people read a record.
    #[serde(default)]
    pub field: Vec<FieldEntry>,
}

/// One canonical field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldEntry {
    /// Its id: lower case and underscores; never renamed.
    pub id: Phrase,
    /// Its name in messages, in English, lower case.
    pub label: String,
    /// What it means, a sentence.
    pub meaning: String,
    /// The type of its normalized value.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// What "none" says under it.
    #[serde(default)]
    pub none: NoneMeans,
    /// A link or a place answers it: a notice, a document.
    #[serde(default)]
    pub place: bool,
    /// Headings in words of their own are never taken for it: its words are those of titles and of everything else.
    #[serde(default)]
    pub sure_only: bool,
    /// Stated once for all records of a file, it holds for each; a title does not.
    #[serde(default = "yes")]
    pub inherits: bool,
    /// Its name in the Data Privacy Vocabulary, for exports.
    #[serde(default)]
    pub dpv: Option<String>,
}

fn yes() -> bool {
    true
}

/// Types of normalized values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// No normalization but of white space.
    Text,
    /// A list of terms.
    Terms,
    /// A calendar date.
    Date,
    /// A retention period or criterion.
    Duration,
    /// Persons and bodies.
    Party,
    /// Countries, and whether data go there.
    Country,
    /// Codes of legal bases.
    LegalBasis,
    /// Rights of data subjects.
    Rights,
    /// Yes or no.
    Answer,
}

/// What "none" under a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoneMeans {
    /// It answers the question: there are no recipients, no transfers.
    #[default]
    Answers,
    /// It cannot be: a processing without a purpose.
    Gap,
}
