//! C011 to C015, C033, C034 and C047: who is named, as what, and what should stand beside a name.

use super::look::{Finding, Look};
use crate::record::{Field, Party, Severity, Value};

/// C011: processors are named, and the recipients leave them out. A processor is a recipient (GDPR Art. 4(9)).
pub(super) fn recipients_without_processors(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("processors") {
        return Vec::new();
    }
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
    if !look.speaks("contract") {
        return Vec::new();
    }
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
/// complete the controller: then it is but a note.
pub(super) fn without_channel(look: &Look<'_>) -> Vec<Finding> {
    let reachable = |id: &str| look.stated(id).is_some_and(|field| parties(field).any(has_channel));
    let mut findings = Vec::new();
    for id in ["controller", "dpo"] {
        if look.stated(id).is_none() || reachable(id) {
            continue;
        }
        let finding = Finding::on(look, id).detail(look.label(id)).quote(look, id);
        let completed = id == "controller" && ["contact_point", "department"].into_iter().any(reachable);
        findings.push(if completed {
            finding.severity(Severity::Note)
        } else {
            finding
        });
    }
    findings
}

/// C013: a service is used, and nobody processes on the controller's behalf.
pub(super) fn service_without_processor(look: &Look<'_>) -> Vec<Finding> {
    let Some(none) = look.none("processors").or_else(|| {
        // In a register that never asks for processors, recipients are where they would stand.
        let silent = !look.record.fields.contains_key("processors");
        look.none("recipients").filter(|_| silent)
    }) else {
        return Vec::new();
    };
    let id = if look.none("processors").is_some() {
        "processors"
    } else {
        "recipients"
    };
    for service in [
        "systems",
        "description",
        "storage_location",
        "security_measures",
        "personal_data",
        "purposes",
        "title",
    ] {
        let Some(field) = look.stated(service) else { continue };
        if let Some(hit) = look.find("services", &field.text).into_iter().next() {
            let finding = Finding::on(look, id).detail(format!("“{}”", &field.text[hit.at.clone()]));
            return vec![finding.quote_at(id, none, 0..0).quote_at(service, field, hit.at)];
        }
    }
    Vec::new()
}

/// C014: joint controllers, and no arrangement between them.
pub(super) fn joint_without_arrangement(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("arrangement") {
        return Vec::new();
    }
    let Some(joint) = look.stated("joint_controllers") else {
        return Vec::new();
    };
    if look.texts().any(|(_, field)| look.has("arrangement", &field.text)) {
        return Vec::new();
    }
    vec![Finding::on(look, "joint_controllers").quote_at("joint_controllers", joint, 0..0)]
}

/// C015: several controllers, and a "none" under joint controllers. Where the text says that each acts for itself, it
/// is for information only.
pub(super) fn several_controllers(look: &Look<'_>) -> Vec<Finding> {
    let (Some(controllers), Some(none)) = (look.stated("controller"), look.none("joint_controllers")) else {
        return Vec::new();
    };
    let bodies = parties(controllers).filter_map(|party| party.org.as_deref());
    let is_body = |name: &&str| name.contains(' ') && !look.has("units", name);
    let mut names: Vec<&str> = bodies.filter(is_body).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 {
        return Vec::new();
    }
    let finding = Finding::on(look, "controller").detail(names.join(", "));
    let finding = finding
        .quote_at("controller", controllers, 0..0)
        .quote_at("joint_controllers", none, 0..0);
    let separate = look.texts().any(|(_, field)| look.has("separate", &field.text));
    vec![if separate {
        finding.severity(Severity::Note)
    } else {
        finding
    }]
}

/// C034: the data protection officer also decides on the processing: by role, or by being named for the processing.
pub(super) fn officer_in_conflict(look: &Look<'_>) -> Vec<Finding> {
    let Some(dpo) = look.stated("dpo") else {
        return Vec::new();
    };
    if let Some(role) = look.find("deciding", &dpo.text).into_iter().next() {
        let words = format!("“{}”", &dpo.text[role.at.clone()]);
        return vec![Finding::on(look, "dpo").detail(words).quote_at("dpo", dpo, role.at)];
    }
    let Some(owner) = look.stated("responsible_person") else {
        return Vec::new();
    };
    let same = parties(dpo)
        .filter_map(|party| party.name.as_deref())
        .find(|name| parties(owner).any(|party| party.name.as_deref() == Some(*name)));
    let finding = |name: &str| {
        let finding = Finding::on(look, "dpo").detail(name);
        finding
            .quote_at("dpo", dpo, 0..0)
            .quote_at("responsible_person", owner, 0..0)
    };
    same.map(finding).into_iter().collect()
}

/// C047: a processor's record that decides as a controller does, and names nobody on whose behalf.
pub(super) fn processor_who_decides(look: &Look<'_>) -> Vec<Finding> {
    let own = ["purposes", "legal_basis"]
        .into_iter()
        .find(|id| look.stated(id).is_some());
    match own {
        Some(id) if look.stated("controller_of_processing").is_none() && look.stated("controller").is_none() => {
            vec![Finding::on(look, "controller_of_processing").quote(look, id)]
        }
        _ => Vec::new(),
    }
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
