//! Rules: what headings, statuses and values look like in each language, which forms there are, what each law asks for.
//!
//! They are TOML files ([`mod@file`] has their shapes): those under `rules/` are part of the binary, and a user's folder may
//! replace or extend them (`load`). Where there is one, all are checked and compiled before the first document; an error in
//! any of them stops the run, for a dropped rule would come out as a gap in somebody's record. Those of the binary alone
//! were checked before it was released: of them, a language is compiled when a document is in it.

mod asked;
pub mod cases;
mod check;
mod compile;
mod content_check;
pub mod coverage;
pub mod error;
pub mod file;
mod find;
pub mod fold;
mod language;
mod load;
pub mod openings;
mod pattern;
mod regime;
mod similar;
mod speakers;
mod spoken;
mod template;
mod told;
pub mod vocabulary;

use std::path::Path;
use std::sync::Arc;

use speakers::Speakers;

pub use content_check::{ContentCheck, When};
pub(crate) use error::suggestion;
pub use error::{Error, Errors};
pub use file::{DocumentKind, Level, NoneMeans, StatusPhrases, ValueType, Words};
pub use find::{Found, Scope};
pub use fold::fold;
pub use language::{Content, HeadingPhrase, Language, PhraseSource, Sentence};
pub(crate) use load::Source;
pub use regime::{Element, Regime};
pub use template::{Template, TemplateHeading};

/// A field, as an index into [`Rules::fields`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, serde::Serialize)]
pub struct FieldId(pub u16);

/// A canonical field: what a record can say, whatever its headings are called.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its id: lower case and underscores; never renamed.
    pub id: String,
    /// Its name in messages, in English, lower case.
    pub label: String,
    /// What it means, a sentence.
    pub meaning: String,
    /// The type of its normalized value.
    pub value_type: ValueType,
    /// What "none" says under it.
    pub none: NoneMeans,
    /// A link or a place answers it: a notice, a document.
    pub place: bool,
    /// Headings in words of their own are never taken for it.
    pub sure_only: bool,
    /// Stated once for all records of a file, it holds for each.
    pub inherits: bool,
    /// Its name in the Data Privacy Vocabulary, for exports.
    pub dpv: Option<String>,
}

/// All rules in force.
#[derive(Debug)]
pub struct Rules {
    /// In the order in which people read a record.
    pub fields: Vec<Field>,
    /// By code.
    pub languages: Vec<Language>,
    /// Which of them knows which phrase.
    speakers: Arc<Speakers>,
    /// By id.
    pub templates: Vec<Template>,
    /// By id.
    pub regimes: Vec<Regime>,
    /// By code.
    pub checks: Vec<ContentCheck>,
    /// The first 16 hexadecimal digits of the SHA-256 of all files in force, cases aside.
    pub hash: String,
}

impl Rules {
    /// The rules that the binary carries.
    ///
    /// # Errors
    ///
    /// None in a released binary: the tests load them.
    pub fn embedded() -> Result<Rules, Errors> {
        Rules::load(None)
    }

    /// The rules that the binary carries, with those of a user's folder: a file of the same relative path replaces the
    /// binary's, or adds to it where it says `extends = "builtin"` before its first table.
    ///
    /// # Errors
    ///
    /// All errors of all files, each with its place.
    pub fn load(user: Option<&Path>) -> Result<Rules, Errors> {
        Rules::load_without(user, &[])
    }

    /// As [`Rules::load`], without the phrases of headings that come from `origins`: what becomes of documents without
    /// them shows what rests on them.
    ///
    /// # Errors
    ///
    /// All errors of all files, each with its place.
    pub fn load_without(user: Option<&Path>, origins: &[PhraseSource]) -> Result<Rules, Errors> {
        let sources = load::sources(user)?;
        match user.is_none() && origins.is_empty() {
            true => compile::builtin(&sources),
            false => compile::compile(&sources, origins),
        }
    }

    /// As [`Rules::load`], and no file is taken to be sound: not the binary's either.
    ///
    /// # Errors
    ///
    /// All errors of all files, each with its place.
    pub fn checked(user: Option<&Path>) -> Result<Rules, Errors> {
        compile::compile(&load::sources(user)?, &[])
    }

    /// The languages that know a folded heading word for word, in their order, and how much that speaks for each.
    pub fn knowing(&self, folded: &str) -> impl Iterator<Item = (&Language, f32)> {
        let speakers = self.speakers.of(folded);
        speakers.filter_map(|speaker| Some((self.languages.get(usize::from(speaker.language))?, speaker.weight())))
    }

    /// The field of this id.
    pub fn field_id(&self, id: &str) -> Option<FieldId> {
        let index = self.fields.iter().position(|field| field.id == id)?;
        u16::try_from(index).ok().map(FieldId)
    }

    /// A field.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[usize::from(id.0)]
    }

    /// The language of this BCP 47 code.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// The check of this code.
    pub fn check(&self, code: &str) -> Option<&ContentCheck> {
        self.checks.iter().find(|check| check.code == code)
    }

    /// The regime of this id.
    pub fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.id == id)
    }
}
