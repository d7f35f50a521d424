//! Lengths of time in a text: a number, in digits or words, and a unit.

use super::token::Token;
use super::vocabulary::{Unit, Vocabulary, hit_at};

/// A length of time, tokens `first..end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// ISO 8601.
    pub(crate) iso: String,
    /// The longer end of a range ("12-18 months"), ISO 8601; `iso` is then the shorter one.
    pub(crate) longest: Option<String>,
}

/// A number: whole and halves, since "2.5 years" is common and other fractions are not.
#[derive(Debug, Clone, Copy)]
struct Number {
    halves: u32,
    end: usize,
}

/// All lengths of time, left to right.
pub(crate) fn lengths(tokens: &[Token], vocabularies: &[&Vocabulary]) -> Vec<Length> {
    let mut lengths: Vec<Length> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // "24 hours a day": no second length.
        let rate = lengths.last().is_some_and(|last| last.end == at);
        match length_at(tokens, at, vocabularies).filter(|_| !rate || tokens[at].number().is_some()) {
            Some(length) => {
                at = length.end;
                lengths.push(length);
            }
            // Past all of a number: the "1 d" of "6.1 d" is no day.
            None => at = number_at(tokens, at, vocabularies).map_or(at + 1, |number| number.end.max(at + 1)),
        }
    }
    lengths
}

fn length_at(tokens: &[Token], at: usize, vocabularies: &[&Vocabulary]) -> Option<Length> {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    // "5+1 years" is left as written, "6.1" and "3/2018" are numbers of laws.
    if before.is_some_and(|mark| {
        matches!(mark.text.as_str(), "." | "/" | "+" | "§")
            && tokens[at].number().is_some()
            && (mark.is("§") || at >= 2 && tokens[at - 2].number().is_some())
    }) {
        return None;
    }
    let low = number_at(tokens, at, vocabularies)?;
    if let Some((unit, end)) = unit_at(tokens, low.end, vocabularies) {
        return Some(Length {
            first: at,
            end,
            iso: iso(low.halves, unit)?,
            longest: None,
        });
    }
    // "12-18 months", "7 to 30 days": one sign or short word between the numbers.
    let between = tokens.get(low.end)?;
    if !(between.is("-") || (between.is_word() && between.text.chars().count() <= 4)) {
        return None;
    }
    let high = number_at(tokens, low.end + 1, vocabularies).filter(|high| high.halves > low.halves)?;
    let (unit, end) = unit_at(tokens, high.end, vocabularies)?;
    Some(Length {
        first: at,
        end,
        iso: iso(low.halves, unit)?,
        longest: Some(iso(high.halves, unit)?),
    })
}

/// Digits, words, or both: "5", "five", "5 (five)", "fünf (5)", "2,5".
fn number_at(tokens: &[Token], at: usize, vocabularies: &[&Vocabulary]) -> Option<Number> {
    let mut number = match tokens.get(at)?.number() {
        Some(whole) => {
            let decimals = tokens.get(at + 1..at + 3).filter(|next| {
                matches!(next[0].text.as_str(), "." | ",") && next[0].touches(&tokens[at]) && next[1].touches(&next[0])
            });
            match decimals.map(|next| (next[1].number(), next[1].text.as_str())) {
                Some((Some(_), "5")) => Number {
                    halves: whole.checked_mul(2)?.checked_add(1)?,
                    end: at + 3,
                },
                // Another fraction, or a number of a section: no length of time, whatever comes next.
                Some((Some(_), _)) => return Some(Number { halves: 0, end: at + 3 }),
                _ => Number {
                    halves: whole.checked_mul(2)?,
                    end: at + 1,
                },
            }
        }
        None => {
            let hit = hit_at(vocabularies, |v| &v.numbers, tokens, at)?;
            Number {
                halves: hit.meaning.checked_mul(2)?,
                end: hit.end,
            }
        }
    };
    if tokens.get(number.end).is_some_and(|token| token.is("(")) {
        let inner = number.end + 1;
        let end = match tokens.get(inner).and_then(Token::number) {
            Some(_) => Some(inner + 1),
            None => hit_at(vocabularies, |v| &v.numbers, tokens, inner).map(|hit| hit.end),
        };
        if let Some(end) = end.filter(|end| tokens.get(*end).is_some_and(|token| token.is(")"))) {
            number.end = end + 1;
        }
    }
    Some(number)
}

fn unit_at(tokens: &[Token], at: usize, vocabularies: &[&Vocabulary]) -> Option<(Unit, usize)> {
    // "72-hour", "5-jährige"
    let at = if tokens.get(at).is_some_and(|token| token.is("-")) {
        at + 1
    } else {
        at
    };
    hit_at(vocabularies, |v| &v.units, tokens, at).map(|hit| (*hit.meaning, hit.end))
}

fn iso(halves: u32, unit: Unit) -> Option<String> {
    let (whole, half) = (halves / 2, halves % 2 == 1);
    match (unit, half) {
        _ if halves == 0 => None,
        (Unit::Year, true) if whole == 0 => Some("P6M".to_string()),
        (Unit::Year, true) => Some(format!("P{whole}Y6M")),
        (_, true) => None,
        (Unit::Hour, _) => Some(format!("PT{whole}H")),
        (Unit::Day, _) => Some(format!("P{whole}D")),
        (Unit::Week, _) => Some(format!("P{whole}W")),
        (Unit::Month, _) => Some(format!("P{whole}M")),
        (Unit::Year, _) => Some(format!("P{whole}Y")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::super::samples::vocabularies;
    use super::super::token::tokens;
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let vocabularies = vocabularies(&["en", "fi", "es", "de"]);
        lengths(&tokens(text), &vocabularies.iter().collect::<Vec<_>>())
            .into_iter()
            .map(|length| {
                length
                    .longest
                    .map_or(length.iso.clone(), |longest| format!("{}/{longest}", length.iso))
            })
            .collect()
    }

    #[test]
    fn numbers_in_digits_words_and_both() {
        for (text, iso) in [
            ("10 Jahre", "P10Y"),
            ("viisi vuotta", "P5Y"),
            ("kuuden kuukauden", "P6M"),
            ("5 (five) years", "P5Y"),
            ("five (5) years", "P5Y"),
            ("72 hours", "PT72H"),
            ("24h", "PT24H"),
            ("twenty-four hours", "PT24H"),
            ("36 kk", "P36M"),
            ("treinta y seis meses", "P36M"),
            ("a week", "P1W"),
            ("72-hour rule", "PT72H"),
            ("2.5 years", "P2Y6M"),
            ("12–18 months", "P12M/P18M"),
            ("7 to 30 days", "P7D/P30D"),
            ("24 hours a day", "PT24H"),
        ] {
            assert_eq!(read(text), [iso], "{text}");
        }
    }

    #[test]
    fn numbers_of_laws_and_articles_are_no_lengths() {
        for text in [
            "Art. 6.1 h",
            "laki 3/2018 vuoden",
            "5+1 years",
            "the last 200 calls",
            "§ 5 v",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }

    proptest! {
        #[test]
        fn lengths_round_trip(number in 1u32..1000, unit in 0usize..5) {
            let (word, iso) = [
                ("hours", format!("PT{number}H")), ("days", format!("P{number}D")), ("weeks", format!("P{number}W")),
                ("months", format!("P{number}M")), ("years", format!("P{number}Y")),
            ][unit].clone();
            prop_assert!(iso.parse::<jiff::Span>().is_ok());
            prop_assert_eq!(read(&format!("kept {number} {word}.")), [iso]);
        }
    }
}
