//! C041, C042 and C045: whether a record is of one piece.

use std::collections::BTreeMap;

use super::look::{Finding, Look};
use crate::record::{Provenance, Quote};
use crate::rules::fold;

/// Lists of products of one kind: a record on one of them has no reason to speak of another.
const KINDS: [&str; 3] = ["meetings", "customers", "surveys"];

/// C041: the title names one product, and the text another of the same kind: it was copied from another record.
pub(super) fn copied(look: &Look<'_>) -> Vec<Finding> {
    let Some(title) = look.stated("title") else {
        return Vec::new();
    };
    for kind in KINDS {
        let titled: Vec<&str> = look.find(kind, &title.text).into_iter().map(|hit| hit.rule).collect();
        if titled.is_empty() {
            continue;
        }
        for (id, field) in look.texts().filter(|(id, _)| *id != "title") {
            let other = look
                .find(kind, &field.text)
                .into_iter()
                .find(|hit| !titled.contains(&hit.rule));
            if let Some(hit) = other {
                let finding = Finding::on(look, id).detail(format!("“{}”", &field.text[hit.at.clone()]));
                return vec![finding.quote(look, "title").quote_at(id, field, hit.at)];
            }
        }
    }
    Vec::new()
}

/// C042: one heading twice in the record, at places that do not touch.
pub(super) fn twice(look: &Look<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, field) in look.texts() {
        let mut places: BTreeMap<String, &Provenance> = BTreeMap::new();
        let own = field.provenance.iter().filter(|place| place.heading.is_some());
        for place in own {
            let heading = place.heading.as_deref().map(fold).unwrap_or_default();
            match places.get(&heading) {
                Some(first) if apart(first, place) && !look.has("repeated", &heading) => {
                    findings.push(of_both(look, id, first, place));
                    break;
                }
                Some(_) => {}
                None => drop(places.insert(heading, place)),
            }
        }
    }
    findings
}

/// Another heading stands between the two: they are no cells of one column.
fn apart(one: &Provenance, other: &Provenance) -> bool {
    match (one.lines, other.lines) {
        (Some((_, end)), Some((start, _))) => start > end + 3,
        _ => one.page != other.page,
    }
}

fn of_both(look: &Look<'_>, id: &str, first: &Provenance, second: &Provenance) -> Finding {
    let heading = first.heading.clone().unwrap_or_default();
    let mut finding = Finding::on(look, id).detail(format!("“{heading}”"));
    for place in [first, second] {
        finding = finding.evidence(Quote {
            field: id.to_owned(),
            text: place.heading.clone().unwrap_or_default(),
            record: None,
            provenance: Some(place.clone()),
        });
    }
    finding
}

/// C045: a heading in another language than the record.
pub(super) fn mixed_languages(look: &Look<'_>) -> Vec<Finding> {
    let own = look.record.language.code.as_str();
    if !look.record.language.reliable {
        return Vec::new();
    }
    for (id, field) in look.texts().filter(|(id, _)| *id != "other") {
        for place in &field.provenance {
            let rule = place.rule.as_deref().and_then(|rule| rule.strip_prefix("languages/"));
            let Some((language, _)) = rule.and_then(|rule| rule.split_once('.')) else {
                continue;
            };
            let heading = place.heading.as_deref().unwrap_or_default();
            // Bilingual headings hold both, and a term of the law in English is no mixture.
            if language != own && !heading.contains('/') && !look.has("terms", heading) {
                return vec![Finding::on(look, id).detail(format!("“{heading}”"))];
            }
        }
    }
    Vec::new()
}
