//! A language's words for statuses and values, ready for matching.
//!
//! Documents mix languages, so every normalizer takes several vocabularies, the record's own first, and tries each.

pub(crate) mod lexicon;
pub(crate) mod token;

use super::file::{DateOrder, Phrase, StatusPhrases, Words};
use lexicon::{Hit, Lexicon};
use token::Token;

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The words of one language. Make it once for a language: it folds every phrase.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub(crate) not_applicable: Lexicon<()>,
    pub(crate) none: Lexicon<()>,
    pub(crate) negations: Lexicon<()>,
    pub(crate) not: Lexicon<()>,
    pub(crate) exceptions: Lexicon<()>,
    pub(crate) elsewhere: Lexicon<()>,
    pub(crate) internal: Lexicon<()>,
    pub(crate) to_complete: Lexicon<()>,
    pub(crate) redacted: Lexicon<()>,
    /// `true` for yes.
    pub(crate) answers: Lexicon<bool>,
    pub(crate) date_order: DateOrder,
    /// 1 to 12.
    pub(crate) months: Lexicon<u8>,
    pub(crate) numbers: Lexicon<u32>,
    pub(crate) units: Lexicon<Unit>,
    pub(crate) minimum: Lexicon<()>,
    pub(crate) maximum: Lexicon<()>,
    pub(crate) events: Lexicon<()>,
    pub(crate) indefinite: Lexicon<()>,
    pub(crate) as_necessary: Lexicon<()>,
    pub(crate) schedules: Lexicon<()>,
    pub(crate) third_country: Lexicon<()>,
    /// ISO 3166-1 alpha-2, `EU` or `EEA`.
    pub(crate) countries: Lexicon<String>,
    /// Letters of GDPR Art. 6(1).
    pub(crate) legal_bases: Lexicon<char>,
    pub(crate) rights: Lexicon<String>,
    pub(crate) roles: Lexicon<()>,
    pub(crate) organisations: Lexicon<()>,
    pub(crate) streets: Lexicon<()>,
    /// Labels of the parts of a party.
    pub(crate) parts: Lexicon<()>,
}

impl Vocabulary {
    /// Folds the words of one language. Months past the twelfth, numbers that are none and letters that are not one
    /// are left out: the rules' own check names them.
    pub fn new(status: &StatusPhrases, words: &Words) -> Vocabulary {
        let months = words.months.iter().take(12).zip(1..);
        let units = [
            (&words.units.hour, Unit::Hour),
            (&words.units.day, Unit::Day),
            (&words.units.week, Unit::Week),
            (&words.units.month, Unit::Month),
            (&words.units.year, Unit::Year),
        ];
        let numbers = words
            .numbers
            .iter()
            .filter_map(|(value, forms)| Some((forms, value.parse().ok()?)));
        let bases = words
            .legal_bases
            .iter()
            .filter_map(|(letter, forms)| Some((forms, letter.parse().ok()?)));
        Vocabulary {
            not_applicable: phrases(&status.not_applicable),
            none: phrases(&status.none),
            negations: phrases(&status.negations),
            not: phrases(&status.not),
            exceptions: phrases(&status.exceptions),
            elsewhere: phrases(&status.elsewhere),
            internal: phrases(&status.internal),
            to_complete: phrases(&status.to_complete),
            redacted: phrases(&status.redacted),
            answers: Lexicon::new(let_each(&status.yes, true).chain(let_each(&status.no, false))),
            date_order: words.date_order,
            months: keyed(months),
            numbers: keyed(numbers),
            units: keyed(units),
            minimum: list(&words.minimum),
            maximum: list(&words.maximum),
            events: list(&words.events),
            indefinite: list(&words.indefinite),
            as_necessary: list(&words.as_necessary),
            schedules: list(&words.schedules),
            third_country: list(&words.third_country),
            countries: keyed(words.countries.iter().map(|(code, names)| (names, code.clone()))),
            legal_bases: keyed(bases),
            rights: keyed(words.rights.iter().map(|(right, forms)| (forms, right.clone()))),
            roles: list(&words.roles),
            organisations: list(&words.organisations),
            streets: list(&words.streets),
            parts: Lexicon::new([("", ()); 0]),
        }
    }

    /// Adds the labels of the parts of a party ("e-mail", "phone"), which name no organisation.
    pub fn with_parts(mut self, parts: &[String]) -> Vocabulary {
        self.parts = list(parts);
        self
    }
}

/// Every phrase of one kind in `tokens`, by any of the vocabularies.
pub(crate) fn hits<'a, T: 'a>(
    vocabularies: &[&'a Vocabulary],
    kind: fn(&Vocabulary) -> &Lexicon<T>,
    tokens: &[Token],
) -> Vec<Hit<'a, T>> {
    let lexicons: Vec<&Lexicon<T>> = vocabularies.iter().map(|vocabulary| kind(vocabulary)).collect();
    lexicon::hits(&lexicons, tokens)
}

/// The longest phrase of one kind that begins at token `at`, by any of the vocabularies.
pub(crate) fn hit_at<'a, T: 'a>(
    vocabularies: &[&'a Vocabulary],
    kind: fn(&Vocabulary) -> &Lexicon<T>,
    tokens: &[Token],
    at: usize,
) -> Option<Hit<'a, T>> {
    lexicon::longest(vocabularies.iter().map(|vocabulary| kind(vocabulary)), tokens, at)
}

fn let_each<T: Copy>(phrases: &[Phrase], meaning: T) -> impl Iterator<Item = (&str, T)> {
    phrases.iter().map(move |phrase| (phrase.as_ref().as_str(), meaning))
}

fn phrases(phrases: &[Phrase]) -> Lexicon<()> {
    Lexicon::new(let_each(phrases, ()))
}

fn list(words: &[String]) -> Lexicon<()> {
    Lexicon::new(words.iter().map(|word| (word, ())))
}

fn keyed<'a, T: Clone>(groups: impl IntoIterator<Item = (&'a Vec<String>, T)>) -> Lexicon<T> {
    Lexicon::new(
        groups
            .into_iter()
            .flat_map(|(forms, meaning)| forms.iter().map(move |form| (form, meaning.clone()))),
    )
}
