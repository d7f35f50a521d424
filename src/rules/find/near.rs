//! Headings in words of their own, by the phrases that they come near to.

use super::names::names;
use super::{FieldId, Found, Scope, found};
use crate::record::Evidence;
use crate::rules::fold::fold;

impl<'r> Scope<'r> {
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
}
