//! A language's rules, ready for use.

mod compile;
mod phrase;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;

use super::FieldId;
use super::check::Names;
use super::error::Errors;
use super::file::{DocumentKind, StatusPhrases, Words};
use super::fold;
use super::load::Source;
use super::openings::Openings;
use super::similar::Index;
use super::speakers::Speakers;
use super::vocabulary::Vocabulary;
use super::vocabulary::lexicon::Lexicon;

pub(super) use compile::{compile, folded};
pub use phrase::{HeadingPhrase, PhraseSource, Sentence};

/// A language. What it holds ([`Content`]) is reached through it, and is compiled when first looked at: a document is in
/// one language of thirty, and most of them are never needed.
#[derive(Debug)]
pub struct Language {
    /// BCP 47.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Its place among all languages.
    pub(super) index: u8,
    /// Who knows which phrase.
    pub(super) speakers: Arc<Speakers>,
    content: OnceLock<Content>,
    /// What it is compiled from.
    layers: Vec<Source>,
    names: Arc<Names>,
}

/// How one language writes headings, statuses and values.
#[derive(Debug, Default)]
pub struct Content {
    /// All phrases of headings, by field and then from the strongest source to the weakest.
    pub phrases: Vec<HeadingPhrase>,
    /// Index into `phrases` by folded text; of phrases that claim a field only.
    exact: HashMap<String, usize>,
    /// The same by [`fold::plain`], of those that it changes.
    plain: HashMap<String, usize>,
    /// Indices into `phrases` by the field that each claims first.
    by_field: HashMap<FieldId, Vec<usize>>,
    /// Fields that a folded heading must not be taken for.
    denied: HashMap<String, Vec<FieldId>>,
    /// Words for "and", folded.
    pub and: Vec<String>,
    /// Labels of the parts of a party, folded.
    pub parts: Vec<String>,
    /// Titles of whole documents, folded, with the kind that each names.
    pub documents: Vec<(DocumentKind, String)>,
    /// How a privacy notice speaks to its reader, folded.
    pub address: Vec<String>,
    /// Openings and formulas of a form's instructions, folded.
    pub instructions: Openings<()>,
    /// Phrases of sentences that tell their field, as written in the rules.
    pub sentences: Vec<Sentence>,
    /// Openings of questions that tell their field, as written in the rules.
    pub questions: Vec<Sentence>,
    /// Phrases that tell a value's status, as written in the rules.
    pub status: StatusPhrases,
    /// Words inside values, as written in the rules.
    pub words: Words,
    /// The words of all phrases, weighed when first asked for.
    similar: OnceLock<Index>,
    /// Status phrases and words, folded when first asked for.
    vocabulary: OnceLock<Vocabulary>,
    /// Indices into `sentences` by their phrases, folded when first asked for.
    telling: OnceLock<Lexicon<usize>>,
    /// Indices into `questions` by their openings, folded when first asked for.
    asking: OnceLock<Lexicon<usize>>,
}

impl Language {
    /// A language of files that are known to be sound, to be compiled when it is needed.
    pub(super) fn later(
        (code, name): (String, String),
        index: u8,
        speakers: Arc<Speakers>,
        layers: Vec<Source>,
        names: Arc<Names>,
    ) -> Language {
        Language {
            code,
            name,
            index,
            speakers,
            content: OnceLock::new(),
            layers,
            names,
        }
    }

    /// The same with its content, which is compiled already.
    pub(super) fn with(self, content: Content) -> Language {
        Language {
            content: OnceLock::from(content),
            ..self
        }
    }

    /// The phrase that a folded heading is, word for word.
    pub fn exact(&self, folded: &str) -> Option<&HeadingPhrase> {
        let known = || self.speakers.of(folded).any(|speaker| speaker.language == self.index);
        let content = match self.content.get() {
            Some(content) => content,
            None if known() => self,
            None => return None,
        };
        content.exact.get(folded).map(|&index| &content.phrases[index])
    }
}

impl Content {
    /// The phrase that a folded heading is, where a plain keyboard wrote it: "Empfaenger", "formaal".
    pub(super) fn spelt_plainly(&self, folded: &str) -> Option<&HeadingPhrase> {
        let plain = fold::plain(folded)?;
        let index = self.exact.get(&plain).or_else(|| self.plain.get(&plain))?;
        Some(&self.phrases[*index])
    }

    /// The phrases that claim one of these fields first, in their order.
    pub(super) fn phrases_of(&self, fields: &[FieldId]) -> impl Iterator<Item = &HeadingPhrase> {
        let known = fields.iter().filter_map(|field| self.by_field.get(field));
        let mut indices: Vec<usize> = known.flatten().copied().collect();
        indices.sort_unstable();
        indices.into_iter().map(|index| &self.phrases[index])
    }
}

impl Deref for Language {
    type Target = Content;

    fn deref(&self) -> &Content {
        self.content.get_or_init(|| {
            let mut errors = Errors::default();
            let compiled = compile(&self.layers, &self.names, &[], &mut errors);
            debug_assert_eq!(errors, Errors::default());
            compiled.map(|(_, content)| content).unwrap_or_default()
        })
    }
}

impl Content {
    /// The words of all phrases, weighed.
    pub(super) fn similar(&self) -> &Index {
        self.similar.get_or_init(|| Index::new(&self.phrases))
    }

    /// Its words for statuses and values, ready for matching.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
            .get_or_init(|| Vocabulary::new(&self.status, &self.words).with_parts(&self.parts))
    }

    /// The phrases of sentences that tell their field, with their place in `sentences`.
    pub(super) fn telling(&self) -> &Lexicon<usize> {
        self.telling.get_or_init(|| {
            let phrases = self.sentences.iter().enumerate();
            Lexicon::new(phrases.map(|(at, sentence)| (sentence.phrase.as_str(), at)))
        })
    }

    /// The openings of questions that tell their field, with their place in `questions`.
    pub(super) fn asking(&self) -> &Lexicon<usize> {
        self.asking.get_or_init(|| {
            let openings = self.questions.iter().enumerate();
            Lexicon::new(openings.map(|(at, question)| (fold::open(&question.phrase), at)))
        })
    }

    /// Fields that a folded heading must not be taken for.
    pub(super) fn denied(&self, folded: &str) -> &[FieldId] {
        self.denied.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The phrases of headings that name a field, folded, and whether it is a weak one.
    pub(super) fn known(&self) -> impl Iterator<Item = (&str, bool)> {
        let weak = |index: usize| self.phrases[index].source == PhraseSource::Weak;
        self.phrases
            .iter()
            .filter_map(move |phrase| Some((phrase.folded.as_str(), weak(*self.exact.get(&phrase.folded)?))))
    }
}
