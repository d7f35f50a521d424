//! A field: what it means, what its headings are, which law asks for it.

use std::fmt::Write;

use crate::rules::{Field, FieldId, Level, PhraseSource, Rules, ValueType};

// Of one language: what headings are like, and not all of them.
const PHRASES: usize = 3;

pub(super) fn explanation(field: &Field, rules: &Rules) -> String {
    let mut text = format!("# {}: {}\n\n{}\n", field.id, field.label, field.meaning);
    // Writing to a string does not fail.
    let _ = writeln!(text, "\nIts normalized value is {}.", value(field.value_type));
    let Some(id) = rules.field_id(&field.id) else {
        return text;
    };
    asked_for(&mut text, id, rules);
    headings(&mut text, id, rules);
    text
}

fn asked_for(text: &mut String, id: FieldId, rules: &Rules) {
    let mut asked = rules.regimes.iter().flat_map(|regime| {
        let elements = regime.elements.iter().filter(|element| element.field == id);
        elements.map(|element| {
            let when = element
                .when
                .as_ref()
                .map(|when| format!(", when {when}"))
                .unwrap_or_default();
            format!("  {:<24} {}{when}; {}\n", regime.id, level(element.level), element.law)
        })
    });
    match asked.next() {
        None => text.push_str("\nNo regime asks for it.\n"),
        Some(first) => {
            text.push_str("\nAsked for by:\n");
            text.push_str(&first);
            text.extend(asked);
        }
    }
}

fn headings(text: &mut String, id: FieldId, rules: &Rules) {
    text.push_str("\nHeadings, by language:\n");
    for language in &rules.languages {
        let phrases = language
            .phrases
            .iter()
            .filter(|phrase| phrase.source != PhraseSource::Not);
        let of_field = phrases.filter(|phrase| phrase.fields.first() == Some(&id));
        let phrases: Vec<&str> = of_field.map(|phrase| phrase.text.as_str()).collect();
        let more = match phrases.len().saturating_sub(PHRASES) {
            0 => String::new(),
            more => format!("; {more} more"),
        };
        if !phrases.is_empty() {
            let first = phrases.iter().take(PHRASES).copied().collect::<Vec<_>>().join("; ");
            let _ = writeln!(text, "  {:<8} {first}{more}", language.code);
        }
    }
}

/// A level in words.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Mandatory => "always",
        Level::Conditional => "on a condition",
        Level::WherePossible => "where possible",
        Level::GoodPractice => "good practice, not law",
    }
}

fn value(value: ValueType) -> &'static str {
    match value {
        ValueType::Text => "its text",
        ValueType::Terms => "a list of terms",
        ValueType::Date => "a date (ISO 8601)",
        ValueType::Duration => "a period (ISO 8601) or the criterion for one",
        ValueType::Party => "persons and bodies, with their parts",
        ValueType::Country => "countries (ISO 3166-1), and whether data go there",
        ValueType::LegalBasis => "codes of legal bases",
        ValueType::Rights => "rights of data subjects",
        ValueType::Answer => "yes or no",
    }
}
