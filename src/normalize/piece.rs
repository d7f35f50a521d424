//! The pieces of a text on persons and bodies: cut at contacts, commas and dashes, each told by its looks and by the
//! words of roles, organisations and streets.

use std::sync::LazyLock;

use regex::Regex;

use super::contact::{Contact, contacts};
use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hit_at, hits};

/// A piece of more words than this is prose.
const LONGEST_PIECE: usize = 12;
/// A person's name is two to this many words.
const LONGEST_NAME: usize = 5;

/// What one piece of text is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Name(String),
    Role(String),
    Org(String),
    /// A legal form alone, cut off its name by a comma: "Cloudflare, Inc."
    LegalForm(String),
    Address(String),
    Contact(Contact),
    Unknown(String),
    /// A label before an address: it names who is there, unless that is known.
    Label(String),
    /// A dash: what follows an organisation is a remark on it.
    Dash,
    /// The line ends, or something stands between two parties.
    Break,
}

/// The pieces of one line, left to right.
pub(crate) fn pieces(line: &str, vocabularies: &[&Vocabulary]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (start, end, contact) in contacts(line) {
        pieces.extend(text_pieces(&line[from..start], vocabularies));
        pieces.push(Piece::Contact(contact));
        from = end;
    }
    pieces.extend(text_pieces(&line[from..], vocabularies));
    pieces
}

/// Cuts text without contacts at commas and the like, and tells each piece.
fn text_pieces(text: &str, vocabularies: &[&Vocabulary]) -> Vec<Piece> {
    static STOP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\p{L}{5}|\))\.\s+(\p{Lu})").ok());
    // Abbreviations are short ("Corp. Ireland"); a stop after a long word ends a sentence.
    let text = STOP
        .as_ref()
        .map_or(text.into(), |stop| stop.replace_all(text, "$1; $2"));
    let text = without_remarks(&text);
    let mut pieces = Vec::new();
    for part in text.split([';', '|', '\t', '(', ')', '·', '•']) {
        for (index, stretch) in part
            .replace(" — ", " - ")
            .replace(" – ", " - ")
            .split(" - ")
            .enumerate()
        {
            if index > 0 {
                pieces.push(Piece::Dash);
            }
            stretch_pieces(stretch.trim(), pieces.is_empty(), vocabularies, &mut pieces);
        }
    }
    pieces
}

/// Pieces between commas, with their label if one stands before a colon.
fn stretch_pieces(stretch: &str, opens: bool, vocabularies: &[&Vocabulary], pieces: &mut Vec<Piece>) {
    let (label, value) = match stretch.split_once(':') {
        Some((label, value)) if words(label) <= 6 && !label.trim().is_empty() => (Some(label.trim()), value.trim()),
        _ => (None, stretch),
    };
    let cut: Vec<&str> = value.split(',').map(tidy).filter(|piece| !piece.is_empty()).collect();
    let prose = |piece: &&str| words(piece) > LONGEST_PIECE || is_prose(piece);
    if cut.first().is_some_and(prose) || cut.iter().filter(|piece| prose(piece)).count() * 2 > cut.len() {
        return;
    }
    let mut told: Vec<Piece> = cut
        .iter()
        .filter(|piece| !prose(piece))
        .filter_map(|piece| tell(piece, vocabularies))
        .collect();
    // "Company South Park, One Place, Dublin, D18 P521": what stands first, without a number, is no street.
    if let [Piece::Address(first), Piece::Address(_), _, ..] = told.as_slice()
        && opens
        && label.is_none()
        && words(first) > 2
        && !first.contains(|c: char| c.is_ascii_digit())
        && hit_at(vocabularies, |v| &v.streets, &tokens(first), 0).is_none()
    {
        told[0] = Piece::Org(first.clone());
    }
    // Towns and regions after a street.
    let street = told
        .iter()
        .position(|piece| matches!(piece, Piece::Address(_)))
        .unwrap_or(told.len());
    for piece in told.iter_mut().skip(street) {
        match piece {
            Piece::Name(text) | Piece::Unknown(text) => *piece = Piece::Address(std::mem::take(text)),
            Piece::Org(text) if is_abbreviation(text) => *piece = Piece::Address(std::mem::take(text)),
            _ => {}
        }
    }
    match label {
        // "VAT: 12345678" names nobody.
        Some(_) if told.is_empty() && !value.is_empty() => {}
        Some(label) => pieces.extend(label_pieces(label, &mut told, vocabularies)),
        None => {}
    }
    pieces.extend(told);
}

