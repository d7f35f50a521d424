//! Articles of the two Regulations as legal bases cite them, in any language: number, paragraph, letter.

use super::legal_basis::Law;
use super::token::{Kind, Token};

/// Tokens between the parts of a citation, at most.
const LONGEST_GLUE: usize = 8;
/// How far before its number the word "article" may stand, or after it.
const ARTICLE_NEAR: usize = 2;

/// How languages begin the word "article", folded.
const ARTICLE: [&str; 18] = [
    "art", "artic", "artik", "arti", "cikk", "cl", "clen", "clan", "pant", "straipsn", "чл", "член", "ст", "стат",
    "αρθρ", "airt", "grein", "madde",
];
/// How languages name the Regulation, folded.
const GDPR: [&str; 14] = [
    "gdpr",
    "dsgvo",
    "rgpd",
    "avg",
    "rodo",
    "tsa",
    "vdar",
    "bdar",
    "ikum",
    "γκπδ",
    "орзд",
    "tietosuoja",
    "gvo",
    "datenschutz",
];
/// What may join several letters: "b and f", "a, c", "b/f".
const AND: [&str; 20] = [
    "and", "or", "und", "oder", "et", "ou", "y", "och", "eller", "og", "ja", "tai", "en", "of", "i", "oraz", "si", "и",
    "και", "es",
];

/// The one of both laws that a text names.
pub(crate) fn only_law(tokens: &[Token]) -> Option<Law> {
    let laws: Vec<Law> = (0..tokens.len()).filter_map(|at| law_at(tokens, at)).collect();
    let first = *laws.first()?;
    laws.iter().all(|law| *law == first).then_some(first)
}

fn law_at(tokens: &[Token], at: usize) -> Option<Law> {
    let number = |number, year| tokens[at].is(number) && tokens.get(at + 2).is_some_and(|token| token.is(year));
    if number("2018", "1725") || tokens[at].is("eudpr") {
        Some(Law::Eudpr)
    } else if number("2016", "679") || GDPR.contains(&tokens[at].text.as_str()) {
        Some(Law::Gdpr)
    } else {
        None
    }
}

/// The law nearest to a citation, those after it first: "Art. 6(1)(a) GDPR".
fn law_of(tokens: &[Token], first: usize, end: usize) -> Option<Law> {
    let after = (end..tokens.len().min(end + 10)).find_map(|at| law_at(tokens, at));
    after.or_else(|| {
        (first.saturating_sub(10)..first)
            .rev()
            .find_map(|at| law_at(tokens, at))
    })
}

/// All articles cited on a line.
pub(crate) fn citations(tokens: &[Token], only: Law) -> Vec<String> {
    let mut codes = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match citation(tokens, at, only) {
            Some((found, end)) => {
                codes.extend(found);
                at = end;
            }
            None => at += 1,
        }
    }
    codes
}

fn citation(tokens: &[Token], at: usize, only: Law) -> Option<(Vec<String>, usize)> {
    let article = tokens[at].number().filter(|number| matches!(number, 5 | 6 | 9 | 10))?;
    // Not the 6 of 2016/679, of 1.6 or of a date.
    let inside = at >= 2
        && tokens[at].touches(&tokens[at - 1])
        && matches!(tokens[at - 1].text.as_str(), "/" | "." | "-")
        && tokens[at - 2].number().is_some();
    if inside {
        return None;
    }
    let named = names_article(tokens, at);
    let (paragraph, from) = match paragraph(tokens, at + 1) {
        Some((number, end)) => (Some(number), end),
        None => (None, at + 1),
    };
    let law = law_of(tokens, at, from).unwrap_or(only);
    let expected = match (law, article) {
        (Law::Gdpr, 6) | (Law::Eudpr, 5) => 1,
        (Law::Gdpr, 9) | (Law::Eudpr, 10) => 2,
        (Law::Gdpr, 10) if named && paragraph.is_none() => return Some((vec!["GDPR:10".to_string()], at + 1)),
        // An institution's record may cite the GDPR's Art. 6 without its name.
        (Law::Eudpr, 6) => 1,
        _ => return None,
    };
    let law = if (law, article) == (Law::Eudpr, 6) {
        Law::Gdpr
    } else {
        law
    };
    if paragraph.is_some_and(|number| number != expected) || (paragraph.is_none() && !named) {
        return None;
    }
    let last = if expected == 1 { 'f' } else { 'j' };
    let (letters, end) = letters(tokens, from, named, last)?;
    let prefix = if law == Law::Gdpr { "GDPR" } else { "EUDPR" };
    let codes = letters
        .iter()
        .map(|letter| format!("{prefix}:{article}.{expected}.{letter}"))
        .collect();
    Some((codes, end))
}

fn names_article(tokens: &[Token], at: usize) -> bool {
    let near = &tokens[at.saturating_sub(ARTICLE_NEAR + 1)..tokens.len().min(at + 1 + ARTICLE_NEAR)];
    near.iter().any(|token| {
        token.is_word()
            && ARTICLE.iter().any(|form| {
                if form.len() <= 3 {
                    token.is(form)
                } else {
                    token.text.starts_with(form)
                }
            })
    }) || near.iter().any(|token| token.is("§"))
}

