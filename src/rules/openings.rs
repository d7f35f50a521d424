//! Phrases by their first word: of many that a text may begin with, it tells most apart.

use foldhash::HashMap;

/// Folded phrases, each with something that belongs to it.
#[derive(Debug, Clone)]
pub struct Openings<T>(HashMap<String, Vec<(String, T)>>);

impl<T> Default for Openings<T> {
    fn default() -> Openings<T> {
        Openings(HashMap::default())
    }
}

impl<T> Openings<T> {
    /// Phrases that begin with this word, in the order in which they came.
    pub fn beginning_with(&self, word: &str) -> &[(String, T)] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    /// Phrases that this folded text is, or goes on from behind a space.
    pub fn of(&self, text: &str) -> impl Iterator<Item = &(String, T)> {
        self.beginning_with(first(text))
            .iter()
            .filter(|(phrase, _)| opens(text, phrase))
    }
}

impl<T> Extend<(String, T)> for Openings<T> {
    fn extend<I: IntoIterator<Item = (String, T)>>(&mut self, phrases: I) {
        for (phrase, meaning) in phrases {
            let word = first(&phrase).to_owned();
            self.0.entry(word).or_default().push((phrase, meaning));
        }
    }
}

/// The text is the phrase, or goes on from it behind a space.
pub(super) fn opens(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn first(folded: &str) -> &str {
    folded.split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_opens_a_text_at_the_end_of_a_word() {
        let mut openings = Openings::default();
        openings.extend([("list", 0), ("list all", 1), ("describe", 2)].map(|(phrase, at)| (phrase.to_owned(), at)));
        let of = |text| openings.of(text).map(|(_, at)| *at).collect::<Vec<_>>();
        assert_eq!(of("list all recipients"), [0, 1]);
        assert_eq!(of("list"), [0]);
        assert_eq!(of("list allergies"), [0]);
        assert!(of("listing all").is_empty());
        assert!(of("").is_empty());
        assert_eq!(openings.beginning_with("describe").len(), 1);
    }
}