/// What a label before a colon adds: "Director: A. B." a role, "Foundation X: Street 1" a name, "Phone:" nothing.
fn label_pieces(label: &str, told: &mut [Piece], vocabularies: &[&Vocabulary]) -> Vec<Piece> {
    if is_part_label(label, vocabularies) {
        return Vec::new();
    }
    match (tell(tidy(label), vocabularies), told.first_mut()) {
        // "Organisation: Friends": the label says what the value is.
        (Some(Piece::Org(_) | Piece::LegalForm(_)), Some(first @ (Piece::Name(_) | Piece::Unknown(_))))
            if words(label) <= 2 =>
        {
            if let Piece::Name(text) | Piece::Unknown(text) = first {
                *first = Piece::Org(std::mem::take(text));
            }
            Vec::new()
        }
        (Some(Piece::Role(role)), _) => split_role(&role, vocabularies),
        (Some(Piece::Org(org)), _) => vec![Piece::Org(org)],
        // Capitals throughout are a name; "Postal address" is a label.
        (Some(Piece::Name(name)), Some(Piece::Address(_))) => vec![Piece::Org(name)],
        (Some(Piece::Unknown(name)), Some(Piece::Address(_))) => vec![Piece::Label(name)],
        _ => Vec::new(),
    }
}

/// "EDPS DPO": an abbreviation before a role is whose role it is.
fn split_role(role: &str, vocabularies: &[&Vocabulary]) -> Vec<Piece> {
    let tokens = tokens(role);
    let at = hits(vocabularies, |v| &v.roles, &tokens)
        .first()
        .map_or(0, |hit| tokens[hit.first].start);
    match role.split_at_checked(at) {
        Some((whose, role)) if is_abbreviation(whose.trim()) => {
            vec![Piece::Org(whose.trim().to_string()), Piece::Role(role.to_string())]
        }
        _ => vec![Piece::Role(role.to_string())],
    }
}

/// Most of it is small words: a sentence, or a part of one.
fn is_prose(piece: &str) -> bool {
    let small = piece
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    small >= 6 || (small >= 4 && small * 2 > words(piece))
}

fn is_part_label(label: &str, vocabularies: &[&Vocabulary]) -> bool {
    let tokens = tokens(label);
    hits(vocabularies, |v| &v.parts, &tokens)
        .iter()
        .any(|hit| hit.end - hit.first == tokens.len())
}

fn tell(piece: &str, vocabularies: &[&Vocabulary]) -> Option<Piece> {
    let tokens = tokens(piece);
    let text = || piece.to_string();
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    let digits = piece.chars().filter(char::is_ascii_digit).count();
    if letters == 0 {
        // A number of a house or a box may stand alone between commas; others are numbers of companies.
        return None;
    }
    let orgs = hits(vocabularies, |v| &v.organisations, &tokens);
    let roles = hits(vocabularies, |v| &v.roles, &tokens);
    let streets = hits(vocabularies, |v| &v.streets, &tokens);
    let marks_only = |from: usize| tokens[from..].iter().all(Token::is_mark);
    if orgs
        .first()
        .is_some_and(|hit| hit.first == 0 && hit.end - hit.first <= 2 && marks_only(hit.end))
        && letters <= 5
    {
        return Some(Piece::LegalForm(text()));
    }
    let country = hits(vocabularies, |v| &v.countries, &tokens)
        .first()
        .is_some_and(|hit| hit.end - hit.first == tokens.len());
    let person = roles.is_empty() && orgs.is_empty() && !piece.starts_with(char::is_lowercase);
    if country || (digits > 0 && person && words(piece) <= 8 && is_address(&tokens)) || (!streets.is_empty() && person)
    {
        return Some(Piece::Address(text()));
    }
    if let Some(org) = orgs.first()
        && roles
            .first()
            .is_none_or(|role| org.first < role.first || org.end > role.end)
    {
        return Some(Piece::Org(text()));
    }
    if !roles.is_empty() {
        return Some(Piece::Role(text()));
    }
    if digits > 0 || !piece.starts_with(|c: char| c.is_uppercase()) {
        return piece
            .starts_with(char::is_alphabetic)
            .then(|| Piece::Unknown(text()))
            .filter(|_| digits == 0 && words(piece) <= 2);
    }
    if is_abbreviation(piece) {
        return Some(Piece::Org(text()));
    }
    if is_person(piece) {
        return Some(Piece::Name(text()));
    }
    (words(piece) <= 8).then(|| Piece::Unknown(text()))
}

