//! Tables whose columns are fields of their own: "Categories of data | Description | Storage period" under a heading
//! that asks for neither.

use super::Claim;
use super::walk::{Target, Walk};
use crate::document::{Block, Line, Role, Style, TextBlock};
use crate::outline::Grid;
use crate::rules::{FieldId, Found};

/// So many columns must be fields.
const TOGETHER: usize = 2;
/// A head and one row below it.
const FEWEST_ROWS: usize = 2;

impl<'r> Walk<'_, 'r> {
    /// The claims of a table's columns, where its first column is a field that is not open already.
    pub(super) fn columns(&self, grid: &Grid) -> Vec<Claim<'r>> {
        let Some(head) = grid
            .rows
            .first()
            .filter(|_| grid.rows.len() >= FEWEST_ROWS && grid.columns > 1)
        else {
            return Vec::new();
        };
        let found = |column| {
            self.scope
                .exact(&head.text(column))
                .filter(|found: &Found<'_>| !found.weak)
        };
        let open = |found: &Found<'_>| match self.open.last().map(|open| open.target) {
            Some(Target::Claim(at)) => self.claims[at].fields.contains(&found.fields[0]),
            _ => false,
        };
        let mut fields: Vec<FieldId> = Vec::new();
        let mut named = 0;
        for found in (0..grid.columns).filter_map(found) {
            if open(&found) {
                // A heading that names several of the columns asks for each: "Purposes, legal basis and retention".
                named += 1;
            }
            if !fields.contains(&found.fields[0]) {
                fields.push(found.fields[0]);
            }
        }
        if named == 1 {
            return Vec::new();
        }
        // A table right under a heading is its answer, whatever its columns are called; not that of one which names no
        // field, where most of them do.
        let answered = match self.open.last().map(|open| open.target) {
            Some(Target::Claim(at)) => named > 1 || !self.claims[at].blocks.is_empty(),
            Some(Target::Section(at)) => fields.len() > TOGETHER || !self.unmapped[at].blocks.is_empty(),
            None => true,
        };
        // Beside sure heads, a weak one is a head too.
        let found = |column| self.scope.exact(&head.text(column));
        if found(0).is_none() || fields.len() < TOGETHER || !answered {
            return Vec::new();
        }
        let mut claims: Vec<Claim<'r>> = Vec::new();
        for column in 0..grid.columns {
            let cells = grid.rows[1..].iter().map(|row| (row.text(column), row.location));
            let lines = cells
                .filter(|(text, _)| !text.trim().is_empty())
                .map(|(text, location)| Line {
                    text: text.replace('\n', " "),
                    lead: 0,
                    location,
                });
            let block = Block::Text(TextBlock {
                role: Role::Paragraph,
                lines: lines.collect(),
                style: Style::default(),
            });
            match (found(column), claims.last_mut()) {
                (Some(found), _) => claims.push(Claim {
                    fields: found.fields,
                    heading: Some(Line {
                        text: head.text(column),
                        lead: 0,
                        location: head.location,
                    }),
                    blocks: vec![block],
                    rule: found.rule,
                    evidence: found.evidence,
                    weak: false,
                    inherited: false,
                    parent: false,
                }),
                // A column that names no field says more of the one before it.
                (None, Some(claim)) => claim.blocks.push(block),
                (None, None) => {}
            }
        }
        claims
    }
}
