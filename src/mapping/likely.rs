//! Headings in words of their own: where the headings around them are known, and nothing else in the record answers
//! the field that they come nearest to, they are taken for it.

use std::collections::BTreeSet;

use super::walk::Walk;
use super::{Claim, Section, told};
use crate::document::Block;
use crate::record::Evidence;
use crate::rules::{FieldId, Found};

/// So many headings must be known or likely before the words of any are stretched: they bear each other out.
const TOGETHER: usize = 4;

/// Claims what stands under likely headings, then settles what sentences have claimed. Sentences in it claim nothing by themselves any more.
pub(super) fn claim(walk: &mut Walk<'_, '_>) {
    let headed = |claim: &&Claim<'_>| claim.heading.is_some() && claim.evidence != Evidence::Similar;
    let known = walk.claims.iter().filter(headed).count();
    let mut taken: Vec<FieldId> = walk
        .claims
        .iter()
        .filter(|claim| claim.evidence != Evidence::Pattern && !claim.blocks.is_empty())
        .flat_map(|claim| claim.fields.clone())
        .collect();
    let mut found: Vec<(usize, Found<'_>)> = Vec::new();
    for (at, mut likely) in candidates(walk) {
        // A label in a list under a likely heading is a part of that list.
        let above = walk
            .within
            .iter()
            .find(|&&(label, _)| label == at)
            .map(|&(_, above)| above);
        // And what has labels with fields of their own below it is a title of theirs: "Part I – Public information".
        if found.iter().any(|&(heading, _)| Some(heading) == above)
            || found.iter().any(|&(label, _)| walk.within.contains(&(label, at)))
            || taken.contains(&likely.fields[0])
        {
            continue;
        }
        likely.fields.retain(|field| !taken.contains(field));
        taken.extend(likely.fields.iter().copied());
        found.push((at, likely));
    }
    found.sort_by_key(|(at, _)| *at);
    if known + found.len() < TOGETHER {
        told::settle(walk);
        return;
    }
    let mut gone = BTreeSet::new();
    for (at, likely) in found {
        told::forget(walk, at);
        let parts: Vec<usize> = walk
            .within
            .iter()
            .filter(|&&(_, above)| above == at)
            .map(|&(label, _)| label)
            .collect();
        let mut blocks = std::mem::take(&mut walk.unmapped[at].blocks);
        blocks.extend(parts.iter().flat_map(|&part| whole(&mut walk.unmapped[part])));
        gone.insert(at);
        gone.extend(parts);
        walk.claims.push(Claim {
            fields: likely.fields,
            heading: Some(walk.unmapped[at].heading.clone()),
            blocks,
            rule: likely.rule,
            evidence: likely.evidence,
            weak: false,
            inherited: false,
            parent: false,
        });
    }
    told::settle(walk);
    let mut at = 0..;
    walk.unmapped.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
}

/// Sections whose heading may be a field's, the nearest to one first: it is for them that the others must give way.
fn candidates<'r>(walk: &Walk<'_, 'r>) -> Vec<(usize, Found<'r>)> {
    let mut list: Vec<(usize, Found<'r>, f32)> = Vec::new();
    for (at, section) in walk.unmapped.iter().enumerate() {
        let title = walk
            .opening
            .first()
            .is_some_and(|line| line.location == section.heading.location);
        let lists = walk.within.iter().any(|&(_, above)| above == at);
        if title || section.blocks.is_empty() && !section.label && !lists {
            continue;
        }
        let likely = walk.scope.likely(&section.heading.text);
        if let Some((likely, score)) = likely.filter(|(found, _)| !walk.rules.field(found.fields[0]).sure_only) {
            list.push((at, likely, score));
        }
    }
    list.sort_by(|(_, _, a), (_, _, b)| b.total_cmp(a));
    list.into_iter().map(|(at, likely, _)| (at, likely)).collect()
}

/// A label and its value, as text of the list that it stands in.
fn whole(section: &mut Section<'_>) -> Vec<Block> {
    let mut blocks = std::mem::take(&mut section.blocks);
    if let Some(Block::Text(text)) = blocks.first_mut()
        && let Some(line) = text.lines.first_mut()
    {
        line.text = format!("{}: {}", section.heading.text, line.text);
    }
    blocks
}
