//! Phrases with a meaning each, and where they stand in a text.
//!
//! A phrase is words. A `*` at a word's end or start stands for any ending or beginning ("suostumu*", "*johtaja"), and
//! `…` between words for a few others ("ei … ulkopuolelle").

use foldhash::{HashMap, HashMapExt};

use super::token::{Token, tokens};

/// How many tokens a `…` covers at most.
const GAP: usize = 7;

/// A phrase found: tokens `first..end`, and what it means.
#[derive(Debug, PartialEq)]
pub(crate) struct Hit<'a, T> {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) meaning: &'a T,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Word(String),
    Beginning(String),
    Ending(String),
    Gap,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    pieces: Vec<Piece>,
    meaning: T,
}

/// Phrases ready for matching.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon<T> {
    entries: Vec<Entry<T>>,
    /// Entries by their first word.
    by_word: HashMap<String, Vec<usize>>,
    /// Entries whose first word is open at its end, by its first letter.
    by_beginning: HashMap<char, Vec<usize>>,
    /// Entries whose first word is open at its start, by its last letter.
    by_ending: HashMap<char, Vec<usize>>,
}

impl<T> Lexicon<T> {
    pub(crate) fn new<P: AsRef<str>>(phrases: impl IntoIterator<Item = (P, T)>) -> Lexicon<T> {
        let mut lexicon = Lexicon {
            entries: Vec::new(),
            by_word: HashMap::new(),
            by_beginning: HashMap::new(),
            by_ending: HashMap::new(),
        };
        for (phrase, meaning) in phrases {
            let pieces = pieces(phrase.as_ref());
            let index = lexicon.entries.len();
            let place = match pieces.first() {
                Some(Piece::Word(word)) => Some(lexicon.by_word.entry(word.clone()).or_default()),
                Some(Piece::Beginning(word)) => word.chars().next().map(|c| lexicon.by_beginning.entry(c).or_default()),
                Some(Piece::Ending(word)) => word.chars().last().map(|c| lexicon.by_ending.entry(c).or_default()),
                Some(Piece::Gap) | None => None,
            };
            let Some(place) = place else { continue };
            place.push(index);
            lexicon.entries.push(Entry { pieces, meaning });
        }
        lexicon
    }

    /// The longest phrase that begins at token `at`; of equals one whose first word is whole, else the first listed.
    pub(crate) fn at<'a>(&'a self, tokens: &[Token], at: usize) -> Option<Hit<'a, T>> {
        let text = tokens.get(at)?.text.as_str();
        let known = self.by_word.get(text);
        let beginnings = text.chars().next().and_then(|c| self.by_beginning.get(&c));
        let endings = text.chars().next_back().and_then(|c| self.by_ending.get(&c));
        let mut best: Option<Hit<'a, T>> = None;
        for index in [known, beginnings, endings].into_iter().flatten().flatten() {
            let entry = &self.entries[*index];
            if let Some(end) = end_of(&entry.pieces, tokens, at)
                && best.as_ref().is_none_or(|hit| end > hit.end)
            {
                best = Some(Hit {
                    first: at,
                    end,
                    meaning: &entry.meaning,
                });
            }
        }
        best
    }
}

/// The longest phrase of any of the lexicons that begins at token `at`, an earlier lexicon's first.
pub(crate) fn longest<'a, T>(
    lexicons: impl IntoIterator<Item = &'a Lexicon<T>>,
    tokens: &[Token],
    at: usize,
) -> Option<Hit<'a, T>> {
    let mut best: Option<Hit<'a, T>> = None;
    for hit in lexicons.into_iter().filter_map(|lexicon| lexicon.at(tokens, at)) {
        if best.as_ref().is_none_or(|other| hit.end > other.end) {
            best = Some(hit);
        }
    }
    best
}

/// All phrases found, left to right, none overlapping.
pub(crate) fn hits<'a, T: 'a>(lexicons: &[&'a Lexicon<T>], tokens: &[Token]) -> Vec<Hit<'a, T>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match longest(lexicons.iter().copied(), tokens, at) {
            Some(hit) => {
                at = hit.end;
                found.push(hit);
            }
            None => at += 1,
        }
    }
    found
}

fn pieces(phrase: &str) -> Vec<Piece> {
    let tokens = tokens(phrase);
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let star = |next: &&Token| next.is("*");
        let after = tokens.get(at + 1).filter(star).is_some_and(|next| next.touches(token));
        if token.is("…") {
            pieces.push(Piece::Gap);
        } else if token.is("*") {
            if let Some(word) = tokens.get(at + 1).filter(|next| next.touches(token)) {
                pieces.push(Piece::Ending(word.text.clone()));
                at += 1;
            }
        } else if after {
            pieces.push(Piece::Beginning(token.text.clone()));
            at += 1;
        } else {
            pieces.push(Piece::Word(token.text.clone()));
        }
        at += 1;
    }
    while pieces.last() == Some(&Piece::Gap) {
        pieces.pop();
    }
    pieces
}

fn end_of(pieces: &[Piece], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else {
        return Some(at);
    };
    if *piece == Piece::Gap {
        // A gap stays inside its sentence.
        let reach = tokens[at..].iter().take(GAP).take_while(|token| !token.is(".")).count();
        return (at..=at + reach).find_map(|next| end_of(rest, tokens, next));
    }
    let token = tokens.get(at)?;
    let fits = match piece {
        Piece::Word(word) => token.text == *word,
        Piece::Beginning(word) => token.text.starts_with(word.as_str()),
        Piece::Ending(word) => token.text.ends_with(word.as_str()) && token.text.len() > word.len(),
        Piece::Gap => false,
    };
    if fits { end_of(rest, tokens, at + 1) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let lexicon = Lexicon::new(phrases.iter().map(|phrase| (*phrase, phrase.to_string())));
        hits(&[&lexicon], &tokens(text))
            .iter()
            .map(|hit| hit.meaning.clone())
            .collect()
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(
            found(&["guinea", "guinea-bissau"], "Guinea–Bissau, Guinea"),
            ["guinea-bissau", "guinea"]
        );
    }

    #[test]
    fn stars_and_gaps_stand_for_endings_and_words() {
        assert_eq!(found(&["suostumu*"], "rekisteröidyn suostumukseen"), ["suostumu*"]);
        assert_eq!(found(&["*johtaja"], "Hallintojohtaja, johtaja"), ["*johtaja"]);
        assert_eq!(
            found(&["nicht … übermittelt"], "werden nicht an Drittländer übermittelt"),
            ["nicht … übermittelt"]
        );
        assert!(found(&["nicht … übermittelt"], "nicht. Daten werden übermittelt").is_empty());
    }
}
