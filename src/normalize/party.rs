//! Persons and bodies: name, role, organisation, address, and how to reach them.
//!
//! A text is cut at its contacts, lines and commas; each piece is told by its looks and by the words of roles,
//! organisations and streets, and a party ends where a piece comes that it has already. Prose gives contacts only.

use super::contact::{Contact, contacts};
use super::token::{Token, tokens};
use super::vocabulary::{Vocabulary, hits};
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
    /// The line ends, or something stands between two parties.
    Break,
}

/// Reads the parties of a value, lines as written; `None` where it names none.
pub fn parties(text: &str, vocabularies: &[&Vocabulary]) -> Option<Parties> {
    let mut roll = Roll::default();
    for line in text.lines() {
        for piece in pieces(line, vocabularies) {
            roll.add(piece);
        }
        roll.add(Piece::Break);
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
}

impl Roll {
    fn add(&mut self, piece: Piece) {
        let reached = self.party.email.is_some() || self.party.phone.is_some();
        match piece {
            Piece::Break => {
                self.in_address = false;
                self.in_org = false;
            }
            Piece::Unknown(text) | Piece::Name(text) | Piece::Address(text) if self.in_address => {
                join(&mut self.party.address, text);
            }
            Piece::Name(name) => {
                if self.party.name.is_some() || reached || self.party.address.is_some() {
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
                join(&mut self.party.address, address);
                self.in_address = true;
            }
            Piece::Unknown(text) => {
                // The first words of a party, if nothing else, name it.
                if self.party == Party::default() {
                    self.party.org = Some(text);
                    self.in_org = true;
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
    let text = without_remarks(text);
    let stretches = text
        .split([';', '|', '\t', '(', ')', '·', '•'])
        .flat_map(|part| part.split(" — "))
        .flat_map(|part| part.split(" – ").flat_map(|part| part.split(" - ")));
    let mut pieces = Vec::new();
    for stretch in stretches {
        let stretch = stretch.trim();
        let (label, value) = match stretch.split_once(':') {
            Some((label, value)) if words(label) <= 6 && !label.trim().is_empty() => (Some(label.trim()), value.trim()),
            _ => (None, stretch),
        };
        let cut: Vec<&str> = value.split(',').map(tidy).filter(|piece| !piece.is_empty()).collect();
        if cut.iter().any(|piece| words(piece) > LONGEST_PIECE) {
            continue;
        }
        let mut told: Vec<Piece> = cut.iter().filter_map(|piece| tell(piece, vocabularies)).collect();
        // "Company South Park, One Place, Dublin, D18 P521": what stands first, without a number, is no street.
        let addresses = told.iter().filter(|piece| matches!(piece, Piece::Address(_))).count();
        if let [Piece::Address(first), _, _, ..] = told.as_mut_slice()
            && addresses > 1
            && words(first) > 2
            && !first.contains(|c: char| c.is_ascii_digit())
            && label.is_none()
        {
            told[0] = Piece::Org(first.clone());
        }
        if let Some(label) = label {
            pieces.extend(label_piece(label, &mut told, vocabularies));
        }
        pieces.extend(told);
    }
    pieces
}

/// What a label before a colon adds: "Director: A. B." a role, "Foundation X: Street 1" a name, "Phone:" nothing.
fn label_piece(label: &str, told: &mut [Piece], vocabularies: &[&Vocabulary]) -> Option<Piece> {
    let kind = tell(tidy(label), vocabularies);
    match (kind, told.first_mut()) {
        // "Organisation: Friends": the label says what the value is.
        (Some(Piece::Org(_)), Some(first @ (Piece::Name(_) | Piece::Unknown(_)))) if words(label) <= 2 => {
            if let Piece::Name(text) | Piece::Unknown(text) = first {
                *first = Piece::Org(text.clone());
            }
            None
        }
        (Some(Piece::Role(role)), _) => split_role(&role, vocabularies),
        (Some(Piece::Org(org)), _) => Some(Piece::Org(org)),
        (Some(Piece::Name(name)), Some(Piece::Address(_))) => Some(Piece::Org(name)),
        (Some(Piece::Unknown(name)), Some(Piece::Address(_))) if !is_part_label(label, vocabularies) => {
            Some(Piece::Org(name))
        }
        _ => None,
    }
}

/// "EDPS DPO": an abbreviation before a role is whose role it is; a bare role stays one.
fn split_role(role: &str, vocabularies: &[&Vocabulary]) -> Option<Piece> {
    let tokens = tokens(role);
    let hit = hits(vocabularies, |v| &v.roles, &tokens).into_iter().next()?;
    let before = role.get(..tokens.get(hit.first)?.start)?.trim();
    if !before.is_empty() && is_abbreviation(before) {
        return Some(Piece::Org(before.to_string()));
    }
    Some(Piece::Role(role.to_string()))
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
    let person = roles.is_empty() && orgs.is_empty();
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
    let capital = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase())
            || matches!(
                word,
                "de" | "da" | "van" | "von" | "der" | "di" | "del" | "la" | "y" | "e" | "dos" | "af"
            )
    };
    let count = words(piece);
    if (2..=LONGEST_NAME).contains(&count) && piece.split_whitespace().all(capital) {
        return Some(Piece::Name(text()));
    }
    (count <= 8).then(|| Piece::Unknown(text()))
}

/// Words and a number: "Street 5", "60320 Town", "D18 P521", "12 Road".
fn is_address(tokens: &[Token]) -> bool {
    let number = |token: &Token| token.number().is_some() || token.text.len() <= 2;
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
        out.push(' ');
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
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
    }

    #[test]
    fn several_in_one_cell() {
        let read = read("ABCD DPO: dpo@abcd.eu EF DPO: data-protection@ef.eu");
        let read: Vec<_> = read.iter().map(|p| (p.org.as_deref(), p.email.as_deref())).collect();
        assert_eq!(
            read,
            [
                (Some("ABCD"), Some("dpo@abcd.eu")),
                (Some("EF"), Some("data-protection@ef.eu"))
            ]
        );
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
