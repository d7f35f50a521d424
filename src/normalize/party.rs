//! Persons and bodies: name, role, organisation, address, and how to reach them.
//!
//! A text is cut at its contacts, lines and commas; each piece is told by its looks and by the words of roles,
//! organisations and streets, and a party ends where a piece comes that it has already. Prose gives contacts only.

use std::sync::LazyLock;

use regex::Regex;

use super::contact::{Contact, contacts};
use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hit_at, hits};
use crate::record::{Parties, Party};

/// A piece of more words than this is prose.
const LONGEST_PIECE: usize = 12;
/// A person's name is two to this many words.
const LONGEST_NAME: usize = 5;

/// What one piece of text is.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
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

/// Reads the parties of a value, lines as written; `None` where it names none.
pub fn parties(text: &str, vocabularies: &[&Vocabulary]) -> Option<Parties> {
    let lines: Vec<Vec<Piece>> = text.lines().map(|line| pieces(line, vocabularies)).collect();
    // Lines of names alone are a list, one party a line.
    let bare = |piece: &Piece| {
        !matches!(
            piece,
            Piece::Contact(_) | Piece::Address(_) | Piece::Role(_) | Piece::Label(_)
        )
    };
    let list = lines.iter().flatten().all(bare);
    let mut roll = Roll::default();
    for line in lines {
        for piece in line {
            roll.add(piece);
        }
        roll.add(Piece::Break);
        if list {
            roll.next();
        }
    }
    let parties = roll.finish();
    (!parties.is_empty()).then_some(Parties { parties })
}

/// The parties read so far, and the one being read.
#[derive(Default)]
struct Roll {
    parties: Vec<Party>,
    party: Party,
    /// The piece before was an address on the same line: what follows is more of it.
    in_address: bool,
    /// The organisation stands on this line still.
    in_org: bool,
    after_dash: bool,
    /// A town, perhaps: it counts when an address follows on its line.
    pending: Option<String>,
}

impl Roll {
    fn add(&mut self, piece: Piece) {
        let reached = self.party.email.is_some() || self.party.phone.is_some();
        match piece {
            Piece::Break => {
                self.in_address = false;
                self.in_org = false;
                self.after_dash = false;
                self.pending = None;
            }
            Piece::Dash => {
                self.in_address = false;
                self.pending = None;
                self.after_dash = true;
            }
            Piece::Unknown(text) | Piece::Name(text) | Piece::Address(text) if self.in_address => {
                join(&mut self.party.address, text);
            }
            Piece::Name(name) => {
                if self.party.name.is_some() || self.party.email.is_some() {
                    self.next();
                }
                self.party.name = Some(name);
            }
            Piece::Role(role) => {
                if reached || (self.party.role.is_some() && self.party.name.is_none()) {
                    self.next();
                }
                join(&mut self.party.role, role);
            }
            Piece::Org(_) if self.after_dash && self.in_org => {}
            Piece::Org(org) => {
                if reached || self.party.address.is_some() || (self.party.org.is_some() && !self.in_org) {
                    self.next();
                }
                join(&mut self.party.org, org);
                self.in_org = true;
            }
            Piece::LegalForm(form) => {
                // What looked like a person was a company's name.
                if self.party.org.is_none() {
                    self.party.org = self.party.name.take();
                }
                join(&mut self.party.org, form);
            }
            Piece::Address(address) => {
                if self.party.name.is_none() && self.party.org.is_none() && self.party.role.is_none() && reached {
                    self.next();
                }
                if let Some(town) = self.pending.take() {
                    join(&mut self.party.address, town);
                }
                join(&mut self.party.address, address);
                self.in_address = true;
            }
            Piece::Label(name) => {
                let known = self.party.org.is_some() || self.party.name.is_some();
                if !known || reached || self.party.address.is_some() {
                    self.next();
                    self.party.org = Some(name);
                }
            }
            Piece::Unknown(text) => {
                // The first words of a party, if nothing else, name it.
                if self.party == Party::default() {
                    self.party.org = Some(text);
                    self.in_org = true;
                } else {
                    self.pending = Some(text);
                }
            }
            Piece::Contact(contact) => {
                self.in_address = false;
                match contact {
                    Contact::Email(email) => {
                        if self.party.email.is_some() {
                            self.next();
                        }
                        self.party.email = Some(email);
                    }
                    Contact::Phone(phone) => join(&mut self.party.phone, phone),
                    Contact::Url(url) => {
                        self.party.url.get_or_insert(url);
                    }
                }
            }
        }
    }

    fn next(&mut self) {
        let party = std::mem::take(&mut self.party);
        if party != Party::default() {
            self.parties.push(party);
        }
        self.in_address = false;
        self.in_org = false;
    }

    fn finish(mut self) -> Vec<Party> {
        self.next();
        self.parties
    }
}

