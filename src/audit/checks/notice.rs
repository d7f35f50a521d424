//! C037: whether those whom a notice is for can read it.

use super::bases;
use super::look::{Finding, Look};
use crate::record::{Severity, Status, Value};

/// So many rights understood show that the notice's way of telling them is.
const KNOWN: usize = 3;

/// The notice is published inside the organisation, and people outside it are concerned.
pub(super) fn unreachable(look: &Look<'_>) -> Vec<Finding> {
    let internal = |id: &&str| {
        let field = look.record.fields.get(*id)?;
        let inside =
            field.status == Status::ReferenceOnly && look.knows(|vocabulary| &vocabulary.internal, &field.text);
        inside.then_some(field)
    };
    let Some(notice) = internal(&"privacy_notice") else {
        return Vec::new();
    };
    let Some(subjects) = look.record.fields.get("data_subjects") else {
        return Vec::new();
    };
    let Some(outsider) = look.find("outsiders", &subjects.text).into_iter().next() else {
        return Vec::new();
    };
    let finding = Finding::on(look, "privacy_notice").detail(format!("“{}”", &subjects.text[outsider.at.clone()]));
    vec![
        finding
            .quote_at("privacy_notice", notice, 0..0)
            .quote_at("data_subjects", subjects, outsider.at),
    ]
}

/// C029: data come from elsewhere, and the source has no name.
pub(super) fn source_unnamed(look: &Look<'_>) -> Vec<Finding> {
    let Some(field) = look.stated("data_sources") else {
        return Vec::new();
    };
    let Some(vague) = look.find("unnamed", &field.text).into_iter().next() else {
        return Vec::new();
    };
    let words = format!("“{}”", &field.text[vague.at.clone()]);
    vec![
        Finding::on(look, "data_sources")
            .detail(words)
            .quote_at("data_sources", field, vague.at),
    ]
}

/// C032: rights that the law gives and the notice leaves out: the general ones, those that the legal basis brings, and
/// the complaint.
pub(super) fn rights_left_out(look: &Look<'_>) -> Vec<Finding> {
    let Some(field) = look.stated("data_subject_rights") else {
        return Vec::new();
    };
    let Some(Value::Rights(told)) = &field.value else {
        return Vec::new();
    };
    let bases = look.stated("legal_basis").map_or(&[][..], bases::codes);
    let rests = |letters: &[&str]| {
        bases
            .iter()
            .any(|code| letters.iter().any(|letter| code == &format!("GDPR:6.1.{letter}")))
    };
    let due = [
        ("access", true),
        ("rectification", true),
        ("erasure", true),
        ("restriction", true),
        ("objection", rests(&["e", "f"])),
        ("portability", rests(&["a", "b"])),
        ("withdraw_consent", rests(&["a"])),
        ("complaint", true),
    ];
    let complaint_elsewhere = look.texts().any(|(_, field)| look.has("complaint", &field.text));
    let left_out: Vec<&str> = due
        .into_iter()
        .filter(|(right, due)| *due && !told.rights.iter().any(|told| told == right))
        .map(|(right, _)| right)
        .filter(|right| *right != "complaint" || !complaint_elsewhere)
        .collect();
    if left_out.is_empty() {
        return Vec::new();
    }
    let named: Vec<String> = left_out.iter().map(|right| right.replace('_', " ")).collect();
    let finding = Finding::on(look, "data_subject_rights").detail(named.join(", "));
    let finding = finding.quote(look, "data_subject_rights");
    // Rights told in words that are not known are not left out.
    let sure = told.rights.len() >= KNOWN;
    vec![if sure {
        finding
    } else {
        finding.severity(Severity::Warning)
    }]
}
