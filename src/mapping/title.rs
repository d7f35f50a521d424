//! The title of a record that no heading names.

use super::{Claim, Titles};
use crate::document::{Block, Line, Role, Style, TextBlock};
use crate::language::Tagged;
use crate::record::Evidence;
use crate::rules::{FieldId, Rules, Scope, fold};

/// A title is no longer than this (Unicode scalars).
const LONGEST: usize = 160;
/// A title stands within this many lines from the top.
const WITHIN: usize = 12;

/// Claims the title of a part, and the number that stands in it, where no heading has claimed one.
pub(super) fn claim<'r>(
    tagged: &Tagged<'r>,
    opening: &[Line],
    titles: Option<Titles<'_>>,
    scope: &Scope<'r>,
    rules: &'r Rules,
    claims: &mut Vec<Claim<'r>>,
) {
    let Some(title) = rules.field_id("title") else { return };
    if claims
        .iter()
        .any(|claim| claim.fields.contains(&title) && !claim.blocks.is_empty())
    {
        return;
    }
    let line = tagged
        .part
        .title
        .clone()
        .or_else(|| titles.and_then(|titles| of_opening(opening, titles, scope)));
    let Some(line) = line else { return };
    let (line, number) = split_number(line);
    claims.retain(|claim| !claim.fields.contains(&title));
    claims.push(pattern(title, line, "segment#title"));
    if let (Some(number), Some(field)) = (number, rules.field_id("reference_number"))
        && !claims.iter().any(|claim| claim.fields.contains(&field))
    {
        claims.push(pattern(field, number, "segment#number"));
    }
}

fn pattern(field: FieldId, line: Line, rule: &'static str) -> Claim<'static> {
    let block = TextBlock {
        role: Role::Paragraph,
        lines: vec![line],
        style: Style::default(),
    };
    Claim {
        fields: vec![field],
        heading: None,
        blocks: vec![Block::Text(block)],
        rule,
        evidence: Evidence::Pattern,
        inherited: false,
        parent: false,
    }
}

/// The title among the first lines: the one after a generic title ("Record of processing activity"), else the first
/// that names a kind of document and more, else what the metadata or the running head say.
fn of_opening(opening: &[Line], titles: Titles<'_>, scope: &Scope<'_>) -> Option<Line> {
    let lines: Vec<&Line> = opening
        .iter()
        .chain(titles.running)
        .filter(|line| could_be(&line.text))
        .take(WITHIN)
        .collect();
    let kinds: Vec<Kind> = lines.iter().map(|line| kind(&line.text, scope)).collect();
    if let Some(at) = kinds.iter().position(|kind| *kind == Kind::Specific) {
        return Some(lines[at].clone());
    }
    if let Some(at) = kinds.iter().position(|kind| *kind == Kind::Generic)
        && let Some(line) = lines
            .iter()
            .zip(&kinds)
            .skip(at + 1)
            .find(|(_, kind)| **kind == Kind::Other)
            .map(|(line, _)| line)
    {
        return Some((*line).clone());
    }
    let metadata = titles
        .metadata
        .filter(|text| could_be(text) && kind(text, scope) != Kind::Generic);
    metadata.map(|text| Line {
        text: text.trim().to_owned(),
        ..Line::default()
    })
}

/// Short, with letters, and no sentence.
fn could_be(text: &str) -> bool {
    text.chars().count() <= LONGEST
        && text.chars().any(char::is_alphabetic)
        && !text.trim_end().ends_with(['.', ';', ','])
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It names a kind of document and nothing else that matters.
    Generic,
    /// It names a kind of document, and what it is about.
    Specific,
    /// It names none.
    Other,
}

fn kind(text: &str, scope: &Scope<'_>) -> Kind {
    let folded = fold(text);
    let padded = format!(" {folded} ");
    let longest = scope
        .languages
        .iter()
        .flat_map(|language| &language.documents)
        .filter(|(_, phrase)| padded.contains(&format!(" {phrase} ")) || is_compound(&folded, phrase))
        .map(|(_, phrase)| phrase.split(' ').count())
        .max();
    let words = folded.split(' ').count();
    match longest {
        None => Kind::Other,
        // Two words more are a qualifier ("working document", the organisation), not a subject.
        Some(named) if words <= named + 2 => Kind::Generic,
        Some(_) => Kind::Specific,
    }
}

/// A phrase of one word may be the end of a compound: "rekisteriseloste".
fn is_compound(folded: &str, phrase: &str) -> bool {
    !phrase.contains(' ') && phrase.chars().count() >= 8 && folded.split(' ').any(|word| word.ends_with(phrase))
}

/// Cuts a number such as "PIA 2019-007" off the end of a title.
fn split_number(line: Line) -> (Line, Option<Line>) {
    let words: Vec<&str> = line.text.split_whitespace().collect();
    let is_number = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit())
            && word.contains(['-', '/', '.'])
            && word.chars().all(|c| c.is_ascii_alphanumeric() || "-/.".contains(c))
            && word.chars().filter(char::is_ascii_digit).count() >= 4
    };
    let is_prefix = |word: &str| (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let Some((last, before)) = words
        .split_last()
        .filter(|(last, before)| is_number(last) && before.len() >= 2)
    else {
        return (line, None);
    };
    let prefix = before.last().filter(|word| is_prefix(word));
    let kept = before.len() - usize::from(prefix.is_some());
    let number = prefix.map_or_else(|| (*last).to_owned(), |prefix| format!("{prefix} {last}"));
    let title = before[..kept].join(" ");
    let title = title.trim_end_matches(['–', '—', '-', ':', ' ', ',']).to_owned();
    (
        Line {
            text: title,
            ..line.clone()
        },
        Some(Line {
            text: number,
            lead: 0,
            location: line.location,
        }),
    )
}
