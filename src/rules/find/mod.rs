//! Which field a heading asks for: the form's own headings first, then phrases, then what is similar to one.

mod bilingual;
mod names;
mod near;
mod spelling;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use foldhash::HashMap;

use super::fold::fold;
use super::{FieldId, HeadingPhrase, Language, PhraseSource, Rules, Template, TemplateHeading};
use crate::record::Evidence;
use names::of_names;
use spelling::spellings;

/// A heading of a form this long, in words, is also known by its beginning: people write their answer after it.
const KNOWN_BY_BEGINNING: usize = 5;
/// Short words mean different things in different languages: a heading in a language that the document is not in has
/// at least this many characters.
const LONG_ENOUGH: usize = 8;

/// Where to look: the form that the document follows, and its languages, the likeliest first.
#[derive(Debug, Clone)]
pub struct Scope<'r> {
    /// The form, where one was recognised.
    pub(crate) template: Option<&'r Template>,
    /// Languages, the likeliest first.
    pub(crate) languages: Vec<&'r Language>,
    /// Languages that a heading may be in all the same: only phrases of theirs count, word for word.
    others: Vec<&'r Language>,
    /// Every language of the rules: a form in two prints each label in both, one after the other.
    all: &'r [Language],
    /// What was found for headings before: each step of a stage asks for the same ones.
    exactly: Known<'r>,
    nearly: Known<'r>,
}

/// Headings as written, and what was found for them.
type Known<'r> = RefCell<HashMap<String, Option<Found<'r>>>>;

/// A field that a heading asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'r> {
    /// The fields that it names, the primary one first; at least one.
    pub fields: Vec<FieldId>,
    /// The rule that says so.
    pub rule: &'r str,
    /// How.
    pub evidence: Evidence,
    /// The phrase is a weak one.
    pub weak: bool,
    /// The language of the phrase.
    pub language: &'r str,
}

impl<'r> Scope<'r> {
    /// A form, where one was recognised; languages, the likeliest first; and others that a heading may be in all the
    /// same, of which only phrases count, word for word.
    pub fn new(
        rules: &'r Rules,
        template: Option<&'r Template>,
        languages: Vec<&'r Language>,
        others: impl IntoIterator<Item = &'r Language>,
    ) -> Scope<'r> {
        Scope {
            template,
            languages,
            others: others.into_iter().collect(),
            all: &rules.languages,
            exactly: Known::default(),
            nearly: Known::default(),
        }
    }

    /// The field that a heading asks for.
    pub fn find(&self, heading: &str) -> Option<Found<'r>> {
        self.exact(heading).or_else(|| {
            once(&self.nearly, heading, || {
                self.asked(heading).or_else(|| self.similar(heading))
            })
        })
    }

    /// The field whose phrase a heading is, word for word.
    pub fn exact(&self, heading: &str) -> Option<Found<'r>> {
        once(&self.exactly, heading, || self.look_up(heading))
    }

    fn look_up(&self, heading: &str) -> Option<Found<'r>> {
        let spellings = spellings(heading);
        self.of_template(&spellings)
            .or_else(|| self.of_language(&spellings, heading))
            .or_else(|| self.spelt_plainly(&spellings))
            .or_else(|| self.of_others(&spellings))
            .or_else(|| self.of_languages(heading))
            .or_else(|| self.run_together(&spellings[0]))
            .or_else(|| self.explained(heading))
            .or_else(|| {
                let weak = |language| of_phrase(language, &spellings, true);
                self.languages.iter().copied().find_map(weak)
            })
    }

    fn of_template(&self, spellings: &[String]) -> Option<Found<'r>> {
        let template = self.template?;
        let openings = spellings.iter().flat_map(|spelling| {
            let known = |heading: &&TemplateHeading| {
                heading.folded == *spelling || heading.folded.split(' ').count() >= KNOWN_BY_BEGINNING
            };
            template.headings_opening(spelling).filter(known)
        });
        let heading = openings.max_by_key(|heading| heading.folded.len())?;
        Some(Found {
            fields: heading.fields.clone(),
            rule: &heading.rule,
            evidence: Evidence::Template,
            weak: false,
            language: &template.language,
        })
    }

    /// A phrase, or several, of one of the document's languages, the likeliest first.
    fn of_language(&self, spellings: &[String], heading: &str) -> Option<Found<'r>> {
        self.languages.iter().find_map(|language| {
            of_phrase(language, spellings, false).or_else(|| of_names(language, heading, &spellings[0]))
        })
    }

    /// A phrase of one of the document's languages, written on a keyboard without umlauts.
    fn spelt_plainly(&self, spellings: &[String]) -> Option<Found<'r>> {
        let strong = |phrase: &&HeadingPhrase| phrase.source != PhraseSource::Weak;
        self.languages.iter().find_map(|language| {
            let known = |spelling: &String| language.spelt_plainly(spelling).filter(strong);
            Some(found(language, spellings.iter().find_map(known)?, Evidence::Phrase))
        })
    }

    /// A phrase of another language, where it is long enough to be no word of this one.
    fn of_others(&self, spellings: &[String]) -> Option<Found<'r>> {
        let long = |spelling: &&String| spelling.chars().count() >= LONG_ENOUGH;
        let long: Vec<String> = spellings.iter().filter(long).cloned().collect();
        let knowing: Vec<u8> = long.iter().flat_map(|spelling| self.knowing(spelling)).collect();
        let mut others = self.others.iter().filter(|language| knowing.contains(&language.index));
        others.find_map(|language| of_phrase(language, &long, false))
    }

    /// Indices of the languages that know a folded heading: one look-up for all.
    fn knowing(&self, folded: &str) -> Vec<u8> {
        let any = self.languages.first().or(self.others.first());
        let speakers = any.map(|language| language.speakers.of(folded));
        speakers.into_iter().flatten().map(|speaker| speaker.language).collect()
    }

    /// The heading names a kind of document, alone or with its subject after a colon or dash.
    pub fn is_document_title(&self, heading: &str) -> bool {
        let titles = |text: &str| {
            let folded = fold(text);
            self.languages
                .iter()
                .any(|language| language.documents.iter().any(|(_, title)| *title == folded))
        };
        titles(heading)
            || heading
                .split_once([':', '–', '—', '/', '|'])
                .is_some_and(|(kind, _)| titles(kind))
    }

    /// The heading is a label of a part of a party ("e-mail", "phone").
    pub fn is_part(&self, label: &str) -> bool {
        let folded = fold(label);
        self.languages.iter().any(|language| language.parts.contains(&folded))
    }
}

/// What is known of a heading, or what looking finds.
fn once<'r>(known: &Known<'r>, heading: &str, look: impl FnOnce() -> Option<Found<'r>>) -> Option<Found<'r>> {
    if let Some(found) = known.borrow().get(heading) {
        return found.clone();
    }
    let found = look();
    known.borrow_mut().insert(heading.to_owned(), found.clone());
    found
}

/// The phrase that one of the spellings is.
fn of_phrase<'r>(language: &'r Language, spellings: &[String], weak: bool) -> Option<Found<'r>> {
    spellings.iter().find_map(|spelling| {
        let phrase = language
            .exact(spelling)
            .filter(|phrase| (phrase.source == PhraseSource::Weak) == weak)?;
        Some(found(language, phrase, Evidence::Phrase))
    })
}

fn found<'r>(language: &'r Language, phrase: &'r HeadingPhrase, evidence: Evidence) -> Found<'r> {
    Found {
        fields: phrase.fields.clone(),
        rule: &phrase.rule,
        evidence,
        weak: phrase.source == PhraseSource::Weak,
        language: &language.code,
    }
}
