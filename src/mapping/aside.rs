//! What a text says beside the field that it stands under: "Example Ltd, Main Street 5. We have no data protection
//! officer." The sentence goes to its own field, where no heading asks for that.

use super::Claim;
use crate::document::{Block, Line, Location, Role, TextBlock};
use crate::record::Evidence;
use crate::rules::vocabulary::token::{Token, tokens};
use crate::rules::vocabulary::{Vocabulary, hit_at, hits};
use crate::rules::{FieldId, Found, Rules, Scope, ValueType};

/// Fields that are answered in passing, in a sentence or clause of their own.
const IN_PASSING: [&str; 12] = [
    "dpo",
    "controller_representative",
    "joint_controllers",
    "international_transfers",
    "automated_decisions",
    "data_provision",
    "data_sources",
    "personal_data",
    "legal_basis",
    "recipients",
    "retention",
    "data_subject_rights",
];
/// A phrase of a heading tells a sentence's field only where it is at least this long (characters).
const LONG_ENOUGH: usize = 10;

/// Takes sentences out of claims that speak of another field than their heading, where that field is not claimed.
pub(super) fn claim<'r>(claims: &mut Vec<Claim<'r>>, scope: &Scope<'r>, rules: &'r Rules) {
    let claimed = |claims: &[Claim<'_>], field: FieldId| {
        claims
            .iter()
            .any(|claim| claim.fields.contains(&field) && !claim.blocks.is_empty())
    };
    let mut open: Vec<FieldId> = IN_PASSING
        .iter()
        .filter_map(|id| rules.field_id(id))
        // A form asks for these in headings of its own: a paragraph of an answer is a part of it.
        .filter(|&field| !claimed(claims, field) && (scope.template.is_none() || may_be_denied(rules, field)))
        .collect();
    let mut found: Vec<Claim<'r>> = Vec::new();
    for claim in claims.iter_mut().filter(|claim| !claim.fields.is_empty()) {
        let party = rules.field(claim.fields[0]).value_type == ValueType::Party;
        let whole = claim.heading.is_none() || party || rules.field(claim.fields[0]).id == "other";
        let denied = open.iter().copied().filter(|&field| may_be_denied(rules, field));
        let aside = Aside {
            scope,
            open: &open,
            denied: denied.collect(),
        };
        let mut kept = Vec::with_capacity(claim.blocks.len());
        // "The categories of data are:" takes the list below it along.
        let mut announced = false;
        for (at, block) in std::mem::take(&mut claim.blocks).into_iter().enumerate() {
            let Block::Text(text) = block else {
                kept.push(block);
                continue;
            };
            if std::mem::take(&mut announced)
                && matches!(text.role, Role::Item { .. })
                && let Some(claim) = found.last_mut()
            {
                claim.blocks.push(Block::Text(text));
                announced = true;
                continue;
            }
            let announces = text.text().trim_end().ends_with(':');
            let before = found.len();
            // Under a heading of its own, a list or paragraph is the answer; only what follows may be an aside.
            let stays = if whole {
                aside.sentences(&text, &mut found)
            } else if at > 0 {
                aside.paragraph(text, &mut found)
            } else {
                Some(text)
            };
            announced = announces && found.len() > before;
            kept.extend(stays.map(Block::Text));
        }
        claim.blocks = kept;
        open.retain(|field| !claimed(&found, *field));
    }
    claims.extend(found);
}

/// Every record has purposes, data and a basis: saying that there is none of them is about something else.
fn may_be_denied(rules: &Rules, field: FieldId) -> bool {
    let always = [
        "personal_data",
        "legal_basis",
        "recipients",
        "retention",
        "data_subject_rights",
    ];
    !always.contains(&rules.field(field).id.as_str())
}

struct Aside<'a, 'r> {
    scope: &'a Scope<'r>,
    open: &'a [FieldId],
    /// Those of them that a sentence may answer by saying that there is no such thing.
    denied: Vec<FieldId>,
}

