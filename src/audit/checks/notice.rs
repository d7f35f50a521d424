//! C037: whether those whom a notice is for can read it.

use super::look::{Finding, Look};
use crate::record::Status;

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
