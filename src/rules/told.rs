//! Which field a sentence states, where no heading says so: "Your data will be kept for two years".

use foldhash::HashSet;

use super::fold::words;
use super::vocabulary::lexicon::Hit;
use super::vocabulary::token::{Token, first_tokens};
use super::{FieldId, Found, PhraseSource, Scope};
use crate::record::Evidence;

/// A sentence tells its field within this many tokens; later on it speaks of details.
const OPENING: usize = 40;

impl<'r> Scope<'r> {
    /// The field that the opening of a paragraph states. Only the languages of the document are asked.
    pub fn told(&self, paragraph: &str) -> Option<Found<'r>> {
        self.told_by(&first_tokens(paragraph, OPENING))
    }

    /// [`Scope::told`], of a paragraph that has been cut into `tokens`.
    pub(crate) fn told_by(&self, tokens: &[Token]) -> Option<Found<'r>> {
        let tokens = &tokens[..tokens.len().min(OPENING)];
        self.languages.iter().find_map(|language| {
            let lexicon = language.telling();
            // What comes first is what the sentence is about: "You may object to the transfer to a third country".
            let hit: Hit<'_, usize> = (0..tokens.len()).find_map(|at| lexicon.at(tokens, at))?;
            let sentence = &language.sentences[*hit.meaning];
            Some(Found {
                fields: sentence.fields.clone(),
                rule: &sentence.rule,
                evidence: Evidence::Pattern,
                weak: false,
                language: &language.code,
            })
        })
    }
}

impl<'r> Scope<'r> {
    /// The first of these fields that a heading's phrase of at least `longest` characters names inside a sentence.
    pub fn named_in(&self, sentence: &str, fields: &[FieldId], longest: usize) -> Option<Found<'r>> {
        let text = format!(" {} ", words(sentence));
        let said: HashSet<&str> = text.split(' ').collect();
        self.languages.iter().find_map(|language| {
            let phrase = language.phrases_of(fields).find(|phrase| {
                phrase.source != PhraseSource::Weak
                    // Most are told apart by their first word.
                    && phrase.words.first().is_some_and(|word| said.contains(word.as_str()))
                    && phrase.folded.chars().count() >= longest
                    && text.contains(&format!(" {} ", phrase.folded))
            })?;
            Some(Found {
                fields: vec![phrase.fields[0]],
                rule: &phrase.rule,
                evidence: Evidence::Pattern,
                weak: false,
                language: &language.code,
            })
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::rules::{Rules, Scope};

    #[test]
    fn the_first_statement_decides() {
        let rules = Rules::embedded().unwrap();
        let scope = Scope::new(&rules, None, vec![rules.language("en").unwrap()], []);
        let field = |text: &str| scope.told(text).map(|found| rules.field(found.fields[0]).id.clone());
        let told = |text| field(text).unwrap_or_default();
        assert_eq!(
            told("We will keep your data for two years after the event."),
            "retention"
        );
        assert_eq!(
            told("Your personal data will not be transferred to a third country."),
            "international_transfers"
        );
        assert_eq!(
            told("You have the right to object to a transfer to third countries."),
            "data_subject_rights"
        );
        assert_eq!(field("The museum is open on Sundays."), None);
    }
}
