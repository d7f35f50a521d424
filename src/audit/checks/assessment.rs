//! C050: what an impact assessment leaves open.

use super::look::{Finding, Look};
use crate::record::Severity;

/// A sign-off without a date, risks without a weight, and "no personal information" against data that are listed.
pub(super) fn left_open(look: &Look<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(approvals) = look.stated("approvals")
        && !approvals.text.contains(|c: char| c.is_ascii_digit())
    {
        let finding = Finding::on(look, "approvals").detail("a sign-off without a date");
        findings.push(finding.quote(look, "approvals"));
    }
    if let Some(risks) = look.stated("risks")
        && !look.has("weights", &risks.text)
    {
        let finding = Finding::on(look, "risks").detail("risks without likelihood or impact");
        findings.push(finding.quote(look, "risks").severity(Severity::Note));
    }
    let denial = look.texts().find_map(|(id, field)| {
        let hit = look.find("no_personal_data", &field.text).into_iter().next()?;
        Some((id, field, hit.at))
    });
    if let Some((id, field, at)) = denial
        && let Some(data) = look.stated("personal_data")
        && let Some(listed) = look.find("personal", &data.text).into_iter().next()
    {
        let words = format!("no personal data, and “{}” is listed", &data.text[listed.at.clone()]);
        let finding = Finding::on(look, "personal_data").detail(words);
        findings.push(
            finding
                .quote_at(id, field, at)
                .quote_at("personal_data", data, listed.at),
        );
    }
    findings
}
