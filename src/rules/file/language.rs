//! `languages/<code>.toml`: headings by field, titles of documents, instructions.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Extends, Phrase, StatusPhrases, Words};

/// `languages/<code>.toml`: how one language writes headings, statuses and values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// BCP 47.
    pub language: Phrase,
    /// Its name in English.
    pub name: String,
    /// Phrases of headings by field id, or by field ids joined with a comma for a heading that names several: the
    /// value belongs to the first and is shared with the others.
    #[serde(default)]
    pub headings: BTreeMap<Phrase, Sources>,
    /// Labels of the parts of a party ("e-mail", "phone"): never fields of their own, they go with the party above.
    #[serde(default)]
    pub parts: Vec<Phrase>,
    /// Words for "and": a heading may name several fields, each by a phrase of its own ("Purposes and legal basis").
    #[serde(default)]
    pub and: Vec<Phrase>,
    /// Titles of whole documents, by kind: generic, so that they name the kind and no record.
    #[serde(default)]
    pub documents: Documents,
    /// Openings and formulas of a form's own instructions ("please describe", "tick this box").
    #[serde(default)]
    pub instructions: Vec<Phrase>,
    /// Phrases of sentences that tell their field with no heading over them ("your data will be kept for"), by field id
    /// or ids joined with a comma. `*` and `…` stand in them as in [`Words`].
    #[serde(default)]
    pub sentences: BTreeMap<Phrase, Vec<Phrase>>,
    /// Openings of questions that tell their field however they go on ("how long", "why do you … data"), by field id or
    /// ids joined with a comma, for headings that no phrase is. `*` and `…` stand in them as in [`Words`].
    #[serde(default)]
    pub questions: BTreeMap<Phrase, Vec<Phrase>>,
    /// Phrases that tell a value's status.
    #[serde(default)]
    pub status: StatusPhrases,
    /// Words inside values.
    #[serde(default)]
    pub words: Words,
}

/// Phrases of a heading, by where they come from: what was only seen can be switched off to see what rests on it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// Terms of the law.
    #[serde(default)]
    pub law: Vec<Phrase>,
    /// Forms of a regulator or of an institution.
    #[serde(default)]
    pub regulator: Vec<Phrase>,
    /// Common usage and translation.
    #[serde(default)]
    pub usage: Vec<Phrase>,
    /// Seen in real documents only.
    #[serde(default)]
    pub seen: Vec<Phrase>,
    /// Not sure: matches only where nothing better does.
    #[serde(default)]
    pub weak: Vec<Phrase>,
    /// Looks like a phrase of this field and is not one: such a heading never maps to it.
    #[serde(default)]
    pub not: Vec<Phrase>,
}

impl Sources {
    /// The lists, in the order of [`PhraseSource::ALL`](crate::rules::PhraseSource::ALL).
    pub(in crate::rules) fn lists(&self) -> [&[Phrase]; 6] {
        [
            &self.law,
            &self.regulator,
            &self.usage,
            &self.seen,
            &self.weak,
            &self.not,
        ]
    }
}

/// Titles of whole documents.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// Records of processing.
    #[serde(default)]
    pub register: Vec<Phrase>,
    /// Privacy notices.
    #[serde(default)]
    pub notice: Vec<Phrase>,
    /// Impact assessments.
    #[serde(default)]
    pub assessment: Vec<Phrase>,
    /// How a privacy notice speaks to its reader ("your personal data"): where no title tells, that does.
    #[serde(default)]
    pub address: Vec<Phrase>,
}
