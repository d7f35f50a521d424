//! Numbers in front of headings: `1.`, `2a.`, `1.1.`, `(c)`, `IV.`, `A.`, `Part 3 –`.

use serde::Serialize;

/// The number of a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Number {
    /// As printed, without the blank after it.
    pub text: String,
    /// Its kind and depth: headings of one scheme are siblings. `2a.` is a sibling of `2.`.
    pub scheme: Scheme,
    /// No full stop, bracket or dash parts it from the text (`3 Purposes`): alone it proves nothing.
    pub bare: bool,
}

/// Kinds of numbering.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// `1.`, `2a.`: depth 1; `1.1.`, `III.1.`, `A.1`: depth 2.
    Decimal(usize),
    /// `(1)`.
    Bracketed,
    /// `A.`
    Capital,
    /// `a)`, `(c)`.
    Small,
    /// `IV.`
    Roman,
    /// `Part 3 –`, `Annex A:`, with the word in lower case.
    Part(String),
}

/// The number that `text` begins with, and the rest; the rest is never empty.
pub fn leading(text: &str) -> Option<(Number, &str)> {
    let text = text.trim_start();
    decimal(text)
        .or_else(|| bracketed(text))
        .or_else(|| within(text))
        .or_else(|| letter(text))
        .or_else(|| part(text))
}

fn decimal(text: &str) -> Option<(Number, &str)> {
    let mut depth = 0;
    let mut end = 0;
    let bytes = text.as_bytes();
    loop {
        let digits = bytes[end..].iter().take_while(|b| b.is_ascii_digit()).count();
        // `2016/679`, `1050`: years and laws have more digits than headings count.
        if digits == 0 || digits > 2 {
            break;
        }
        depth += 1;
        end += digits;
        if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            end += 1;
        } else {
            break;
        }
    }
    if depth == 0 || bytes[..end].last() == Some(&b'.') || bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut after = &text[end..];
    // A letter makes a sibling: 2, 2a, 2b.
    let letter = after.chars().next().filter(char::is_ascii_lowercase);
    if let Some(letter) = letter
        && after[letter.len_utf8()..].starts_with(['.', ')', ' ', ':'])
    {
        after = &after[1..];
    }
    let (rest, closed) = closing(after)?;
    let number = text[..text.len() - rest.len()].trim_end().to_owned();
    Some((
        Number {
            text: number,
            scheme: Scheme::Decimal(depth),
            bare: !closed && depth == 1,
        },
        rest,
    ))
}

fn bracketed(text: &str) -> Option<(Number, &str)> {
    let inner = text.strip_prefix('(')?;
    let (inside, rest) = inner.split_once(')')?;
    let scheme = if !inside.is_empty() && inside.len() <= 2 && inside.bytes().all(|b| b.is_ascii_digit()) {
        Scheme::Bracketed
    } else if inside.chars().count() == 1 && inside.chars().all(char::is_lowercase) {
        Scheme::Small
    } else {
        return None;
    };
    let rest = blank(rest)?;
    Some((
        Number {
            text: format!("({inside})"),
            scheme,
            bare: false,
        },
        rest,
    ))
}

/// `III.2.`, `A.1`: a number inside a chapter that has a letter or a Roman number.
fn within(text: &str) -> Option<(Number, &str)> {
    let (chapter, after) = text.split_once('.')?;
    let roman = !chapter.is_empty() && chapter.len() <= 5 && chapter.chars().all(|c| "IVX".contains(c));
    let capital = chapter.chars().count() == 1 && chapter.chars().all(char::is_uppercase);
    if !roman && !capital {
        return None;
    }
    let (number, rest) = decimal(after).filter(|_| after.starts_with(|c: char| c.is_ascii_digit()))?;
    let Scheme::Decimal(depth) = number.scheme else {
        return None;
    };
    Some((
        Number {
            text: format!("{chapter}.{}", number.text),
            scheme: Scheme::Decimal(depth + 1),
            bare: false,
        },
        rest,
    ))
}