impl<'r> Aside<'_, 'r> {
    /// A paragraph that states an open field, or the text back.
    fn paragraph(&self, text: TextBlock, found: &mut Vec<Claim<'r>>) -> Option<TextBlock> {
        match self
            .scope
            .told(&text.text())
            .filter(|told| self.open.contains(&told.fields[0]))
        {
            Some(told) => {
                found.push(claim_of(told, Block::Text(text)));
                None
            }
            None => Some(text),
        }
    }

    /// The text without the sentences and clauses that state an open field.
    fn sentences(&self, text: &TextBlock, found: &mut Vec<Claim<'r>>) -> Option<TextBlock> {
        let whole = text
            .lines
            .iter()
            .map(|line| line.text.trim())
            .collect::<Vec<_>>()
            .join(" ");
        let location = Location::around(&text.lines.iter().map(|line| line.location).collect::<Vec<_>>());
        let block = |text: &str| TextBlock {
            role: Role::Paragraph,
            lines: vec![Line {
                text: text.trim().to_owned(),
                lead: 0,
                location,
            }],
            style: Default::default(),
        };
        let mut rest = Vec::new();
        let before = found.len();
        let tokens = tokens(&whole);
        for (piece, tokens) in pieces(&whole, &tokens, &self.vocabularies()) {
            let goes_on = found.len() > before && rest_is_reason(found.last());
            match self.stated(piece, tokens) {
                None if goes_on => {
                    if let Some(Block::Text(text)) = found.last_mut().and_then(|claim| claim.blocks.last_mut()) {
                        text.lines[0].text = format!("{} {}", text.lines[0].text, piece.trim());
                    }
                }
                Some(told) => found.push(claim_of(told, Block::Text(block(piece)))),
                None => rest.push(piece.trim()),
            }
        }
        if found.len() == before {
            return Some(text.clone());
        }
        (!rest.is_empty()).then(|| TextBlock {
            role: text.role.clone(),
            ..block(&rest.join(" "))
        })
    }

    fn vocabularies(&self) -> Vec<&'r Vocabulary> {
        self.scope
            .languages
            .iter()
            .map(|language| language.vocabulary())
            .collect()
    }

    /// The open field that a sentence states: by a phrase of sentences, or by saying that there is no such thing.
    fn stated(&self, sentence: &str, tokens: &[Token]) -> Option<Found<'r>> {
        let open = |found: &Found<'_>| self.open.contains(&found.fields[0]);
        self.scope.told_by(tokens).filter(open).or_else(|| {
            let vocabularies = self.vocabularies();
            let negated = !hits(&vocabularies, |v| &v.negations, tokens).is_empty()
                || !hits(&vocabularies, |v| &v.none, tokens).is_empty();
            if !negated {
                return None;
            }
            let open = |found: &Found<'_>| self.denied.contains(&found.fields[0]);
            let bare: Vec<&str> = sentence.split(['(', ';', ':']).next()?.split_whitespace().collect();
            let named = self
                .scope
                .exact(bare.get(1..)?.join(" ").trim_end_matches('.'))
                .filter(open);
            named.or_else(|| self.scope.named_in(sentence, &self.denied, LONG_ENOUGH))
        })
    }
}

/// What follows a semicolon gives the reason.
fn rest_is_reason(claim: Option<&Claim<'_>>) -> bool {
    claim
        .and_then(|claim| claim.blocks.last())
        .is_some_and(|block| block.text().ends_with(';'))
}

fn claim_of(found: Found<'_>, block: Block) -> Claim<'_> {
    Claim {
        fields: found.fields,
        heading: None,
        blocks: vec![block],
        rule: found.rule,
        evidence: Evidence::Pattern,
        weak: false,
        inherited: false,
        parent: false,
    }
}

/// Sentences, and clauses that begin with "no" after a comma ("No representative, no officer"), each with its tokens.
fn pieces<'t, 'k>(text: &'t str, tokens: &'k [Token], vocabularies: &[&Vocabulary]) -> Vec<(&'t str, &'k [Token])> {
    // Where a piece begins: in the text, and among the tokens.
    let mut cuts = vec![(0, 0)];
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(next) = tokens.get(at + 1).filter(|next| depth == 0 && !next.touches(token)) else {
            continue;
        };
        let negates = || hit_at(vocabularies, |v| &v.none, tokens, at + 1).is_some();
        let ends = match token.text.as_str() {
            "." | "!" => at > 0 && is_sentence_end(&tokens[at - 1]) && starts_sentence(&text[next.start..]),
            ";" => true,
            "," => negates(),
            _ => false,
        };
        if ends {
            cuts.push((next.start, at + 1));
        }
    }
    cuts.push((text.len(), tokens.len()));
    let piece = |cut: &[(usize, usize)]| (&text[cut[0].0..cut[1].0], &tokens[cut[0].1..cut[1].1]);
    cuts.windows(2).map(piece).collect()
}

/// Not the stop of an abbreviation.
fn is_sentence_end(word: &Token) -> bool {
    !word.is_word() || word.text.chars().count() >= 4
}

fn starts_sentence(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_abbreviations_do_not() {
        let rules = Rules::embedded().unwrap();
        let vocabulary = rules.language("de").unwrap().vocabulary();
        let cut = |text| {
            let tokens = tokens(text);
            let pieces = pieces(text, &tokens, &[vocabulary]);
            pieces.iter().map(|(piece, _)| piece.trim()).collect::<Vec<_>>()
        };
        assert_eq!(
            cut("Muster GmbH, Hauptstr. 5 (s. S. 2). Kein Vertreter, kein Beauftragter (nicht nötig; § 38)."),
            [
                "Muster GmbH, Hauptstr. 5 (s. S. 2).",
                "Kein Vertreter,",
                "kein Beauftragter (nicht nötig; § 38)."
            ]
        );
    }
}
