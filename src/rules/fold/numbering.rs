//! What stands in front of a heading: "1.", "2a.", "(c)", "1.1", "Nr. 3", "IV.", "Part 2 –", "Art. 30(1)(b)".

use std::ops::Range;

use super::words;

/// What ends a number in front of a heading.
const MARKS: [char; 9] = ['.', ')', ':', '-', '–', '—', ']', '|', '/'];

/// Words that announce the number of a heading; they need a number and a mark behind it.
const PARTS: [&str; 14] = [
    "part", "teil", "parte", "partie", "osa", "del", "deel", "section", "step", "item", "question", "q", "kohta",
    "punkt",
];

/// "Number", after which no mark is needed.
const NUMBER_SIGNS: [&str; 10] = ["nr", "no", "n", "nro", "num", "č", "št", "br", "αρ", "sz"];

/// The word or sign says "number": `Nr.`, `n°`, `№`.
pub(crate) fn is_number_sign(word: &str) -> bool {
    let bare = word.to_lowercase();
    let bare = bare.trim_end_matches(['.', '°', 'º']);
    NUMBER_SIGNS.contains(&bare) || matches!(bare, "№" | "#")
}

/// Names of parts of a law.
const PROVISIONS: [&str; 33] = [
    "art",
    "article",
    "articolo",
    "articulo",
    "article",
    "artigo",
    "artikel",
    "artikkel",
    "artikla",
    "artikel",
    "articol",
    "arts",
    "artt",
    "clanek",
    "clanak",
    "clen",
    "cl",
    "чл",
    "ст",
    "αρθρο",
    "par",
    "paragraph",
    "§",
    "§§",
    "abs",
    "absatz",
    "lit",
    "litera",
    "letra",
    "lettera",
    "buchst",
    "buchstabe",
    "apartado",
];

/// Words inside a reference to a law.
const CONNECTIVES: [&str; 34] = [
    "and",
    "et",
    "und",
    "y",
    "e",
    "ja",
    "i",
    "of",
    "the",
    "to",
    "gdpr",
    "dsgvo",
    "ds",
    "gvo",
    "rgpd",
    "avg",
    "eudpr",
    "rodo",
    "eu",
    "uk",
    "s",
    "satz",
    "nr",
    "no",
    "ods",
    "odst",
    "ust",
    "st",
    "stk",
    "alin",
    "al",
    "regulation",
    "ue",
    "pism",
];

/// The rest of a heading behind its numbering, or `None` where it has none.
pub(super) fn after(text: &str) -> Option<&str> {
    let mut tokens = tokens(text);
    let first = tokens.next()?;
    // Most headings have none, which their first two words tell.
    let second = || self::tokens(text).nth(1);
    if !may_number(&text[first.clone()]) && !second().is_some_and(|second| may_number(&text[second]))
        || !text.contains(|c: char| c.is_ascii_digit() || MARKS.contains(&c) || c == '§')
    {
        return None;
    }
    let word = words(&text[first.clone()]);
    let behind = &text[first.end..];
    if let Some(end) = provision(text) {
        // "Article 9 data" is a heading of its own; "Art. 30(1)(b) Purposes" and "Art. 9: Data" are numbered.
        let parts = self::tokens(&text[..end]).count();
        return (parts > 2 || text[first].starts_with('§') || is_marked(&text[end..])).then(|| unmarked(&text[end..]));
    }
    if NUMBER_SIGNS.contains(&word.as_str()) || PARTS.contains(&word.as_str()) {
        let second = tokens.next()?;
        // "Nº 4": the sign's second half is a word of its own.
        let second = if matches!(&text[second.clone()], "º" | "o" | "°") {
            tokens.next()?
        } else {
            second
        };
        let behind = &text[second.end..];
        let number = &text[second];
        let announced = NUMBER_SIGNS.contains(&word.as_str()) && is_number(number);
        let marked = is_marked(behind) && (is_number(number) || is_letter_or_roman(number));
        return (announced || marked).then(|| unmarked(behind));
    }
    let opened = text[..first.start].ends_with('(');
    if is_number(&text[first.clone()]) {
        // "1.2.3": a number goes on behind a dot.
        let end = dotted(text, first.end);
        let behind = &text[end..];
        let bare = behind.starts_with(char::is_whitespace);
        return (bare || is_marked(behind)).then(|| unmarked(behind));
    }
    let letter = is_letter_or_roman(&text[first.clone()]);
    // "III.2. Purposes", "A.1 Purposes"
    let end = dotted(text, first.end);
    if letter && end > first.end && (text[end..].starts_with(char::is_whitespace) || is_marked(&text[end..])) {
        return Some(unmarked(&text[end..]));
    }
    let ended = behind
        .strip_prefix(')')
        .or_else(|| if opened { None } else { behind.strip_prefix('.') })?;
    (letter && (opened || ended.starts_with(char::is_whitespace))).then(|| unmarked(ended))
}

