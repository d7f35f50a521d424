//! Checks that words alone can tell: a row in a rule file, no code of their own.

use super::look::{Finding, Look};
use crate::rules::When;

/// One finding on each field that holds a word of the one list and none of the other.
pub(super) fn findings(look: &Look<'_>, when: &When) -> Vec<Finding> {
    let mut findings = Vec::new();
    for id in &when.fields {
        let Some(field) = look.record.fields.get(id) else {
            continue;
        };
        let text = &field.text;
        let hits = look.find(&when.has, text);
        let Some(first) = hits.first() else {
            continue;
        };
        if when.lacks.as_ref().is_some_and(|list| look.has(list, text)) {
            continue;
        }
        let finding = Finding::on(look, id).detail(format!("“{}”", &text[first.at.clone()]));
        findings.push(finding.quote_at(id, field, first.at.clone()));
    }
    findings
}
