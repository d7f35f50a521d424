//! Dates that stand without a heading in the first lines, `Last updated 14 March 2025`, or in the last one, `Adopted on
//! 3 May 2024`, `Firenze, 3 May 2024`.

use super::{Claim, Section};
use crate::document::{Block, Line, Role, Style, TextBlock};
use crate::record::Evidence;
use crate::rules::{FieldId, Found, Rules, Scope, ValueType};

/// A dated line is no longer than this (Unicode scalars).
const LONGEST: usize = 60;
/// A closing line says who decided, and where (Unicode scalars).
const LONGEST_CLOSING: usize = 110;
/// From the first number of a date to its last (bytes).
const LONGEST_DATE: usize = 24;

/// Claims the date of the last line, where a phrase says what it is the date of: "Adopted by the board on 3 May 2024."
pub(super) fn close<'r>(
    scope: &Scope<'r>,
    rules: &'r Rules,
    claims: &mut Vec<Claim<'r>>,
    unmapped: &mut [Section<'r>],
    mut unplaced: Vec<Block>,
) {
    let Some(field) = rules.field_id("last_update") else {
        return;
    };
    let dated = |claim: &Claim<'_>| claim.fields.contains(&field) && !claim.blocks.is_empty();
    if claims.iter().any(dated) {
        return;
    }
    let ends = claims.iter_mut().map(|claim| &mut claim.blocks);
    let mut ends: Vec<&mut Vec<Block>> = ends
        .chain(unmapped.iter_mut().map(|section| &mut section.blocks))
        .collect();
    ends.push(&mut unplaced);
    // What stands last in the document, whatever it was taken for.
    ends.retain(|blocks| !blocks.is_empty());
    let place = |blocks: &Vec<Block>| {
        blocks
            .last()
            .map(|block| block.location())
            .map(|at| (at.page, at.lines, at.chars))
    };
    ends.sort_by_key(|blocks| place(blocks));
    let Some(blocks) = ends.pop() else { return };
    let Some(Block::Text(text)) = blocks.last_mut() else {
        return;
    };
    let Some(line) = text
        .lines
        .last()
        .filter(|line| line.text.chars().count() <= LONGEST_CLOSING)
    else {
        return;
    };
    let told = scope.told(&line.text).filter(|told| told.fields.contains(&field));
    let found = match (told, date(&line.text)) {
        (Some(found), Some(date)) => Some((found, date)),
        _ => signed(&line.text).map(|date| (of_pattern(field), date)),
    };
    let Some((found, date)) = found else { return };
    let date = Line {
        text: date.to_owned(),
        ..line.clone()
    };
    text.lines.pop();
    if text.lines.is_empty() {
        blocks.pop();
    }
    claims.push(claim_of(found, None, date));
}

/// The date of "Stezzano, 10 gennaio 2024": a place, a comma and a day, as letters and notices are signed.
fn signed(line: &str) -> Option<&str> {
    /// Words of a place with its article: "San Giovanni in Persiceto", "w Nowym Targu".
    const PLACE: usize = 5;
    let (place, rest) = line.trim().split_once(',')?;
    let named = place.starts_with(char::is_alphabetic)
        && place.split_whitespace().count() <= PLACE
        && !place.contains(|c: char| c.is_ascii_digit() || c == ':');
    let found = date(rest)?;
    let numbers: Vec<&str> = found
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let year = |number: &&str| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let day = |number: &&str| matches!(number.parse(), Ok(1..=31));
    let (before, after) = rest.split_once(found)?;
    // An article or "on" before the day, "year" or a stop after it; else it is a sentence.
    let alone = before.split_whitespace().count() <= 1 && after.trim().chars().count() <= 4;
    let dated = (2..=3).contains(&numbers.len()) && numbers.iter().any(year) && numbers.iter().any(day);
    (named && alone && dated).then_some(found)
}

fn of_pattern(field: FieldId) -> Found<'static> {
    Found {
        fields: vec![field],
        rule: "segment#signed",
        evidence: Evidence::Pattern,
        weak: false,
        language: "und",
    }
}

/// From the first number to the last one, which is where a date stands in a line that has no other numbers.
fn date(line: &str) -> Option<&str> {
    let first = line.find(|c: char| c.is_ascii_digit())?;
    let last = line.rfind(|c: char| c.is_ascii_digit())?;
    (last - first <= LONGEST_DATE && last > first + 3).then(|| &line[first..=last])
}

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
        let heading = Line {
            text: words[..at].join(" "),
            lead: 0,
            location: line.location,
        };
        claims.push(claim_of(found, Some(heading), date));
    }
}

fn claim_of(found: Found<'_>, heading: Option<Line>, date: Line) -> Claim<'_> {
    let block = TextBlock {
        role: Role::Paragraph,
        lines: vec![date],
        style: Style::default(),
    };
    Claim {
        fields: found.fields,
        heading,
        blocks: vec![Block::Text(block)],
        rule: found.rule,
        evidence: Evidence::Pattern,
        weak: false,
        inherited: false,
        parent: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_what_the_numbers_of_a_line_enclose() {
        assert_eq!(date("Adopted by the board on 3 May 2024."), Some("3 May 2024"));
        assert_eq!(date("Updated 2024-05-03, J. D."), Some("2024-05-03"));
        assert_eq!(date("Form 7"), None);
        assert_eq!(date("No date"), None);
    }

    #[test]
    fn a_place_and_a_day_sign_a_document() {
        assert_eq!(signed("Stezzano, 10 gennaio 2024"), Some("10 gennaio 2024"));
        assert_eq!(signed("Nagyberek, 2023. május 2."), Some("2023. május 2"));
        assert_eq!(signed("Nowy Targ, dnia 3.05.2024 r."), Some("3.05.2024"));
        assert_eq!(signed("Main Street 5, 1010 Town 2024"), None);
        assert_eq!(
            signed("We keep them, as the law of 2 May 2019 wants it, for years"),
            None
        );
    }
}
