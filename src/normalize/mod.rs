//! Claims → [`Record`]: one field from all its claims, with its status and normalized value.

use std::collections::BTreeMap;

use crate::document::{Block, Role};
use crate::mapping::{Claim, Mapping, Section};
use crate::outcome::Source;
use crate::record::{Extent, Field, Nearest, Provenance, Record, Span, Status, Unmapped};
use crate::rules::{FieldId, Rules};

/// Makes the record of a part. `index` is 1-based.
pub fn normalize(mapping: &Mapping<'_>, source: &Source, index: usize, count: usize, rules: &Rules) -> Record {
    let mut fields = BTreeMap::new();
    for (at, field) in rules.fields.iter().enumerate() {
        let id = FieldId(at as u16);
        let claims: Vec<&Claim<'_>> = mapping
            .claims
            .iter()
            .filter(|claim| claim.fields.contains(&id))
            .collect();
        if !claims.is_empty() {
            fields.insert(field.id.clone(), assemble(&claims));
        }
    }
    let digits: String = source.sha256.as_deref().unwrap_or_default().chars().take(16).collect();
    let location = mapping.location;
    Record {
        id: format!("{digits}-{index}"),
        source: source.clone(),
        record: Extent {
            index,
            count,
            location: Span {
                pages: location.page.map(|page| (page, page)),
                lines: location.lines,
            },
        },
        language: mapping.language.clone(),
        template: mapping.template.map(|template| template.id.clone()),
        regime: None,
        fields,
        unmapped: mapping
            .unmapped
            .iter()
            .map(|section| unmapped(section, rules))
            .collect(),
        gaps: Vec::new(),
    }
}

fn assemble(claims: &[&Claim<'_>]) -> Field {
    let text = claims
        .iter()
        .map(|claim| text_of(&claim.blocks))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    Field {
        status: if text.is_empty() {
            Status::Empty
        } else {
            Status::Present
        },
        text,
        items: Vec::new(),
        value: None,
        inherited: claims.iter().all(|claim| claim.inherited),
        placeholder: false,
        provenance: claims.iter().map(|claim| provenance(claim)).collect(),
    }
}

/// The text of a value as written, bullets kept as `- `.
fn text_of(blocks: &[Block]) -> String {
    let text = |block: &Block| match block {
        Block::Text(text) if matches!(text.role, Role::Item { .. }) => format!("- {}", text.text()),
        other => other.text(),
    };
    blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn provenance(claim: &Claim<'_>) -> Provenance {
    let places: Vec<_> = claim.blocks.iter().map(Block::location).collect();
    let place = match places.is_empty() {
        true => claim
            .heading
            .as_ref()
            .map(|heading| heading.location)
            .unwrap_or_default(),
        false => crate::document::Location::around(&places),
    };
    Provenance {
        heading: claim.heading.as_ref().map(|heading| heading.text.clone()),
        rule: Some(claim.rule.to_owned()),
        evidence: Some(claim.evidence),
        ..Provenance::at(&place)
    }
}

fn unmapped(section: &Section<'_>, rules: &Rules) -> Unmapped {
    let nearest = section
        .nearest
        .iter()
        .map(|(field, phrase)| Nearest {
            field: rules.field(*field).id.clone(),
            phrase: (*phrase).to_owned(),
        })
        .collect();
    Unmapped {
        heading: section.heading.text.clone(),
        text: text_of(&section.blocks),
        provenance: Provenance::at(&section.heading.location),
        nearest,
    }
}
