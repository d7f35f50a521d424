//! Headings that are a list of fields.

use super::{Found, found};
use crate::record::Evidence;
use crate::rules::fold::{self, fold};
use crate::rules::{Language, PhraseSource};

/// A heading that lists fields has no more words than this; longer is a sentence.
const LONGEST_LIST: usize = 16;

/// A heading that names several fields, each by a phrase of its own: "Purposes / legal basis", "Zweck und
/// Rechtsgrundlage". Weak phrases count beside a strong one: "Verantwortlicher und Kontakt".
pub(super) fn of_names<'r>(language: &'r Language, heading: &str, folded: &str) -> Option<Found<'r>> {
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
pub(super) fn names(heading: &str, folded: &str, language: &Language) -> Vec<String> {
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
