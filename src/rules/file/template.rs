//! `templates/<id>.toml`: a form.

use serde::Deserialize;

use super::{Extends, Phrase};

/// `templates/<id>.toml`: a form that many organisations fill in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// The file's name without `.toml`.
    pub id: Phrase,
    /// Its name, for people.
    pub name: String,
    /// Who publishes it, and where it was read.
    pub source: String,
    /// The regime that a document on this form is held against.
    pub regime: Option<Phrase>,
    /// The language that its headings are in.
    pub language: Phrase,
    /// A document is on this form when at least this many of its headings are there.
    pub at_least: usize,
    /// Sentences or titles that name the form: one of them is enough.
    #[serde(default)]
    pub signs: Vec<Phrase>,
    /// Its headings.
    #[serde(default)]
    pub heading: Vec<TemplateHeading>,
    /// The form's own instructions and captions: never a value.
    #[serde(default)]
    pub instructions: Vec<Phrase>,
}

/// A heading of a form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateHeading {
    /// As printed, without its number.
    #[serde(rename = "is")]
    pub phrase: Phrase,
    /// The fields that it asks for, the first the primary one.
    pub fields: Vec<Phrase>,
}
