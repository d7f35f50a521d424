//! Headings in words of their own: where the headings around them are known, and nothing else in the record answers
//! the field that they come nearest to, they are taken for it.

use super::walk::Walk;
use super::{Claim, told};
use crate::record::Evidence;
use crate::rules::FieldId;

/// This many headings must be known before the words of the others are stretched.
const KNOWN: usize = 3;

/// Claims what stands under likely headings. Sentences in it claim nothing by themselves any more.
pub(super) fn claim(walk: &mut Walk<'_, '_>) {
    let headed = |claim: &&Claim<'_>| claim.heading.is_some() && claim.evidence != Evidence::Similar;
    if walk.claims.iter().filter(headed).count() < KNOWN {
        return;
    }
    let mut taken: Vec<FieldId> = walk
        .claims
        .iter()
        .filter(|claim| claim.evidence != Evidence::Pattern && !claim.blocks.is_empty())
        .flat_map(|claim| claim.fields.clone())
        .collect();
    let mut found = Vec::new();
    for (at, section) in walk.unmapped.iter().enumerate() {
        let title = walk
            .opening
            .first()
            .is_some_and(|line| line.location == section.heading.location);
        if title || section.blocks.is_empty() && !section.label {
            continue;
        }
        let Some(mut likely) = walk.scope.likely(&section.heading.text) else {
            continue;
        };
        if walk.rules.field(likely.fields[0]).sure_only || taken.contains(&likely.fields[0]) {
            continue;
        }
        likely.fields.retain(|field| !taken.contains(field));
        taken.extend(likely.fields.iter().copied());
        found.push((at, likely));
    }
    for (at, likely) in found.into_iter().rev() {
        told::forget(walk, at);
        let section = walk.unmapped.remove(at);
        for (_, stands_in) in &mut walk.told {
            *stands_in = stands_in.map(|other| if other > at { other - 1 } else { other });
        }
        walk.claims.push(Claim {
            fields: likely.fields,
            heading: Some(section.heading),
            blocks: section.blocks,
            rule: likely.rule,
            evidence: likely.evidence,
            inherited: false,
            parent: false,
        });
    }
}
