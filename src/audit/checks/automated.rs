//! C030 and C031: signs of profiling and of high risk, and no statement on them.

use super::look::{Finding, Look};
use crate::record::Field;

/// Lists of words, one a criterion of WP248 rev.01; two criteria together ask for an assessment.
const CRITERIA: [&str; 6] = [
    "special",
    "large_scale",
    "vulnerable",
    "monitoring",
    "scoring",
    "new_technology",
];

/// C030: words of profiling or tracking, and no statement on automated decisions.
pub(super) fn profiling_without_statement(look: &Look<'_>) -> Vec<Finding> {
    if look.record.fields.contains_key("automated_decisions") {
        return Vec::new();
    }
    let Some((id, field, at)) = first(look, "profiling") else {
        return Vec::new();
    };
    let words = format!("“{}”", &field.text[at.clone()]);
    vec![
        Finding::on(look, "automated_decisions")
            .detail(words)
            .quote_at(id, field, at),
    ]
}

/// C031: two signs of high risk or more, and no word of an assessment.
pub(super) fn high_risk_without_assessment(look: &Look<'_>) -> Vec<Finding> {
    let assessed = look.record.fields.contains_key("impact_assessment")
        || look.texts().any(|(_, field)| look.has("assessment", &field.text));
    if assessed {
        return Vec::new();
    }
    let signs: Vec<_> = CRITERIA.iter().filter_map(|list| first(look, list)).collect();
    if signs.len() < 2 {
        return Vec::new();
    }
    let words: Vec<_> = signs
        .iter()
        .map(|(_, field, at)| format!("“{}”", &field.text[at.clone()]))
        .collect();
    let finding = Finding::on(look, "impact_assessment").detail(words.join(", "));
    vec![
        signs
            .into_iter()
            .fold(finding, |finding, (id, field, at)| finding.quote_at(id, field, at)),
    ]
}

/// The first words of a list in what is processed, for what, and whose.
fn first<'a>(look: &Look<'a>, list: &str) -> Option<(&'static str, &'a Field, std::ops::Range<usize>)> {
    [
        "personal_data",
        "purposes",
        "description",
        "data_subjects",
        "data_sources",
    ]
    .iter()
    .find_map(|id| {
        let field = look.stated(id)?;
        let hit = look.find(list, &field.text).into_iter().next()?;
        Some((*id, field, hit.at))
    })
}
