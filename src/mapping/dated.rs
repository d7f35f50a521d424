//! Dates that stand without a heading in the first lines: `Last updated 14 March 2025`, `Stand 01.02.2024`.

use super::Claim;
use crate::document::{Block, Line, Role, Style, TextBlock};
use crate::record::Evidence;
use crate::rules::{Rules, Scope, ValueType};

/// A dated line is no longer than this (Unicode scalars).
const LONGEST: usize = 60;

/// Claims dates in the first lines whose words before the date are a phrase of a field of dates.
pub(super) fn claim<'r>(opening: &[Line], scope: &Scope<'r>, rules: &'r Rules, claims: &mut Vec<Claim<'r>>) {
    for line in opening.iter().filter(|line| line.text.chars().count() <= LONGEST) {
        let text = line.text.trim_matches(['(', ')', '[', ']', ' ']);
        // The date may begin with the name of a month: one word before the digits may be a part of it.
        let words: Vec<&str> = text.split_whitespace().collect();
        let Some(digits) = words
            .iter()
            .position(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        else {
            continue;
        };
        let found = [digits, digits.saturating_sub(1)]
            .into_iter()
            .filter(|at| *at > 0)
            .find_map(|at| {
                let found = scope.exact(&words[..at].join(" "))?;
                (rules.field(found.fields[0]).value_type == ValueType::Date).then_some((at, found))
            });
        let Some((at, found)) = found else { continue };
        if claims.iter().any(|claim| claim.fields.contains(&found.fields[0])) {
            continue;
        }
        let date = Line {
            text: words[at..].join(" "),
            lead: 0,
            location: line.location,
        };
        let block = TextBlock {
            role: Role::Paragraph,
            lines: vec![date],
            style: Style::default(),
        };
        claims.push(Claim {
            fields: found.fields,
            heading: Some(Line {
                text: words[..at].join(" "),
                lead: 0,
                location: line.location,
            }),
            blocks: vec![Block::Text(block)],
            rule: found.rule,
            evidence: Evidence::Pattern,
            weak: false,
            inherited: false,
            parent: false,
        });
    }
}
