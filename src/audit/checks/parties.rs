//! C011, C012 and C033: who is named, and what should stand beside a name.

use super::look::{Finding, Look};
use crate::record::{Field, Party, Severity, Value};

/// C011: processors are named, and the recipients leave them out. A processor is a recipient (GDPR Art. 4(9)).
pub(super) fn recipients_without_processors(look: &Look<'_>) -> Vec<Finding> {
    let Some(processors) = look.stated("processors") else {
        return Vec::new();
    };
    let names: Vec<&str> = parties(processors).filter_map(name).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let recipients = match (look.stated("recipients"), look.none("recipients")) {
        (Some(stated), _) if names.iter().any(|name| stated.text.contains(first_word(name))) => return Vec::new(),
        (Some(stated), _) if stated.text == processors.text || look.has("processors", &stated.text) => {
            return Vec::new();
        }
        (Some(stated), _) => stated,
        (None, Some(none)) => none,
        (None, None) => return Vec::new(),
    };
    let finding = Finding::on(look, "recipients").detail(names.join(", "));
    vec![
        finding
            .quote_at("recipients", recipients, 0..0)
            .quote_at("processors", processors, 0..0),
    ]
}

/// C012: a processor, and "none" where its contract should stand; silence is for a note.
pub(super) fn processor_without_contract(look: &Look<'_>) -> Vec<Finding> {
    let Some(processors) = look.stated("processors") else {
        return Vec::new();
    };
    let contract = look.texts().find(|(_, field)| look.has("contract", &field.text));
    let finding = Finding::on(look, "processors").quote_at("processors", processors, 0..0);
    match (look.none("related_documents"), contract) {
        (Some(none), contract) => {
            let finding = finding.quote_at("related_documents", none, 0..0);
            let Some((id, field)) = contract else {
                return vec![finding];
            };
            let at = look.find("contract", &field.text).into_iter().next().map(|hit| hit.at);
            vec![finding.quote_at(id, field, at.unwrap_or(0..0))]
        }
        (None, Some(_)) => Vec::new(),
        (None, None) => vec![finding.severity(Severity::Note)],
    }
}

/// C033: a controller or data protection officer whom nobody can reach by what is written. Who answers questions may
/// complete the controller.
pub(super) fn without_channel(look: &Look<'_>) -> Vec<Finding> {
    let reachable = |id: &str| look.stated(id).is_some_and(|field| parties(field).any(has_channel));
    let mut findings = Vec::new();
    for id in ["controller", "dpo"] {
        let completed = id == "controller" && ["contact_point", "department"].into_iter().any(reachable);
        if look.stated(id).is_some() && !reachable(id) && !completed {
            findings.push(Finding::on(look, id).detail(look.label(id)).quote(look, id));
        }
    }
    findings
}

fn parties(field: &Field) -> impl Iterator<Item = &Party> {
    let parties = match &field.value {
        Some(Value::Parties(parties)) => parties.parties.as_slice(),
        _ => &[],
    };
    parties.iter()
}

fn name(party: &Party) -> Option<&str> {
    party.org.as_deref().or(party.name.as_deref())
}

/// "Acme" of "Acme Ltd., Dublin": recipients call firms by less than their full names.
fn first_word(name: &str) -> &str {
    let mut words = name.split([' ', ',', '(']);
    words.find(|word| word.chars().count() > 2).unwrap_or(name)
}

fn has_channel(party: &Party) -> bool {
    party.email.is_some() || party.phone.is_some() || party.address.is_some() || party.url.is_some()
}
