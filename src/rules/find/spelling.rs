//! What of a heading is its phrase, and what is said beside it.

use super::{Found, Scope, of_phrase};
use crate::rules::fold::{self, fold};

/// A label with an explanation behind it has no more words than this; folding all that stands before each capital of a
/// paragraph would take time that grows with the square of its length.
const LONGEST: usize = 20;
/// An explanation behind a label has at least so many words.
const EXPLAINS: usize = 3;

impl<'r> Scope<'r> {
    /// A phrase with the form's explanation run on behind it, which begins with a capital: "Recipients of the data Who
    /// has access to them?"
    pub(super) fn explained(&self, heading: &str) -> Option<Found<'r>> {
        let capitals = heading.char_indices().rev().filter(|(_, c)| c.is_uppercase());
        let mut starts = capitals.filter(|&(at, _)| heading[..at].ends_with(char::is_whitespace));
        starts.find_map(|(at, _)| {
            let (before, after) = (heading[..at].trim_end(), &heading[at..]);
            let plain = before.ends_with(|c: char| c.is_lowercase() || matches!(c, ')' | '?' | '.' | '*'));
            if !plain || !(2..=LONGEST).contains(&before.split_whitespace().count()) || !is_sentence(after) {
                return None;
            }
            let spellings = spellings(before);
            self.languages
                .iter()
                .find_map(|language| of_phrase(language, &spellings, false))
        })
    }
}

/// A heading in capitals, or of nouns alone, is no phrase and its explanation.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace();
    let (all, small) = words.fold((0, 0), |(all, small), word| {
        (all + 1, small + usize::from(word.starts_with(char::is_lowercase)))
    });
    all >= EXPLAINS && small * 2 > all
}

/// The ways to read a heading: as it is, up to its question mark, up to its colon or dash, without its brackets, and
/// without the law that it cites.
pub(super) fn spellings(heading: &str) -> Vec<String> {
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