fn join(field: &mut Option<String>, text: String) {
    match field {
        Some(known) if *known != text => {
            known.push_str(", ");
            known.push_str(&text);
        }
        Some(_) => {}
        None => *field = Some(text),
    }
}

fn pieces(line: &str, vocabularies: &[&Vocabulary]) -> Vec<Piece> {
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
        (Some(Piece::Name(name) | Piece::Unknown(name)), Some(Piece::Address(_))) => vec![Piece::Label(name)],
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
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::super::samples::vocabularies;
    use super::*;

    fn read(text: &str) -> Vec<Party> {
        let vocabularies = vocabularies(&["en", "fi", "es", "de"]);
        parties(text, &vocabularies.iter().collect::<Vec<_>>())
            .map(|parties| parties.parties)
            .unwrap_or_default()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_string())
    }

    #[test]
    fn blocks_of_persons() {
        let read = read(
            "Maija Mallikas, Hallintojohtaja\n040 123 4567\nmaija.mallikas(at)x.fi\nPekka Puro, asiantuntija, TKI\n040 765 4321\npekka(at)x.fi",
        );
        assert_eq!(read.len(), 2);
        assert_eq!(
            (&read[0].name, &read[0].role),
            (&some("Maija Mallikas"), &some("Hallintojohtaja"))
        );
        assert_eq!(
            (&read[0].phone, &read[0].email),
            (&some("040 123 4567"), &some("maija.mallikas@x.fi"))
        );
        assert_eq!(
            (&read[1].role, &read[1].org, &read[1].email),
            (&some("asiantuntija"), &some("TKI"), &some("pekka@x.fi"))
        );
    }

    #[test]
    fn a_block_of_a_body() {
        let read = read(
            "Mallilan Ammattikorkeakoulu Oy\nKoulukatu 11, Talo F\n60320 Mallila\n020 123 4000\nkirjaamo(at)malli.fi",
        );
        let [party] = read.as_slice() else { panic!("{read:?}") };
        assert_eq!(party.org, some("Mallilan Ammattikorkeakoulu Oy"));
        assert_eq!(party.address, some("Koulukatu 11, Talo F, 60320 Mallila"));
        assert_eq!(party.email, some("kirjaamo@malli.fi"));
    }

    #[test]
    fn bodies_on_one_line() {
        let company =
            read("Example Ireland South County Business Park, One Example Place, Westwood, Dublin, D18 P521, Ireland.");
        let [party] = company.as_slice() else {
            panic!("{company:?}")
        };
        assert_eq!(party.org, some("Example Ireland South County Business Park"));
        assert_eq!(
            party.address,
            some("One Example Place, Westwood, Dublin, D18 P521, Ireland")
        );
        let foundation = read("Fundación Ejemplo: Avenida Ciudad 10, Murcia, España");
        assert_eq!(foundation[0].org, some("Fundación Ejemplo"));
        assert_eq!(foundation[0].address, some("Avenida Ciudad 10, Murcia, España"));
        assert_eq!(
            read("Cloud, Inc. (storage, contract signed)")[0].org,
            some("Cloud, Inc.")
        );
        assert_eq!(
            read("Railway (storage). The database is kept there and nowhere else.")[0].org,
            some("Railway")
        );
    }

    #[test]
    fn several_in_one_cell() {
        let read = read("ABCD DPO: dpo@abcd.eu EF DPO: data-protection@ef.eu");
        let read: Vec<_> = read
            .iter()
            .map(|p| (p.org.as_deref(), p.role.as_deref(), p.email.as_deref()))
            .collect();
        let expected = [("ABCD", "DPO", "dpo@abcd.eu"), ("EF", "DPO", "data-protection@ef.eu")];
        assert_eq!(
            read,
            expected.map(|(org, role, email)| (Some(org), Some(role), Some(email)))
        );
    }

    #[test]
    fn lines_of_names_are_a_list() {
        let orgs: Vec<_> = read("Railway\nBRF Norra\nGitHub Issues")
            .into_iter()
            .filter_map(|party| party.org)
            .collect();
        assert_eq!(orgs, ["Railway", "BRF Norra", "GitHub Issues"]);
    }

    #[test]
    fn prose_gives_contacts_only() {
        let read = read(
            "If you have questions about how the association keeps its data you can always write to a@b.eu for help",
        );
        assert_eq!(
            read,
            [Party {
                email: some("a@b.eu"),
                ..Party::default()
            }]
        );
        assert!(super::tests::read("").is_empty());
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*|[A-Za-zÄ0-9 ,.:;@()\n\\-]*") {
            for party in read(&text) {
                prop_assert!(party != Party::default());
                prop_assert!(party.email.is_none_or(|email| email.matches('@').count() == 1));
            }
        }
    }
}
