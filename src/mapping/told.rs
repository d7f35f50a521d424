//! Claims that sentences make where no heading does: a notice of numbered sentences, a paragraph below a heading that
//! no rule knows.

use super::Claim;
use super::walk::{LABEL_RANK, Open, Target, Walk};
use crate::document::{Block, Role, TextBlock};
use crate::record::Evidence;
use crate::rules::{FieldId, Found, ValueType};

impl Walk<'_, '_> {
    /// No heading has claimed a field so far.
    pub(super) fn nothing_headed(&self) -> bool {
        self.claims.iter().all(is_told)
    }

    /// Whether a text states its field, where no heading has said what stands here.
    pub(super) fn tells(&self, text: &TextBlock) -> bool {
        !self.below_heading() && self.scope.told(&text.text()).is_some()
    }

    pub(super) fn below_heading(&self) -> bool {
        let headed = |open: &Open| matches!(open.target, Target::Claim(at) if !is_told(&self.claims[at]));
        self.open.iter().any(headed)
    }

    /// Opens a claim for a text that states its field, or closes the one before, which this text is no part of. Gives
    /// back what is still to be put somewhere.
    pub(super) fn by_sentence(&mut self, block: Block) -> Option<Block> {
        let Block::Text(text) = &block else { return Some(block) };
        if self.below_heading() {
            return Some(block);
        }
        // A date has its line alone, and is looked for at the end.
        let dated = |found: &Found<'_>| self.rules.field(found.fields[0]).value_type == ValueType::Date;
        if let Some(found) = self.scope.told(&text.text()).filter(|found| !dated(found)) {
            self.close_told();
            let section = self.section();
            if let Some(at) = section {
                self.unmapped[at].blocks.push(block.clone());
            }
            self.told.push((self.claims.len(), section));
            self.open.push(Open {
                target: Target::Claim(self.claims.len()),
                rank: LABEL_RANK,
                full: false,
                party: false,
            });
            self.claims.push(Claim {
                fields: found.fields,
                heading: None,
                blocks: vec![block],
                rule: found.rule,
                evidence: found.evidence,
                weak: false,
                inherited: false,
                parent: false,
            });
            return None;
        }
        if !self.goes_on(text) {
            self.close_told();
        } else if let Some(at) = self.section() {
            self.unmapped[at].blocks.push(block.clone());
        }
        Some(block)
    }

    /// The section that is open.
    pub(super) fn section(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|open| match open.target {
            Target::Section(at) => Some(at),
            Target::Claim(_) => None,
        })
    }

    /// Whether a text goes on with what the sentence before it began: "… for these purposes:" and the list after it.
    fn goes_on(&self, text: &TextBlock) -> bool {
        let Some(Target::Claim(at)) = self.open.last().map(|open| open.target) else {
            return false;
        };
        let blocks = &self.claims[at].blocks;
        let announced = blocks
            .first()
            .is_some_and(|block| block.text().trim_end().ends_with(':'));
        let item = matches!(text.role, Role::Item { .. });
        announced && (item || blocks.len() == 1) || text.text().starts_with(char::is_lowercase)
    }

    fn close_told(&mut self) {
        self.open
            .retain(|open| !matches!(open.target, Target::Claim(at) if is_told(&self.claims[at])));
    }
}

fn is_told(claim: &Claim<'_>) -> bool {
    claim.evidence == Evidence::Pattern
}

/// What a heading has claimed, no sentence elsewhere claims again; what sentences do claim, their section does not hold.
pub(super) fn settle(walk: &mut Walk<'_, '_>) {
    let headed: Vec<FieldId> = walk
        .claims
        .iter()
        .filter(|claim| !is_told(claim) && !claim.blocks.is_empty())
        .flat_map(|claim| claim.fields.clone())
        .collect();
    for &(at, section) in &walk.told {
        walk.claims[at].fields.retain(|field| !headed.contains(field));
        if let Some(section) = section
            && !walk.claims[at].fields.is_empty()
        {
            let claimed = &walk.claims[at].blocks;
            walk.unmapped[section].blocks.retain(|block| !claimed.contains(block));
        }
    }
    walk.claims.retain(|claim| !claim.fields.is_empty());
}

/// Takes back what sentences in a section have claimed.
pub(super) fn forget(walk: &mut Walk<'_, '_>, section: usize) {
    for &(at, stands_in) in &walk.told {
        if stands_in == Some(section) {
            walk.claims[at].fields.clear();
        }
    }
    walk.told.retain(|(_, stands_in)| *stands_in != Some(section));
}