/// Two to five words with capitals, as names of persons are written; "BRF Norra" and "GitHub Issues" are none.
fn is_person(piece: &str) -> bool {
    let particle = |word: &str| {
        matches!(
            word,
            "de" | "da" | "van" | "von" | "der" | "den" | "di" | "del" | "la" | "y" | "e" | "dos" | "af" | "of"
        )
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let camel = |word: &str| {
        let mut chars = word.split(['-', '\'', '’']).flat_map(|part| part.chars().skip(3));
        word.contains(char::is_lowercase) && chars.any(char::is_uppercase)
    };
    let words: Vec<&str> = piece.split_whitespace().collect();
    let shouted = words
        .iter()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase))
        .count();
    (2..=LONGEST_NAME).contains(&words.len())
        && words
            .iter()
            .all(|word| (capital(word) && !camel(word)) || particle(word))
        && (shouted == 0 || shouted == words.len())
}

/// Words and a number: "Street 5", "60320 Town", "D18 P521", "12 Road".
fn is_address(tokens: &[Token]) -> bool {
    let number = |token: &Token| token.number().is_some();
    let edge = tokens.first().is_some_and(number) || tokens.last().is_some_and(number);
    let code = tokens
        .iter()
        .any(|token| token.number().is_some() && token.text.len() >= 4);
    edge || code || tokens.iter().filter(|token| token.number().is_some()).count() > 1
}

fn is_abbreviation(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters) && words(text) == 1 && !text.chars().any(char::is_lowercase)
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Without remarks in brackets: "Company (hosting, contract signed)".
fn without_remarks(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')').map(|close| open + close) else {
            break;
        };
        out.push_str(&rest[..open]);
        rest = &rest[close + 1..];
        // "Company (storage) for the backups": what goes on is a remark too.
        let remark = rest.trim_start().starts_with(char::is_lowercase);
        out.push_str(if remark { " - " } else { " " });
    }
    out.push_str(rest);
    out.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn tidy(piece: &str) -> &str {
    let loose = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '“' | '”' | '„' | '<' | '>' | '*' | ':' | '-' | '–' | '—' | '/' | '[' | ']'
            )
    };
    let piece = piece.trim_matches(loose);
    // The full stop of "Ltd." belongs to it, that of a line does not.
    let bare = piece.trim_end_matches('.');
    let last = bare.rsplit([' ', '.']).next().unwrap_or_default();
    if last.chars().count() <= 4 && !last.chars().all(|c| c.is_ascii_digit()) {
        piece
    } else {
        bare
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::vocabularies;
    use super::*;

    fn kinds(line: &str) -> String {
        let vocabularies = vocabularies(&["en", "fi"]);
        let kind = |piece: Piece| match piece {
            Piece::Name(_) => 'n',
            Piece::Role(_) => 'r',
            Piece::Org(_) => 'o',
            Piece::LegalForm(_) => 'f',
            Piece::Address(_) => 'a',
            Piece::Contact(_) => 'c',
            Piece::Label(_) => 'l',
            Piece::Unknown(_) => '?',
            Piece::Dash | Piece::Break => '-',
        };
        pieces(line, &vocabularies.iter().collect::<Vec<_>>())
            .into_iter()
            .map(kind)
            .collect()
    }

    #[test]
    fn pieces_are_told_by_looks_and_words() {
        for (line, expected) in [
            ("Maija Mallikas, Hallintojohtaja, TKI", "nro"),
            ("Cloud, Inc.", "?f"),
            ("Koulukatu 11, Talo F, 60320 Mallila", "aaa"),
            ("Postal address: Koulukatu 11", "la"),
            ("Head of unit: a@b.eu", "rc"),
            ("VAT: 12345678", ""),
            ("We keep the register in order to answer your requests in time", ""),
        ] {
            assert_eq!(kinds(line), expected, "{line}");
        }
    }

    #[test]
    fn persons_are_no_companies() {
        assert!(is_person("Jean-Pierre de la Tour") && is_person("JUAN PÉREZ"));
        assert!(!is_person("BRF Norra") && !is_person("GitHub Issues") && !is_person("Madonna"));
    }
}