/// The number of the paragraph, with at most a few words and marks before it.
fn paragraph(tokens: &[Token], from: usize) -> Option<(u32, usize)> {
    for (at, token) in tokens.iter().enumerate().skip(from).take(LONGEST_GLUE) {
        if let Some(number) = token.number() {
            return (number <= 4).then_some((number, at + 1));
        }
        // "Article 6 (c)": a letter in brackets before any number.
        if letter(token).is_some() && at > 0 && tokens[at - 1].is("(") {
            return None;
        }
        if token.is(";") {
            return None;
        }
    }
    None
}

/// The letters after a paragraph's number: "(b) and (f)", "lit. a, b", "b/f".
fn letters(tokens: &[Token], from: usize, named: bool, last: char) -> Option<(Vec<char>, usize)> {
    let mut letters = Vec::new();
    let mut end = from;
    let mut words = 0;
    for (at, token) in tokens.iter().enumerate().skip(from).take(LONGEST_GLUE + 2) {
        // "б." is short for "letter" in Bulgarian.
        if token.is("б") && tokens.get(at + 1).is_some_and(|next| next.is(".")) && at + 2 < tokens.len() {
            words += 1;
            continue;
        }
        if let Some(letter) = letter(token).filter(|letter| *letter <= last) {
            // "6(1) a legal duty": a letter with neither mark nor "letter" before it, and a word after it.
            let loose = at > from && tokens[at - 1].is_mark() || words > 0 || is_followed_by_mark(tokens, at);
            if loose || token.touches(&tokens[at - 1]) {
                letters.push(letter);
                end = at + 1;
                break;
            }
            return None;
        }
        match token.kind {
            // "Satz 1", "first subparagraph": more numbers may stand between.
            Kind::Number if token.number() != Some(1) || words == 0 => return None,
            Kind::Word => words += 1,
            _ if token.is(";") => return None,
            _ => {}
        }
        if words > 0 && !named {
            return None;
        }
    }
    if letters.is_empty() {
        return None;
    }
    loop {
        let rest = tokens.get(end..).unwrap_or_default();
        let glue = rest
            .iter()
            .take(4)
            .take_while(|token| token.is_mark() || AND.contains(&token.text.as_str()))
            .count();
        let joined = rest[..glue]
            .iter()
            .any(|token| matches!(token.text.as_str(), "/" | "," | "&" | "+") || AND.contains(&token.text.as_str()));
        let next = rest.get(glue).and_then(letter).filter(|letter| *letter <= last);
        match next {
            Some(letter) if joined && is_followed_by_mark(tokens, end + glue) => {
                letters.push(letter);
                end += glue + 1;
            }
            _ => return Some((letters, end)),
        }
    }
}

/// A mark, the end, or an "and" stands after token `at`.
fn is_followed_by_mark(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_none_or(|next| next.is_mark() || AND.contains(&next.text.as_str()))
}

/// A letter of a list in Latin, Greek or Cyrillic script, as Latin.
fn letter(token: &Token) -> Option<char> {
    if token.is("στ") {
        return Some('f');
    }
    let mut chars = token.text.chars();
    let (c, None) = (chars.next()?, chars.next()) else {
        return None;
    };
    match c {
        'a'..='j' => Some(c),
        // Greek counts α β γ δ ε στ ζ η θ ι, Bulgarian а б в г д е ж з и й.
        'α' => Some('a'),
        'β' | 'б' => Some('b'),
        'γ' | 'в' => Some('c'),
        'δ' | 'г' => Some('d'),
        'ε' | 'д' => Some('e'),
        'а' => Some('a'),
        'е' => Some('f'),
        'ζ' | 'ж' => Some('g'),
        'η' | 'з' => Some('h'),
        'θ' | 'и' => Some('i'),
        'ι' | 'й' => Some('j'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn other_articles_and_numbers_are_no_bases() {
        for text in [
            "Art. 32 GDPR",
            "Article 6(4)",
            "section 1.6.1 a",
            "2016/679",
            "Art. 5(1)(a)",
            "6 a.m.",
        ] {
            assert!(citations(&tokens(text), Law::Gdpr).is_empty(), "{text}");
        }
    }

    #[test]
    fn letters_of_other_scripts_count_their_own_way() {
        assert_eq!(
            citations(&tokens("άρθρο 6 παρ. 1 στοιχ. στ΄"), Law::Gdpr),
            ["GDPR:6.1.f"]
        );
        assert_eq!(citations(&tokens("чл. 6, пар. 1, б. „г“"), Law::Gdpr), ["GDPR:6.1.d"]);
        assert_eq!(citations(&tokens("чл. 9, пар. 2, буква й"), Law::Gdpr), ["GDPR:9.2.j"]);
        assert_eq!(citations(&tokens("чл. 9, пар. 2, буква и"), Law::Gdpr), ["GDPR:9.2.i"]);
    }
}
