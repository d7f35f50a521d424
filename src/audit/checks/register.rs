//! C040, C043, C044 and C046: the records of one file against each other.

use std::collections::BTreeMap;

use super::retention::{months, periods};
use crate::record::{Field, Gap, GapKind, Period, Provenance, Quote, Record, RetentionKind, Severity, Status, Value};
use crate::rules::vocabulary::token::{folded, tokens};
use crate::rules::{ContentCheck, Rules};

/// Fields whose texts are a record's own; security and rights are often the same for good reason.
const OWN: [&str; 3] = ["purposes", "retention", "personal_data"];
/// The same text in so many records is boilerplate.
const BOILERPLATE: usize = 3;
/// A text of fewer words says the same by chance.
const WORDS: usize = 6;

/// Everything that one file's records say against each other.
pub(in crate::audit) fn of_register(records: &mut [Record], rules: &Rules) {
    if records.len() < 2 {
        return;
    }
    let checks: [(&str, Judge); 4] = [
        ("C040", boilerplate),
        ("C043", retention_differs),
        ("C044", roles_confused),
        ("C046", nobody_named),
    ];
    for (code, judge) in checks {
        let Some(check) = rules.check(code) else { continue };
        for found in judge(records) {
            let Some(gap) = found.gap(check, records, rules) else {
                continue;
            };
            records[found.record].gaps.push(gap);
        }
    }
}

/// The logic of a check across records.
type Judge = fn(&[Record]) -> Vec<Found>;

/// A finding on one record, with what other records say.
struct Found {
    /// Index of the record that it is put on.
    record: usize,
    field: &'static str,
    detail: Option<String>,
    /// Indices of records, and fields in them, that it rests on.
    rests_on: Vec<(usize, &'static str)>,
}

impl Found {
    fn gap(&self, check: &ContentCheck, records: &[Record], rules: &Rules) -> Option<Gap> {
        let record = &records[self.record];
        let regime = rules.regime(&record.regime.as_ref()?.id)?;
        let law = check.law(regime)?.to_owned();
        let quote = |(index, id): &(usize, &'static str)| {
            let other = &records[*index];
            let field = other.fields.get(*id)?;
            Some(Quote {
                field: (*id).to_owned(),
                text: opening(field),
                record: (*index != self.record).then(|| other.id.clone()),
                provenance: place(field),
            })
        };
        let message = match &self.detail {
            Some(detail) => format!("{}: {detail}", check.message),
            None => check.message.clone(),
        };
        Some(Gap {
            code: check.code.clone(),
            kind: check.kind,
            field: self.field.to_owned(),
            severity: check.severity(regime),
            message,
            law,
            provenance: record.fields.get(self.field).and_then(place),
            evidence: self.rests_on.iter().filter_map(quote).collect(),
            baseline: None,
            ignored: None,
        })
    }
}

/// C040: one text in three records or more, put on the second and later ones.
fn boilerplate(records: &[Record]) -> Vec<Found> {
    let mut found = Vec::new();
    for id in OWN {
        let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, field) in stated(records, id).filter(|(_, field)| !field.inherited) {
            if field.text.split_whitespace().count() >= WORDS {
                same.entry(folded(&field.text)).or_default().push(index);
            }
        }
        for indices in same.into_values().filter(|indices| indices.len() >= BOILERPLATE) {
            let first = indices[0];
            found.extend(indices[1..].iter().map(|&record| Found {
                record,
                field: id,
                detail: Some(format!("in {} records", indices.len())),
                rests_on: vec![(record, id), (first, id)],
            }));
        }
    }
    found.sort_by_key(|found| found.record);
    found
}

/// C043: a record keeps its data at most so long, and another keeps them, by a label of the same name, longer at least.
fn retention_differs(records: &[Record]) -> Vec<Found> {
    let mut found = Vec::new();
    for (limited, field) in stated(records, "retention") {
        let maximums = periods(field)
            .into_iter()
            .filter(|period| period.kind == RetentionKind::Maximum);
        let limits: Vec<(i64, String)> = maximums
            .filter_map(|period| Some((months(&period)?, period.text)))
            .collect();
        if limits.is_empty() {
            continue;
        }
        let title = records[limited]
            .fields
            .get("title")
            .map_or("", |title| title.text.as_str());
        for (record, field) in stated(records, "retention").filter(|(record, _)| *record != limited) {
            let contradicts = |period: &Period, limit: &(i64, String)| {
                let longer = period.kind == RetentionKind::Minimum && months(period)? > limit.0;
                let about = folded(&format!("{title} {}", limit.1));
                label(&period.text)
                    .into_iter()
                    .find(|word| longer && about.contains(word.as_str()))
            };
            let periods = periods(field);
            let word = periods
                .iter()
                .find_map(|period| limits.iter().find_map(|limit| contradicts(period, limit)));
            if let Some(word) = word {
                found.push(Found {
                    record: limited,
                    field: "retention",
                    detail: Some(format!("“{word}”")),
                    rests_on: vec![(limited, "retention"), (record, "retention")],
                });
            }
        }
    }
    found
}

/// The words before a period's colon that name its data, without their last letter: it is the plural's in many languages.
fn label(clause: &str) -> Vec<String> {
    const SHORTEST: usize = 7;
    let Some((label, _)) = clause.split_once(':') else {
        return Vec::new();
    };
    let words = tokens(label)
        .into_iter()
        .filter(|token| token.text.chars().count() >= SHORTEST);
    words
        .map(|mut token| {
            token.text.pop();
            token.text
        })
        .collect()
}

/// C044: a party that is a controller in one record and a processor in another.
fn roles_confused(records: &[Record]) -> Vec<Found> {
    let mut controllers: BTreeMap<String, usize> = BTreeMap::new();
    for (index, field) in stated(records, "controller") {
        for name in organisations(field) {
            controllers.entry(folded(name)).or_insert(index);
        }
    }
    let mut found = Vec::new();
    for (record, field) in stated(records, "processors") {
        for name in organisations(field) {
            if let Some(&controller) = controllers.get(&folded(name)) {
                found.push(Found {
                    record,
                    field: "processors",
                    detail: Some(name.to_owned()),
                    rests_on: vec![(record, "processors"), (controller, "controller")],
                });
            }
        }
    }
    found
}

/// C046: no record of the file names its controller; said once, on the first.
fn nobody_named(records: &[Record]) -> Vec<Found> {
    let missing = |record: &Record| {
        let gap =
            |gap: &Gap| gap.kind == GapKind::Missing && gap.field == "controller" && gap.severity == Severity::Error;
        record.gaps.iter().any(gap)
    };
    if !records.iter().all(missing) {
        return Vec::new();
    }
    vec![Found {
        record: 0,
        field: "controller",
        detail: Some(format!("{} records", records.len())),
        rests_on: Vec::new(),
    }]
}

fn stated<'a>(records: &'a [Record], id: &'static str) -> impl Iterator<Item = (usize, &'a Field)> {
    records.iter().enumerate().filter_map(move |(index, record)| {
        let field = record.fields.get(id)?;
        (field.status == Status::Present).then_some((index, field))
    })
}

fn organisations(field: &Field) -> Vec<&str> {
    match &field.value {
        Some(Value::Parties(parties)) => parties
            .parties
            .iter()
            .filter_map(|party| party.org.as_deref())
            .collect(),
        _ => Vec::new(),
    }
}

fn opening(field: &Field) -> String {
    const LONGEST: usize = 200;
    match field.text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", field.text[..at].trim_end()),
        None => field.text.clone(),
    }
}

fn place(field: &Field) -> Option<Provenance> {
    field.provenance.first().cloned()
}
