//! Persons and bodies: name, role, organisation, address, and how to reach them.
//!
//! The pieces of a text come one by one; a party ends where a piece comes that it has already. Prose gives contacts
//! only.

use super::contact::Contact;
use super::piece::{Piece, pieces};
use super::vocabulary::Vocabulary;
use crate::record::{Parties, Party};

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
