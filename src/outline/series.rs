//! Headings numbered by a word or a sign with no mark behind the number: `§ 3 Recipients`, `STEP 3 Recipients`.
//!
//! One such line may be a sentence or a law (`§ 26 of the Act`). Where they count from one, they are headings.

use std::collections::{BTreeMap, BTreeSet};

use super::number::{self, Number, Scheme};
use crate::document::Block;

/// So many count by design and not by chance.
const SHORTEST: u32 = 3;

/// The words that count headings of a document, in lower case.
#[derive(Debug, Default)]
pub(super) struct Series(BTreeSet<String>);

impl Series {
    /// Finds the words that lines of these blocks count with: 1, 2, 3 and on, and from one again in the next record.
    pub(super) fn of(blocks: &[Block]) -> Series {
        let mut counts: BTreeMap<String, Option<Count>> = BTreeMap::new();
        let lines = blocks.iter().filter_map(|block| match block {
            Block::Text(text) => Some(&text.lines),
            Block::Table(_) => None,
        });
        for line in lines.flatten() {
            let Some((word, value, _)) = counted(&line.text) else {
                continue;
            };
            let count = counts.entry(word).or_insert(Some(Count::default()));
            *count = count.and_then(|count| count.then(value));
        }
        let is_series = |count: &Option<Count>| count.is_some_and(|count| count.highest >= SHORTEST);
        let words = counts.into_iter().filter(|(_, count)| is_series(count));
        Series(words.map(|(word, _)| word).collect())
    }

    /// The number that a text begins with, and the rest.
    pub(super) fn leading<'t>(&self, text: &'t str) -> Option<(Number, &'t str)> {
        number::leading(text).or_else(|| {
            let (word, _, rest) = counted(text).filter(|(word, _, _)| self.0.contains(word))?;
            let number = Number {
                text: text[..text.len() - rest.len()].trim().to_owned(),
                scheme: Scheme::Part(word),
                bare: false,
            };
            Some((number, rest))
        })
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    last: u32,
    highest: u32,
}

impl Count {
    /// The count with the next value; nothing if that does not follow.
    fn then(self, value: u32) -> Option<Count> {
        (value == self.last + 1 || value == 1).then_some(Count {
            last: value,
            highest: self.highest.max(value),
        })
    }
}

/// The word, the number and the rest of a line like `STEP 3 Recipients`. The rest does not begin small: that would be a
/// sentence.
fn counted(text: &str) -> Option<(String, u32, &str)> {
    let text = text.trim_start();
    let (word, after) = match text.strip_prefix('§') {
        Some(after) => ("§", after.trim_start()),
        None => text.split_once(char::is_whitespace)?,
    };
    let name = word.trim_end_matches('.');
    let is_word = name.chars().count() >= 2 && name.chars().all(char::is_alphabetic);
    if word != "§" && !(is_word && name.starts_with(char::is_uppercase)) {
        return None;
    }
    let end = after.find(|c: char| !c.is_alphanumeric())?;
    let value = match after[..end].parse::<u32>() {
        Ok(value) => value,
        Err(_) => roman(&after[..end])?,
    };
    let rest = after[end..]
        .trim_start_matches(['.', ')', ':', ' ', '\u{a0}'])
        .trim_start();
    (value < 100 && !rest.is_empty() && !rest.starts_with(char::is_lowercase))
        .then(|| (name.to_lowercase(), value, rest))
}

/// The value of a Roman number of a chapter: no higher than 39.
fn roman(text: &str) -> Option<u32> {
    let tens = text.chars().take_while(|&c| c == 'X').count();
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ones.iter().position(|ones| text.get(tens..) == Some(ones))?;
    let value = (tens * 10 + ones) as u32;
    (1..40).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, Role, Style, TextBlock};

    fn series(lines: &[&str]) -> Series {
        let line = |text: &&str| Line {
            text: (*text).into(),
            ..Line::default()
        };
        Series::of(&[Block::Text(TextBlock {
            role: Role::Paragraph,
            lines: lines.iter().map(line).collect(),
            style: Style::default(),
        })])
    }

    #[test]
    fn words_that_count_from_one_number_headings() {
        let signs = series(&[
            "§ 1 Who we are",
            "We are § 7.",
            "§ 2 Data",
            "§ 3 Time",
            "§ 1 Who we are",
        ]);
        let found = signs
            .leading("§ 2 Data")
            .map(|(number, rest)| (number.text, number.scheme, rest));
        assert_eq!(found, Some(("§ 2".into(), Scheme::Part("§".into()), "Data")));
        let steps = series(&["STEP I Purpose", "STEP II Data", "STEP III Time"]);
        assert!(steps.leading("STEP IV Rights").is_some());
        assert!(steps.leading("Annex IV Rights").is_none());
    }

    #[test]
    fn laws_and_sentences_count_nothing() {
        assert!(series(&["§ 26 Staff Act", "§ 1 Act", "§ 34 Tax Act"]).0.is_empty());
        assert!(
            series(&["Room 1 is open", "Room 2 is open", "Room 3 is open"])
                .0
                .is_empty()
        );
    }
}
