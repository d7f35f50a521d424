//! One field from all its claims, with its status and normalized value.

use std::collections::BTreeMap;

use super::status::{Expected, Verdict};
use super::vocabulary::Vocabulary;
use super::{answer, country, date, duration, legal_basis, party, rights, status, terms};
use crate::document::{Block, Document, Location, Role};
use crate::mapping::{Claim, Mapping, Section};
use crate::outcome::Source;
use crate::record::{Extent, Field, Nearest, Provenance, Record, Status, Unmapped, Value};
use crate::rules::file::DateOrder;
use crate::rules::{self, Rules, ValueType};

/// What holds for all records of a document.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    /// The file.
    pub source: &'a Source,
    /// Records in it.
    pub count: usize,
    /// How its numeric dates are to be read, as [`date_order`] tells.
    pub dates: Option<DateOrder>,
}

/// How the numeric dates of a document are to be read, as far as those that can be read in one way only show it.
pub fn date_order(document: &Document) -> Option<DateOrder> {
    date::shown_in(&document.text)
}

/// Makes the record of a part. `index` is 1-based.
pub fn normalize(mapping: &Mapping<'_>, whole: Whole<'_>, index: usize, rules: &Rules) -> Record {
    let vocabularies = vocabularies(mapping);
    let dates = date::Order::of(whole.dates, &vocabularies);
    let mut fields = BTreeMap::new();
    for (at, field) in rules.fields.iter().enumerate() {
        let claims: Vec<&Claim<'_>> = mapping
            .claims
            .iter()
            .filter(|claim| claim.fields.iter().any(|id| usize::from(id.0) == at))
            .collect();
        if !claims.is_empty() {
            fields.insert(field.id.clone(), assemble(field, &claims, dates, &vocabularies));
        }
    }
    let digits: String = whole
        .source
        .sha256
        .as_deref()
        .unwrap_or_default()
        .chars()
        .take(16)
        .collect();
    Record {
        id: format!("{digits}-{index}"),
        source: whole.source.clone(),
        record: Extent {
            index,
            count: whole.count,
            location: mapping.covers,
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

fn vocabularies<'r>(mapping: &Mapping<'r>) -> Vec<&'r Vocabulary> {
    mapping.languages.iter().map(|language| language.vocabulary()).collect()
}

/// A claim with what its text says.
struct Judged<'c, 'r> {
    verdict: Verdict,
    text: String,
    claim: &'c Claim<'r>,
}

/// Of options to tick, those that are ticked.
fn chosen(text: &str) -> String {
    let starts = |line: &&str, marks: [char; 3]| line.trim_start_matches(['-', ' ']).starts_with(marks);
    if !text.lines().any(|line| starts(&line, ['☒', '☑', '✓'])) {
        return text.to_owned();
    }
    text.lines()
        .filter(|line| !starts(line, ['☐', '□', '▢']))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Leaves out what does not pass, unless nothing would be left.
fn keep_if_any<T>(list: &mut Vec<T>, passes: impl Fn(&T) -> bool) {
    if list.iter().any(&passes) {
        list.retain(passes);
    }
}

fn assemble(field: &rules::Field, claims: &[&Claim<'_>], dates: date::Order, vocabularies: &[&Vocabulary]) -> Field {
    let expected = Expected::of(field);
    let mut judged: Vec<Judged<'_, '_>> = claims
        .iter()
        .map(|claim| {
            let text = text_of(&claim.blocks);
            Judged {
                verdict: status::judge(&text, expected, vocabularies),
                text,
                claim,
            }
        })
        .collect();
    let placeholder = judged.iter().any(|judged| judged.verdict.placeholder);
    // An empty heading says nothing where the field is answered under another one.
    keep_if_any(&mut judged, |judged| judged.verdict.status != Status::Empty);
    if field.value_type == ValueType::Date {
        // "Reviewed every year" says nothing where a date stands elsewhere.
        keep_if_any(&mut judged, |judged| {
            date::parse(&judged.text, dates, vocabularies).is_some()
        });
    }
    let text: Vec<&str> = judged
        .iter()
        .map(|judged| judged.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let text = text.join("\n");
    // What answers most counts: one of several headings with a value is enough.
    let status = [
        Status::Present,
        Status::ReferenceOnly,
        Status::NotApplicable,
        Status::Redacted,
    ]
    .into_iter()
    .find(|status| judged.iter().any(|judged| judged.verdict.status == *status))
    .unwrap_or(Status::Empty);
    let answer = judged.iter().find_map(|judged| judged.verdict.answer);
    let stated = matches!(status, Status::Present | Status::NotApplicable);
    Field {
        status,
        items: terms::items(text.lines()),
        value: stated
            .then(|| value(field.value_type, &chosen(&text), answer, dates, vocabularies))
            .flatten(),
        text,
        inherited: claims.iter().all(|claim| claim.inherited),
        placeholder: status == Status::Empty && placeholder,
        provenance: judged.iter().map(|judged| provenance(judged.claim)).collect(),
    }
}

fn value(
    kind: ValueType,
    text: &str,
    answer: Option<bool>,
    dates: date::Order,
    vocabularies: &[&Vocabulary],
) -> Option<Value> {
    match kind {
        ValueType::Text | ValueType::Terms => None,
        ValueType::Date => date::parse(text, dates, vocabularies).map(Value::Date),
        ValueType::Duration => duration::retention(text, vocabularies).map(Value::Retention),
        ValueType::Party => party::parties(text, vocabularies).map(Value::Parties),
        ValueType::Country => Some(Value::Transfers(country::transfers(text, answer, vocabularies))),
        ValueType::LegalBasis => {
            legal_basis::legal_bases(text, legal_basis::Law::default(), vocabularies).map(Value::LegalBases)
        }
        ValueType::Rights => rights::rights(text, vocabularies).map(Value::Rights),
        ValueType::Answer => Some(Value::Answer(answer::answer(text, vocabularies))),
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
        false => Location::around(&places),
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
