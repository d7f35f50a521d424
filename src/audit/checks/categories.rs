//! C020, C021, C026 and C048: what kinds of data and of people are told apart, and the kinds that the law guards.

use std::collections::BTreeSet;

use super::bases::codes;
use super::look::{Finding, Look};
use crate::record::Field;
use crate::rules::fold;

/// Fields whose text says what is processed; a mention elsewhere may be of what is not.
const PROCESSED: [&str; 3] = ["personal_data", "purposes", "data_sources"];
/// More than this share of one list in the other: the same thing was written twice.
const SHARED: f32 = 0.5;

/// C020: data of the special categories, and no condition of Art. 9 or 10 that lets them be processed.
pub(super) fn special_without_condition(look: &Look<'_>) -> Vec<Finding> {
    if look.none("special_categories").is_some() || has_condition(look) {
        return Vec::new();
    }
    let Some((id, field, at)) = special(look) else {
        return Vec::new();
    };
    let words = format!("“{}”", &field.text[at.clone()]);
    vec![Finding::on(look, id).detail(words).quote_at(id, field, at)]
}

/// C021: no special categories, it says, and one of them stands in the list.
pub(super) fn none_against_the_list(look: &Look<'_>) -> Vec<Finding> {
    let Some(none) = look.none("special_categories") else {
        return Vec::new();
    };
    let Some((id, field, at)) = special(look) else {
        return Vec::new();
    };
    let finding = Finding::on(look, "special_categories").detail(format!("“{}”", &field.text[at.clone()]));
    vec![
        finding
            .quote_at("special_categories", none, 0..0)
            .quote_at(id, field, at),
    ]
}

/// C026: the people and the data are one list.
pub(super) fn people_and_data_mixed(look: &Look<'_>) -> Vec<Finding> {
    let (Some(people), Some(data)) = (look.stated("data_subjects"), look.stated("personal_data")) else {
        return Vec::new();
    };
    let (listed, others) = (terms(people), terms(data));
    if listed.len() < 2 || others.len() < 2 {
        return Vec::new();
    }
    let both = listed.intersection(&others).count() as f32;
    if both / (listed.len().min(others.len()) as f32) <= SHARED {
        return Vec::new();
    }
    vec![
        Finding::on(look, "data_subjects")
            .quote(look, "data_subjects")
            .quote(look, "personal_data"),
    ]
}

fn special<'a>(look: &Look<'a>) -> Option<(&'static str, &'a Field, std::ops::Range<usize>)> {
    PROCESSED.iter().find_map(|id| {
        let field = look.stated(id)?;
        let hit = look.find("special", &field.text).into_iter().next()?;
        Some((*id, field, hit.at))
    })
}

fn has_condition(look: &Look<'_>) -> bool {
    let guarded = |code: &String| {
        let article = code.split_once(':').map(|(_, article)| article);
        article.is_some_and(|article| article.starts_with("9.") || article.starts_with("10"))
    };
    let by_code = look
        .stated("legal_basis")
        .is_some_and(|field| codes(field).iter().any(guarded));
    by_code || look.texts().any(|(_, field)| look.has("conditions", &field.text))
}

fn terms(field: &Field) -> BTreeSet<String> {
    field.items.iter().map(|item| fold(item)).collect()
}

/// C048: people who need care, and no word of it.
pub(super) fn vulnerable_without_care(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("care") {
        return Vec::new();
    }
    let Some(field) = look.stated("data_subjects") else {
        return Vec::new();
    };
    let Some(hit) = look.find("vulnerable", &field.text).into_iter().next() else {
        return Vec::new();
    };
    if look.texts().any(|(_, field)| look.has("care", &field.text)) {
        return Vec::new();
    }
    let words = format!("“{}”", &field.text[hit.at.clone()]);
    vec![
        Finding::on(look, "data_subjects")
            .detail(words)
            .quote_at("data_subjects", field, hit.at),
    ]
}
