//! C024, C025 and C028: whether the purposes are purposes, and whether the data fit them.

use super::look::{Finding, Look};
use crate::rules::vocabulary::token::tokens;

const FIELD: &str = "purposes";
/// A purpose of fewer words that count, beside the ones that say nothing, is none that a person could hold data against.
const CONTENT: usize = 2;

/// C024: only words that would fit any processing.
pub(super) fn vague(look: &Look<'_>) -> Vec<Finding> {
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    let hits = look.find("empty_words", &field.text);
    if hits.is_empty() {
        return Vec::new();
    }
    let covered = |start: usize| hits.iter().any(|hit| hit.at.contains(&start));
    let left = tokens(&field.text)
        .into_iter()
        // Short words are articles and prepositions in every language that writes with an alphabet.
        .filter(|token| token.is_word() && token.text.chars().count() > 3 && !covered(token.start))
        .count();
    if left >= CONTENT {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).quote(look, FIELD)]
}

/// C025: what stands there defines a term or lists rights, and no word tells what data are for.
pub(super) fn no_purpose(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("aims") {
        return Vec::new();
    }
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    let Some(other) = look.find("other_things", &field.text).into_iter().next() else {
        return Vec::new();
    };
    if look.has("aims", &field.text) {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).quote_at(FIELD, field, other.at)]
}

/// C028: data that the purpose has no use for.
pub(super) fn data_do_not_fit(look: &Look<'_>) -> Vec<Finding> {
    let (Some(purposes), Some(data)) = (look.stated(FIELD), look.stated("personal_data")) else {
        return Vec::new();
    };
    // Only where the narrow purpose is the only one.
    let Some(narrow) = look
        .find("narrow", &purposes.text)
        .into_iter()
        .next()
        .filter(|_| purposes.items.len() < 2)
    else {
        return Vec::new();
    };
    let Some(unfit) = look.find("unfit", &data.text).into_iter().next() else {
        return Vec::new();
    };
    let finding = Finding::on(look, "personal_data").detail(format!("“{}”", &data.text[unfit.at.clone()]));
    vec![
        finding
            .quote_at("personal_data", data, unfit.at)
            .quote_at(FIELD, purposes, narrow.at),
    ]
}