/// Whether these words are a reference to a law and nothing more, as "art 30 1 b".
pub(super) fn is_provision(text: &str) -> bool {
    provision(text).is_some_and(|end| !text[end..].contains(char::is_alphanumeric))
        // "GDPR Art. 30"
        || text.split_once(' ').is_some_and(|(law, rest)| {
            CONNECTIVES.contains(&law) && provision(rest).is_some_and(|end| !rest[end..].contains(char::is_alphanumeric))
        })
}

/// Whether a number or letter comes within so many words behind the first one: in a reference to a law it is the next,
/// or, behind "GDPR Art.", the second.
pub(super) fn may_be_provision(text: &str, within: usize) -> bool {
    tokens(text).skip(1).take(within).any(|token| may_number(&text[token]))
}

/// What may be a number in front of a heading: digits, one letter, Roman numerals, a sign.
fn may_number(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit() || c == '§') || is_letter_or_roman(token)
}

/// Where a reference to a law ends that `text` begins with.
fn provision(text: &str) -> Option<usize> {
    let mut tokens = tokens(text);
    let name = tokens.next()?;
    if !PROVISIONS.contains(&words_or_sign(&text[name]).as_str()) {
        return None;
    }
    let mut end = None;
    for token in tokens {
        let raw = &text[token.clone()];
        let word = words_or_sign(raw);
        let number = raw.chars().next().is_some_and(|c| c.is_ascii_digit()) && raw.len() <= 5;
        let letter = raw.chars().count() == 1;
        let name = CONNECTIVES.contains(&word.as_str()) || PROVISIONS.contains(&word.as_str());
        if number || (letter && !name) || (end.is_some() && name) {
            end = Some(token.end);
        } else {
            break;
        }
    }
    end
}

fn words_or_sign(token: &str) -> String {
    if token.starts_with('§') {
        "§".to_owned()
    } else {
        words(token)
    }
}

/// Runs of letters and digits, and section signs.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_token = |c: char| c.is_alphanumeric() || c == '§';
        let start = at + text.get(at..)?.find(is_token)?;
        let rest = &text[start..];
        let sign = rest.starts_with('§');
        let length = rest
            .find(|c: char| if sign { c != '§' } else { !c.is_alphanumeric() })
            .unwrap_or(rest.len());
        at = start + length;
        Some(start..at)
    })
}

/// Up to three digits, and a letter at most.
fn is_number(token: &str) -> bool {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=3).contains(&digits.len()) && token.len() - digits.len() <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_letter_or_roman(token: &str) -> bool {
    let roman = token.len() <= 5
        && token
            .bytes()
            .all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    roman || token.chars().count() == 1
}

fn dotted(text: &str, from: usize) -> usize {
    let mut end = from;
    while let Some(rest) = text[end..].strip_prefix('.') {
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        if !is_number(&rest[..length]) {
            break;
        }
        end += 1 + length;
    }
    end
}

/// Whether a mark that ends a number comes next.
fn is_marked(text: &str) -> bool {
    text.trim_start()
        .starts_with(['.', ')', ':', '-', '–', '—', ']', '|', '/'])
}

fn unmarked(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c) || matches!(c, '*' | ','))
}
