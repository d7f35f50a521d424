//! Which field a heading asks for: the form's own headings first, then phrases, then what is similar to one.

use std::cell::RefCell;

use foldhash::HashMap;

use super::fold::{self, fold};
use super::{FieldId, HeadingPhrase, Language, PhraseSource, Template};
use crate::record::Evidence;

/// A heading of a form this long, in words, is also known by its beginning: people write their answer after it.
const KNOWN_BY_BEGINNING: usize = 5;
/// A heading that lists fields has no more words than this; longer is a sentence.
const LONGEST_LIST: usize = 16;
/// Short words mean different things in different languages: a heading in a language that the document is not in has
/// at least this many characters.
const LONG_ENOUGH: usize = 8;

/// A label in two languages has no more words than this.
const LONGEST_PAIR: usize = 20;

/// An explanation behind a label has at least so many words.
const EXPLAINS: usize = 3;

/// Where to look: the form that the document follows, and its languages, the likeliest first.
#[derive(Debug, Clone, Default)]
pub struct Scope<'r> {
    /// The form, where one was recognised.
    pub(crate) template: Option<&'r Template>,
    /// Languages, the likeliest first.
    pub(crate) languages: Vec<&'r Language>,
    /// Languages that a heading may be in all the same: only phrases of theirs count, word for word.
    others: Vec<&'r Language>,
    /// Every language there is: a form in two prints each label in both, one after the other.
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
        template: Option<&'r Template>,
        languages: Vec<&'r Language>,
        others: impl IntoIterator<Item = &'r Language>,
    ) -> Scope<'r> {
        Scope {
            template,
            languages,
            others: others.into_iter().collect(),
            ..Scope::default()
        }
    }

    /// With every language there is, for labels in two of them.
    pub fn among(self, all: &'r [Language]) -> Scope<'r> {
        Scope { all, ..self }
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
        let heading = template
            .headings
            .iter()
            .filter(|heading| {
                spellings
                    .iter()
                    .any(|spelling| is_heading_of_form(spelling, &heading.folded))
            })
            .max_by_key(|heading| heading.folded.len())?;
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

    /// A label in two languages: "Xedea / Finalidad". Both halves must name the same field, in languages of their own.
    fn of_languages(&self, heading: &str) -> Option<Found<'r>> {
        let (first, second) = heading
            .split_once('/')
            .or_else(|| heading.split_once('|'))
            .or_else(|| heading.split_once(" - "))
            .or_else(|| heading.split_once(" – "))?;
        let (first, second) = (fold(first), fold(second));
        let (known, also_known) = (self.knowing(&first), self.knowing(&second));
        let all = |known: &[u8]| {
            let all = self.languages.iter().chain(&self.others);
            let knowing = all.filter(|language| known.contains(&language.index));
            knowing.copied().collect::<Vec<_>>()
        };
        let (all, others) = (all(&known), all(&also_known));
        all.into_iter().find_map(|one| {
            let phrase = one.exact(&first)?;
            let other = others
                .iter()
                .filter(|other| other.code != one.code)
                .find_map(|other| other.exact(&second).filter(|other| other.fields[0] == phrase.fields[0]))?;
            let weak = phrase.source == PhraseSource::Weak && other.source == PhraseSource::Weak;
            let mut found = found(one, phrase, Evidence::Phrase);
            found.weak = weak;
            Some(found)
        })
    }

    /// A phrase with the form's explanation run on behind it, which begins with a capital: "Recipients of the data Who
    /// has access to them?"
    fn explained(&self, heading: &str) -> Option<Found<'r>> {
        let starts: Vec<usize> = heading
            .char_indices()
            .filter(|&(at, c)| c.is_uppercase() && heading[..at].ends_with(char::is_whitespace))
            .map(|(at, _)| at)
            .collect();
        starts.into_iter().rev().find_map(|at| {
            let (before, after) = (heading[..at].trim_end(), &heading[at..]);
            let plain = before.ends_with(|c: char| c.is_lowercase() || matches!(c, ')' | '?' | '.' | '*'));
            let small = |word: &str| word.starts_with(char::is_lowercase);
            let words: Vec<&str> = after.split_whitespace().collect();
            // A heading in capitals, or of nouns alone, is no phrase and its explanation.
            let sentence = words.len() >= EXPLAINS && words.iter().filter(|word| small(word)).count() * 2 > words.len();
            if !plain || !sentence || before.split_whitespace().count() < 2 {
                return None;
            }
            let spellings = spellings(before);
            self.languages
                .iter()
                .find_map(|language| of_phrase(language, &spellings, false))
        })
    }

    /// A label in two languages with nothing between them: "Rekisterin nimi Registrets namn". One of them is a language
    /// of the document, and both halves name the same field.
    fn run_together(&self, folded: &str) -> Option<Found<'r>> {
        let words = folded.split(' ').count();
        if !(2..=LONGEST_PAIR).contains(&words) {
            return None;
        }
        let gaps = folded.match_indices(' ').map(|(at, _)| at);
        gaps.filter(|&at| at >= LONG_ENOUGH && folded.len() - at > LONG_ENOUGH)
            .find_map(|at| {
                let (first, second) = (&folded[..at], &folded[at + 1..]);
                let of = |language: &'r Language, half: &str| {
                    let phrase = language
                        .exact(half)
                        .map(|phrase| found(language, phrase, Evidence::Phrase));
                    phrase.or_else(|| of_names(language, half, half))
                };
                let own = |half: &str| {
                    let mut all = self.languages.iter();
                    all.find_map(|&language| of(language, half).map(|found| (language, found)))
                };
                let other = |language: &Language, field: FieldId, half: &str| {
                    let knowing = self.knowing(half);
                    let mut all = self.all.iter().filter(|other| knowing.contains(&other.index));
                    all.any(|other| {
                        other.code != language.code && other.exact(half).is_some_and(|phrase| phrase.fields[0] == field)
                    })
                };
                let pair = |own_half: &str, other_half: &str| {
                    let (language, found) = own(own_half)?;
                    other(language, found.fields[0], other_half).then_some(found)
                };
                pair(first, second).or_else(|| pair(second, first))
            })
    }

    /// The field whose phrase a heading is similar to.
    pub fn similar(&self, heading: &str) -> Option<Found<'r>> {
        // "Record of processing activity" is near to many phrases, and names the document.
        if self.is_document_title(heading) {
            return None;
        }
        let folded = fold(heading);
        self.languages.iter().find_map(|language| {
            let except = language.denied(&folded);
            let near = language.similar().similar(&language.phrases, &folded, except)?;
            Some(found(language, &language.phrases[near.phrase], Evidence::Similar))
        })
    }

    /// The fields that a heading in words of its own most likely asks for, where the headings beside it are known, and
    /// how near it comes to them, 0 to 1.
    pub fn likely(&self, heading: &str) -> Option<(Found<'r>, f32)> {
        if self.is_document_title(heading) {
            return None;
        }
        self.languages.iter().find_map(|language| {
            let near = |text: &str| {
                let folded = fold(text);
                let except = language.denied(&folded);
                let index = language.similar();
                let near = index
                    .likely(&language.phrases, &folded, except)
                    .or_else(|| index.by_words(&language.phrases, &folded, except))?;
                Some((&language.phrases[near.phrase], near.score))
            };
            let whole = near(heading).map(|(phrase, score)| (found(language, phrase, Evidence::Similar), score));
            // "What we collect and where it comes from": each half by itself.
            let names = names(heading, &fold(heading), language);
            if let [first, second] = names.as_slice()
                && let (Some((first, one)), Some((second, other))) = (near(first), near(second))
                && first.fields.first() != second.fields.first()
            {
                let mut both = found(language, first, Evidence::Similar);
                both.fields
                    .extend(second.fields.iter().filter(|field| !first.fields.contains(field)));
                return Some((both, one.min(other)));
            }
            whole
        })
    }

    /// Fields that a heading comes near to, with the phrase of each, the nearest first.
    pub fn nearest(&self, heading: &str) -> Vec<(FieldId, &'r str)> {
        let folded = fold(heading);
        let Some(language) = self.languages.first() else {
            return Vec::new();
        };
        let near = language.similar().nearest(&language.phrases, &folded);
        near.iter()
            .filter_map(|near| {
                let phrase = &language.phrases[near.phrase];
                phrase.fields.first().map(|&field| (field, phrase.text.as_str()))
            })
            .collect()
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

/// A heading that names several fields, each by a phrase of its own: "Purposes / legal basis", "Zweck und
/// Rechtsgrundlage". Weak phrases count beside a strong one: "Verantwortlicher und Kontakt".
fn of_names<'r>(language: &'r Language, heading: &str, folded: &str) -> Option<Found<'r>> {
    let names = names(heading, folded, language);
    if !(2..=4).contains(&names.len()) {
        return None;
    }
    // "Controller and contact details": the parts of a party name no field.
    let mut each = names
        .iter()
        .filter(|name| language.exact(name).is_some() || !language.parts.contains(name))
        .map(|name| language.exact(name));
    let first = each.next()??;
    let mut strong = first.source != PhraseSource::Weak;
    let mut found = found(language, first, Evidence::Phrase);
    for phrase in each {
        let phrase = phrase?;
        strong |= phrase.source != PhraseSource::Weak;
        let more = phrase.fields.iter().filter(|field| !found.fields.contains(field));
        found.fields.extend(more.copied().collect::<Vec<_>>());
    }
    found.weak = !strong;
    strong.then_some(found)
}

