//! A phrase of the rules: what it asks for, and where it comes from.

use crate::rules::FieldId;

/// A phrase that headings are written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingPhrase {
    /// As the rule file has it.
    pub text: String,
    /// In the one spelling that headings are compared in.
    pub folded: String,
    /// The words of `folded`.
    pub words: Vec<String>,
    /// What it asks for, the primary field first; empty where it only looks as if it did (`not`).
    pub fields: Vec<FieldId>,
    /// The field that it must not be taken for.
    pub not: Option<FieldId>,
    /// Where it comes from.
    pub source: PhraseSource,
    /// Its rule, for provenance: `languages/en.toml#retention.law[2]`, counted from 0.
    pub rule: String,
}

/// Where a phrase comes from, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhraseSource {
    /// A term of the law.
    Law,
    /// A form of a regulator or of an institution.
    Regulator,
    /// Common usage, or a translation.
    Usage,
    /// Seen in a real document only.
    Seen,
    /// Not sure: counts only where nothing better does.
    Weak,
    /// Looks like a phrase of the field and is not one.
    Not,
}

impl PhraseSource {
    /// All of them, in order.
    pub const ALL: [PhraseSource; 6] = [
        PhraseSource::Law,
        PhraseSource::Regulator,
        PhraseSource::Usage,
        PhraseSource::Seen,
        PhraseSource::Weak,
        PhraseSource::Not,
    ];

    /// The key of its list in a rule file.
    pub fn name(self) -> &'static str {
        match self {
            PhraseSource::Law => "law",
            PhraseSource::Regulator => "regulator",
            PhraseSource::Usage => "usage",
            PhraseSource::Seen => "seen",
            PhraseSource::Weak => "weak",
            PhraseSource::Not => "not",
        }
    }
}

/// A phrase of a sentence, or the opening of a question, that tells its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// As the rule file has it.
    pub phrase: String,
    /// What the sentence states, the primary field first.
    pub fields: Vec<FieldId>,
    /// Its rule, for provenance: `languages/en.toml#sentences.retention[2]`, counted from 0.
    pub rule: String,
}
