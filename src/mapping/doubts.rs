//! Claims that others in the same record make doubtful: they give way.

use super::walk::Walk;
use super::{Claim, Section};
use crate::document::{Block, Location};
use crate::record::Evidence;
use crate::rules::{FieldId, ValueType};

impl Walk<'_, '_> {
    /// "Review", "Changes": without a date below it, such a heading is about something else.
    pub(super) fn drop_undated(&mut self) {
        let rules = self.rules;
        let undated = |claim: &Claim<'_>| {
            let date = rules.field(claim.fields[0]).value_type == ValueType::Date;
            let text = || claim.blocks.iter().map(Block::text).collect::<Vec<_>>().join(" ");
            claim.weak
                && date
                && !claim.blocks.is_empty()
                && !text().contains(|c: char| c.is_ascii_digit() || "[{<_".contains(c))
        };
        for claim in self.claims.iter_mut().filter(|claim| undated(claim)) {
            let heading = claim.heading.clone().unwrap_or_default();
            self.unmapped.push(Section {
                nearest: self.scope.nearest(&heading.text),
                heading,
                blocks: std::mem::take(&mut claim.blocks),
                label: false,
            });
            claim.parent = true;
        }
    }

    /// Where a sure heading answers a field, a weak phrase of it elsewhere is most likely something else.
    pub(super) fn drop_weak(&mut self) {
        let sure: Vec<FieldId> = self
            .claims
            .iter()
            .filter(|claim| !claim.weak && claim.evidence != Evidence::Similar && !claim.blocks.is_empty())
            .map(|claim| claim.fields[0])
            .collect();
        for claim in &mut self.claims {
            if claim.weak && !claim.parent && sure.contains(&claim.fields[0]) {
                let heading = claim.heading.clone().unwrap_or_default();
                self.unmapped.push(Section {
                    nearest: Vec::new(),
                    heading,
                    blocks: std::mem::take(&mut claim.blocks),
                    label: false,
                });
                claim.parent = true;
            }
        }
    }
}

/// A heading that names several fields keeps those that no label below it takes: "Purposes and legal basis", some text,
/// then "Legal basis: …".
pub(super) fn narrow(claims: &mut [Claim<'_>], below: &[(usize, usize)]) {
    for &(label, heading) in below {
        let (told, weak) = (claims[label].fields.clone(), claims[label].weak);
        let fields = &mut claims[heading].fields;
        if fields.len() > 1 && !weak && told.iter().any(|field| fields.contains(field)) {
            let left: Vec<FieldId> = fields.iter().copied().filter(|field| !told.contains(field)).collect();
            if !left.is_empty() {
                *fields = left;
            }
        }
    }
}

/// Places of the headings with a label below that asks for the same field: it bears them out.
pub(super) fn borne_out(claims: &[Claim<'_>], below: &[(usize, usize)]) -> Vec<Location> {
    let pairs = below.iter().map(|&(label, heading)| (&claims[label], &claims[heading]));
    let alike = pairs.filter(|(label, heading)| heading.fields.contains(&label.fields[0]));
    alike
        .filter_map(|(_, heading)| Some(heading.heading.as_ref()?.location))
        .collect()
}

/// Where a field has a sure claim, a similar heading is most likely something else; but not right after that claim:
/// "Main purpose", "Second purpose".
pub(super) fn demote_similar<'r>(claims: &mut Vec<Claim<'r>>, unmapped: &mut Vec<Section<'r>>, borne_out: &[Location]) {
    let sure: Vec<FieldId> = claims
        .iter()
        .filter(|claim| claim.evidence != Evidence::Similar && !claim.blocks.is_empty())
        .flat_map(|claim| claim.fields.clone())
        .collect();
    let mut kept: Vec<Claim<'r>> = Vec::with_capacity(claims.len());
    for claim in claims.drain(..) {
        let goes_on = kept
            .last()
            .is_some_and(|above| above.fields == claim.fields && !above.blocks.is_empty());
        match &claim.heading {
            Some(heading)
                if claim.evidence == Evidence::Similar
                    && sure.contains(&claim.fields[0])
                    && !goes_on
                    && !borne_out.contains(&heading.location) =>
            {
                unmapped.push(Section {
                    heading: heading.clone(),
                    blocks: claim.blocks,
                    nearest: Vec::new(),
                    label: false,
                });
            }
            _ => kept.push(claim),
        }
    }
    *claims = kept;
}
