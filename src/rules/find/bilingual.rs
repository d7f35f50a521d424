//! Labels in two languages, with a mark between them or without.

use super::names::of_names;
use super::{Found, LONG_ENOUGH, Scope, found};
use crate::record::Evidence;
use crate::rules::fold::fold;
use crate::rules::{Language, PhraseSource};

/// A label in two languages has no more words than this.
const LONGEST_PAIR: usize = 20;

impl<'r> Scope<'r> {
    /// A label in two languages: "Xedea / Finalidad". Both halves must name the same field, in languages of their own.
    pub(super) fn of_languages(&self, heading: &str) -> Option<Found<'r>> {
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

    /// A label in two languages with nothing between them: "Rekisterin nimi Registrets namn". One of them is a language
    /// of the document, and both halves name the same field.
    pub(super) fn run_together(&self, folded: &str) -> Option<Found<'r>> {
        let words = folded.split(' ').count();
        if !(2..=LONGEST_PAIR).contains(&words) {
            return None;
        }
        let joins = |word: &str| {
            let mut own = self.languages.iter();
            own.any(|language| language.and.iter().any(|and| and == word))
        };
        let may_list = folded.split(' ').any(joins);
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
                let pair = |own_half: &str, other_half: &str| {
                    // Most halves are told to be no phrase before all languages are asked for the other.
                    let mut languages = self.languages.iter();
                    if !may_list && languages.all(|language| language.exact(own_half).is_none()) {
                        return None;
                    }
                    let knowing = self.knowing(other_half);
                    let mut others = self
                        .all
                        .iter()
                        .filter(|other| knowing.contains(&other.index))
                        .peekable();
                    others.peek()?;
                    let (language, found) = own(own_half)?;
                    let agrees = |other: &Language| {
                        let phrase = other.exact(other_half).filter(|_| other.code != language.code);
                        phrase.is_some_and(|phrase| phrase.fields[0] == found.fields[0])
                    };
                    others.any(agrees).then_some(found)
                };
                pair(first, second).or_else(|| pair(second, first))
            })
    }
}