fn letter(text: &str) -> Option<(Number, &str)> {
    let end = text.find(['.', ')'])?;
    let word = &text[..end];
    // `I.` is a number; `i)` may be the letter after `h)`.
    let large = !word.is_empty() && word.len() <= 5 && word.chars().all(|c| "IVX".contains(c));
    let small = (2..=5).contains(&word.len()) && word.chars().all(|c| "ivx".contains(c));
    let scheme = if large || small {
        Scheme::Roman
    } else if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
        Scheme::Capital
    } else if word.chars().count() == 1 && word.chars().all(char::is_lowercase) && text[end..].starts_with(')') {
        Scheme::Small
    } else {
        return None;
    };
    let rest = blank(&text[end + 1..])?;
    Some((
        Number {
            text: text[..=end].to_owned(),
            scheme,
            bare: false,
        },
        rest,
    ))
}

/// `Part 3 – General`: a word that begins with a capital, a number or letter, and a dash or colon.
fn part(text: &str) -> Option<(Number, &str)> {
    let (word, after) = text.split_once(char::is_whitespace)?;
    if word.chars().count() < 3 || !word.chars().all(char::is_alphabetic) || !word.starts_with(char::is_uppercase) {
        return None;
    }
    let after = after.trim_start();
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let index = &after[..end];
    let counts = !index.is_empty()
        && (index.len() <= 3 && index.bytes().all(|b| b.is_ascii_digit())
            || index.chars().count() <= 4 && index.chars().all(|c| "IVX".contains(c))
            || index.chars().count() == 1 && index.chars().all(char::is_uppercase));
    let rest = after[end..].trim_start();
    let mut chars = rest.chars();
    if !counts || !matches!(chars.next(), Some('–' | '—' | '-' | ':' | '.')) {
        return None;
    }
    let rest = blank(chars.as_str())?;
    let number = text[..text.len() - rest.len()].trim_end().to_owned();
    Some((
        Number {
            text: number,
            scheme: Scheme::Part(word.to_lowercase()),
            bare: false,
        },
        rest,
    ))
}

/// What follows a number: the text, and whether a mark parted them.
fn closing(after: &str) -> Option<(&str, bool)> {
    let trimmed = after.trim_start();
    let spaced = trimmed.len() < after.len();
    for mark in [".)", ".", ")", ":", "–", "—", "-"] {
        if let Some(rest) = trimmed.strip_prefix(mark)
            && (!spaced || matches!(mark, "–" | "—" | "-" | ":"))
        {
            return blank(rest).map(|rest| (rest, true));
        }
    }
    blank(after).map(|rest| (rest, false))
}

/// The text after at least one blank; `None` where nothing is left or no blank parts them.
fn blank(rest: &str) -> Option<&str> {
    let text = rest.trim_start();
    (!text.is_empty() && text.len() < rest.len()).then_some(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(String, Scheme, String)> {
        leading(text).map(|(number, rest)| (number.text, number.scheme, rest.to_owned()))
    }

    #[test]
    fn numbers_of_headings_are_found() {
        let found = |text: &str| parts(text).unwrap();
        assert_eq!(
            found("2a. Contact"),
            ("2a.".into(), Scheme::Decimal(1), "Contact".into())
        );
        assert_eq!(found("1.1. Data – X").1, Scheme::Decimal(2));
        assert_eq!(found("2.1 Description").2, "Description");
        assert_eq!(found("3) Finalidades").0, "3)");
        assert_eq!(found("(c) Categories").1, Scheme::Small);
        assert_eq!(found("A. Manual files").1, Scheme::Capital);
        assert_eq!(found("IV. Recipients").1, Scheme::Roman);
        assert_eq!(
            found("Part 1 – General"),
            ("Part 1 –".into(), Scheme::Part("part".into()), "General".into())
        );
        assert_eq!(found("Traitement 2 : logs").2, "logs");
        assert_eq!(found("12 - Retention").2, "Retention");
        assert_eq!(
            found("III.2. Purposes"),
            ("III.2.".into(), Scheme::Decimal(2), "Purposes".into())
        );
        assert_eq!(found("A.1 Purposes").0, "A.1");
    }

    #[test]
    fn a_bare_number_says_so() {
        assert!(leading("3 Purposes").unwrap().0.bare);
        assert!(!leading("3.2 Purposes").unwrap().0.bare);
    }

    #[test]
    fn dates_laws_and_words_are_no_numbers() {
        for text in [
            "30/01/2024",
            "2016/679 applies",
            "2024-01-30",
            "Tietosuojalaki (1050/2018)",
            "12.",
            "e.g. names",
            "1,5 years",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
