//! [`Record`] → its gaps: what the law asks for and the record does not give.

mod codes;
mod fingerprint;
mod regime;

use std::cmp::Ordering;

use crate::mapping::Mapping;
use crate::record::{Field, Gap, GapKind, Provenance, Record, Severity, Status};
use crate::rules::{Element, Level, NoneMeans, Regime, Rules};

pub use codes::{CODES, Code};
pub use fingerprint::fingerprint;

/// Lines that OCR is less sure of, 0 to 100, hold words that are wrong more often than not.
const SURE: f32 = 60.0;

/// Holds a record against its regime: `asked` if given, else the one that the document speaks for.
pub fn audit(
    mut record: Record,
    mapping: &Mapping<'_>,
    shared: Option<&Mapping<'_>>,
    asked: Option<&str>,
    rules: &Rules,
) -> Record {
    if let Some((regime, why)) = regime::decide(mapping, shared, &record, asked, rules) {
        record.gaps = regime
            .elements
            .iter()
            .filter_map(|element| gap(element, &record, regime, rules))
            .collect();
        record.regime = Some(crate::record::Regime {
            id: regime.id.clone(),
            why,
        });
    }
    record
}

/// The gap that one element of the law leaves.
fn gap(element: &Element, record: &Record, regime: &Regime, rules: &Rules) -> Option<Gap> {
    let field = rules.field(element.field);
    if regime.never.contains(&element.field) {
        return None;
    }
    let severity = severity(element, record, rules);
    let stated = record.fields.get(&field.id);
    let (kind, severity) = match stated {
        None => (GapKind::Missing, severity),
        Some(stated) => match stated.status {
            Status::Present if unsure(stated) => (GapKind::Unsure, Severity::Note),
            Status::Present => return None,
            Status::Empty if stated.placeholder => (GapKind::Placeholder, severity),
            Status::Empty => (GapKind::Empty, severity),
            // It is stated, in a place that the record's reader may not reach.
            Status::ReferenceOnly => (GapKind::ReferenceOnly, severity.min(Severity::Warning)),
            Status::Redacted => (GapKind::Redacted, Severity::Note),
            Status::NotApplicable => {
                let asked = matches!(element.level, Level::Mandatory | Level::WherePossible);
                if !asked || field.none == NoneMeans::Answers {
                    return None;
                }
                (GapKind::StatedAsNone, severity)
            }
        },
    };
    let code = CODES.iter().find(|code| code.kind == kind)?;
    let mut message = format!("{}: {}", code.words, field.label);
    if kind == GapKind::Missing
        && severity == Severity::Note
        && let Some(when) = element.when.as_deref().filter(|_| element.level == Level::Conditional)
    {
        message.push_str(&format!(" (asked for {when})"));
    }
    Some(Gap {
        code: code.code.to_owned(),
        kind,
        field: field.id.clone(),
        severity,
        message,
        law: element.law.clone(),
        provenance: stated.and_then(|stated| match kind {
            GapKind::Unsure => least_sure(stated).cloned(),
            _ => place(stated),
        }),
    })
}

fn severity(element: &Element, record: &Record, rules: &Rules) -> Severity {
    match element.level {
        Level::Mandatory => Severity::Error,
        Level::WherePossible => Severity::Warning,
        Level::GoodPractice => Severity::Note,
        Level::Conditional if holds(element, record, rules) => Severity::Error,
        Level::Conditional => Severity::Note,
    }
}

/// The condition of an element is known to hold.
fn holds(element: &Element, record: &Record, rules: &Rules) -> bool {
    let Some((field, code)) = &element.condition else {
        return false;
    };
    let Some(stated) = record.fields.get(&rules.field(*field).id) else {
        return false;
    };
    if !matches!(stated.status, Status::Present | Status::ReferenceOnly) {
        return false;
    }
    match code {
        None => true,
        Some(code) => stated.value.as_ref().is_some_and(|value| value.holds(code)),
    }
}

fn unsure(field: &Field) -> bool {
    least_sure(field)
        .and_then(|place| place.confidence)
        .is_some_and(|confidence| confidence < SURE)
}

/// The place that OCR read worst.
fn least_sure(field: &Field) -> Option<&Provenance> {
    let read = field.provenance.iter().filter(|place| place.confidence.is_some());
    read.min_by(|a, b| a.confidence.partial_cmp(&b.confidence).unwrap_or(Ordering::Equal))
}

fn place(field: &Field) -> Option<Provenance> {
    field.provenance.first().cloned()
}

#[cfg(test)]
mod tests;
