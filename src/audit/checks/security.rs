//! C035 and C036: whether security says something, and whether it says too much.

use std::sync::LazyLock;

use regex::Regex;

use super::look::{Finding, Look};

const FIELD: &str = "security_measures";

/// An address of a machine, or a product's version: of use to whoever attacks.
static DETAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b|\b[vV](?:ersion )?\d+\.\d+(?:\.\d+)+\b",
    )
    .ok()
});

/// C035: no measure is named.
pub(super) fn vague(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("measures") {
        return Vec::new();
    }
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    if look.has("measures", &field.text) {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).quote(look, FIELD)]
}

/// C036: addresses of machines and versions of programs.
pub(super) fn too_detailed(look: &Look<'_>) -> Vec<Finding> {
    let (Some(field), Some(pattern)) = (look.stated(FIELD), &*DETAIL) else {
        return Vec::new();
    };
    let found = pattern.find(&field.text);
    let finding = |found: regex::Match<'_>| {
        Finding::on(look, FIELD)
            .detail(found.as_str())
            .quote_at(FIELD, field, found.range())
    };
    found.map(finding).into_iter().collect()
}