/// The names that a heading may be a list of, folded; none where it is no list. `folded` is the whole of it.
fn names(heading: &str, folded: &str, language: &Language) -> Vec<String> {
    const SEPARATORS: [char; 6] = ['/', ',', ';', '&', '|', '+'];
    // Most headings are no list: told before each word is folded by itself.
    let joins = |word: &str| language.and.iter().any(|and| and == word);
    if !heading.contains(SEPARATORS) && !folded.split(' ').any(joins)
        || heading.split_whitespace().count() > LONGEST_LIST
    {
        return Vec::new();
    }
    let pieces = heading.split(SEPARATORS).map(|piece| {
        let words = piece.split_whitespace().map(|word| (word, fold::words(word)));
        words.collect::<Vec<_>>()
    });
    pieces
        .flat_map(|piece| {
            let names = piece.split(|(_, word)| language.and.contains(word));
            let names = names.map(|name| fold(&name.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ")));
            names.collect::<Vec<_>>()
        })
        .collect()
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

fn is_heading_of_form(spelling: &str, heading: &str) -> bool {
    spelling == heading
        || spelling.strip_prefix(heading).is_some_and(|rest| rest.starts_with(' '))
            && heading.split(' ').count() >= KNOWN_BY_BEGINNING
}

/// The ways to read a heading: as it is, up to its question mark, up to its colon or dash, without its brackets, and
/// without the law that it cites.
fn spellings(heading: &str) -> Vec<String> {
    let mut list = vec![fold(heading)];
    let mut add = |text: &str| {
        let folded = fold(text);
        if !folded.is_empty() && !list.contains(&folded) {
            list.push(folded);
        }
    };
    if let Some((question, rest)) = heading.split_once('?')
        && !rest.trim().is_empty()
    {
        add(question);
    }
    if let Some((before, _)) = heading.split_once(" (") {
        add(before);
    }
    if let Some((before, _)) = heading.split_once(':') {
        add(before);
    }
    if let Some(before) = fold::before_citation(heading) {
        add(before);
    }
    list
}
