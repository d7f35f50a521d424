//! Labels: which field each asks for, and where one goes that asks for none.

use super::Claim;
use super::walk::{LABEL_RANK, Open, Target, Walk, claim};
use crate::document::{Block, Line};
use crate::outline::{Label, LabelMark};
use crate::rules::{Found, ValueType};

impl<'r> Walk<'_, 'r> {
    pub(super) fn label(&mut self, label: &Label) {
        // "Address: …" below a heading in words of its own is a part of what stands there.
        if matches!(self.open.last().map(|open| open.target), Some(Target::Section(_)))
            && label.mark == LabelMark::Colon
            && self.scope.is_part(&label.text)
        {
            self.text(Block::Text(label.whole.clone()));
            return;
        }
        let parent = self.parent().map(|open| open.target);
        let found = self.found_for_label(label);
        self.open.retain(|open| open.rank != LABEL_RANK);
        match found {
            Some(found) => {
                self.mark_parents();
                if let Some(Target::Claim(above)) = parent {
                    self.below.push((self.claims.len(), above));
                }
                // The value of a cell is whole; a label in text whose value is missing may have it below.
                // A date is whole on its line: the paragraph below it is none of its own.
                let whole = parent.is_some() || self.rules.field(found.fields[0]).value_type == ValueType::Date;
                let full = label.mark == LabelMark::Cell || !label.value.is_empty() && whole;
                self.open.push(Open {
                    target: Target::Claim(self.claims.len()),
                    rank: LABEL_RANK,
                    full,
                    party: !label.value.is_empty() && self.rules.field(found.fields[0]).value_type == ValueType::Party,
                });
                let line = Line {
                    text: label.text.clone(),
                    lead: 0,
                    location: label.location,
                };
                self.claims.push(claim(found, line, label.value.clone()));
            }
            None if self.scope.is_part(&label.text) && self.part_of_party(label) => {}
            None if self.tells_by_label(label) => {}
            None if label.mark != LabelMark::Cell && self.tells(&label.whole) => {
                self.text(Block::Text(label.whole.clone()));
            }
            None => self.unknown_label(label, parent),
        }
    }

    fn found_for_label(&self, label: &Label) -> Option<Found<'r>> {
        // Under a heading that the form itself leaves open, labels are what they say: content.
        if let Some(Target::Claim(at)) = self.parent().map(|open| open.target)
            && self.claims[at]
                .fields
                .first()
                .is_some_and(|&field| self.rules.field(field).id == "other")
        {
            return None;
        }
        let group = label.group.as_deref();
        let sure = |text: &str| self.scope.exact(text).filter(|found| !found.weak);
        let exact = sure(&label.text).or_else(|| group.and_then(sure));
        // A weak phrase or a likeness is enough where a label stands for itself, under no other field.
        let alone = self.parent().is_none();
        let likely = |text: &str| self.scope.find(text).filter(|found| alone || !found.weak);
        // "As of: May 2022" is a date wherever it stands.
        let dated = |found: &Found<'r>| {
            let value = label.value.first().map(Block::text).unwrap_or_default();
            self.rules.field(found.fields[0]).value_type == ValueType::Date && is_dated(&value)
        };
        let date = || self.scope.exact(&label.text).filter(dated);
        match label.mark {
            LabelMark::Cell => exact.or_else(|| likely(&label.text)).or_else(|| group.and_then(likely)),
            LabelMark::Bold if alone => exact.or_else(|| likely(&label.text)),
            LabelMark::Bold => exact.or_else(|| self.named_by_parent(&label.text)).or_else(date),
            LabelMark::Colon if alone => exact.or_else(|| self.scope.exact(&label.text)),
            LabelMark::Colon => exact.or_else(|| self.named_by_parent(&label.text)).or_else(date),
        }
    }

    /// Under a heading that names several fields, even a weak label tells which of them is meant.
    fn named_by_parent(&self, label: &str) -> Option<Found<'r>> {
        let Some(Target::Claim(at)) = self.parent().map(|open| open.target) else {
            return None;
        };
        let fields = &self.claims[at].fields;
        self.scope
            .exact(label)
            .filter(|found| fields.len() > 1 && fields.contains(&found.fields[0]))
    }

    /// E-mail, telephone and the like go with the party stated last.
    fn part_of_party(&mut self, label: &Label) -> bool {
        let Some(at) = self.claims.len().checked_sub(1) else {
            return false;
        };
        let party = |claim: &Claim<'_>| self.rules.field(claim.fields[0]).value_type == ValueType::Party;
        if !party(&self.claims[at]) {
            return false;
        }
        self.claims[at].blocks.extend(label.value.clone());
        true
    }

    /// "Transfer out of the EU: no": the label's own words state the field, and the value answers it.
    fn tells_by_label(&mut self, label: &Label) -> bool {
        /// A longer label is a sentence with a colon in it (words).
        const LONGEST: usize = 8;
        let short = label.text.split_whitespace().count() <= LONGEST && label.mark != LabelMark::Cell;
        let Some(found) = self.scope.told(&label.text).filter(|_| short && !self.below_heading()) else {
            return false;
        };
        let line = Line {
            text: label.text.clone(),
            lead: 0,
            location: label.location,
        };
        self.claims.push(claim(found, line, label.value.clone()));
        true
    }

    /// A label in words of its own among labels that are all the headings that there are.
    fn is_sibling(&self, label: &Label) -> bool {
        self.open.iter().all(|open| open.rank == LABEL_RANK) && self.is_likely(&label.text)
    }

    fn unknown_label(&mut self, label: &Label, parent: Option<Target>) {
        match parent {
            Some(Target::Claim(at)) if label.mark == LabelMark::Cell => {
                let party = self.rules.field(self.claims[at].fields[0]).value_type == ValueType::Party;
                let blocks = if party {
                    label.value.clone()
                } else {
                    vec![Block::Text(label.whole.clone())]
                };
                self.claims[at].blocks.extend(blocks);
            }
            Some(Target::Claim(_)) => self.text(Block::Text(label.whole.clone())),
            _ if label.mark == LabelMark::Colon
                && !self.is_sibling(label)
                && (self.nothing_headed() || !self.open.is_empty()) =>
            {
                self.text(Block::Text(label.whole.clone()));
            }
            _ => {
                let line = Line {
                    text: label.text.clone(),
                    lead: 0,
                    location: label.location,
                };
                if let Some(above) = self.section() {
                    self.within.push((self.unmapped.len(), above));
                }
                self.add_section(line, label.value.clone(), true);
            }
        }
    }
}

/// A value that is a date and hardly more: it holds a year.
fn is_dated(value: &str) -> bool {
    /// Unicode scalars.
    const LONGEST: usize = 40;
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    value.chars().count() <= LONGEST && value.split(|c: char| !c.is_ascii_digit()).any(year)
}
