//! What the law asks for, and the record does not give: codes G001 to G007.

use std::cmp::Ordering;

use super::codes::CODES;
use crate::record::{Field, Gap, GapKind, Provenance, Record, Severity, Status};
use crate::rules::{Element, Level, NoneMeans, Regime, Rules};

/// Lines that OCR is less sure of, 0 to 100, hold words that are wrong more often than not.
const SURE: f32 = 60.0;

/// The gaps that the elements of the law leave, in its order.
pub(super) fn gaps(record: &Record, regime: &Regime, rules: &Rules) -> Vec<Gap> {
    let elements = regime.elements.iter();
    elements
        .filter_map(|element| gap(element, record, regime, rules))
        .collect()
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
        evidence: Vec::new(),
        baseline: None,
        ignored: None,
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read_with(confidences: &[Option<f32>]) -> Field {
        let place = |confidence: &Option<f32>| Provenance {
            confidence: *confidence,
            ..Provenance::at(&Default::default())
        };
        Field {
            status: Status::Present,
            text: "Two years".to_owned(),
            items: Vec::new(),
            value: None,
            inherited: false,
            placeholder: false,
            provenance: confidences.iter().map(place).collect(),
        }
    }

    #[test]
    fn the_least_sure_place_decides_whether_a_field_is_sure() {
        let doubtful = read_with(&[Some(93.0), Some(41.0), None]);
        assert!(unsure(&doubtful));
        assert_eq!(least_sure(&doubtful).unwrap().confidence, Some(41.0));
        assert!(!unsure(&read_with(&[Some(93.0), None])));
        assert!(!unsure(&read_with(&[None])), "the document's own text");
    }
}
