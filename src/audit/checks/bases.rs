//! C016 to C019 and C023: the legal basis, and what has to stand beside it.

use super::look::{Finding, Look};
use crate::record::{Field, Severity, Value};
use crate::rules::DocumentKind;
use crate::rules::vocabulary::token::{Token, tokens};

const FIELD: &str = "legal_basis";
/// So many bases are a list of all that the law offers, unless each is tied to a purpose.
const BULK: usize = 3;

/// C016: a text under the heading, and no basis of the law in it; or one of a law that is gone.
pub(super) fn no_valid_basis(look: &Look<'_>) -> Vec<Finding> {
    let Some(field) = look.stated(FIELD) else {
        return Vec::new();
    };
    if let Some(old) = look.find("obsolete", &field.text).into_iter().next() {
        let words = format!("“{}”", &field.text[old.at.clone()]);
        return vec![Finding::on(look, FIELD).detail(words).quote_at(FIELD, field, old.at)];
    }
    if !codes(field).is_empty() || !look.speaks("grounds") || look.has("grounds", &field.text) {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).quote(look, FIELD)]
}

/// C017: three bases or more and two purposes or more, and no line that ties one to the other.
pub(super) fn in_bulk(look: &Look<'_>) -> Vec<Finding> {
    let (Some(field), Some(purposes)) = (look.stated(FIELD), look.stated("purposes")) else {
        return Vec::new();
    };
    let first_paragraph: Vec<&String> = codes(field)
        .iter()
        .filter(|code| code.starts_with("GDPR:6.1."))
        .collect();
    let tied = field.items.len() > 1 || field.text.lines().count() > 1 || field.text == purposes.text;
    if first_paragraph.len() < BULK || purposes.items.len() < 2 || tied {
        return Vec::new();
    }
    let finding = Finding::on(look, FIELD).detail(format!("{} bases", first_paragraph.len()));
    vec![finding.quote(look, FIELD).quote(look, "purposes")]
}

/// C018: legitimate interests, which an EU institution cannot rest on and a public authority not in its tasks.
pub(super) fn interests_of_an_authority(look: &Look<'_>) -> Vec<Finding> {
    if interests(look).is_none() {
        return Vec::new();
    }
    let finding = Finding::on(look, FIELD).quote(look, FIELD);
    if look.regime.covers.iter().any(|id| id.starts_with("eudpr")) {
        return vec![finding];
    }
    let Some(controller) = look.stated("controller") else {
        return Vec::new();
    };
    let Some(authority) = look.find("authorities", &controller.text).into_iter().next() else {
        return Vec::new();
    };
    vec![finding.quote_at("controller", controller, authority.at)]
}

/// C019: legitimate interests, and no word of which.
pub(super) fn interest_unnamed(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("formula") {
        return Vec::new();
    }
    let Some(field) = interests(look) else {
        return Vec::new();
    };
    let named = look.stated("legitimate_interests").is_some()
        || look.texts().any(|(_, field)| look.has("named", &field.text))
        || is_explained(look, field);
    if named {
        return Vec::new();
    }
    let finding = Finding::on(look, FIELD).quote_at(FIELD, field, 0..0);
    let severity = match look.regime.document {
        DocumentKind::Notice => Severity::Error,
        DocumentKind::Register | DocumentKind::Assessment => Severity::Note,
    };
    vec![finding.severity(severity)]
}

/// C023: consent of people who can hardly refuse, or consent without a word of taking it back.
pub(super) fn consent(look: &Look<'_>) -> Vec<Finding> {
    let Some(field) = look
        .stated(FIELD)
        .filter(|field| codes(field).iter().any(|code| code == "GDPR:6.1.a"))
    else {
        return Vec::new();
    };
    // Consent for some of the data beside other bases is common, and then nobody need give it.
    let only_basis = codes(field).iter().filter(|code| code.starts_with("GDPR:6.1.")).count() == 1;
    let unequal = look.stated("data_subjects").and_then(|subjects| {
        let hit = look.find("dependent", &subjects.text).into_iter().next()?;
        Some((subjects, hit.at))
    });
    if let (Some((subjects, at)), true) = (unequal, only_basis) {
        let words = format!("“{}”", &subjects.text[at.clone()]);
        let finding = Finding::on(look, FIELD).detail(words).quote(look, FIELD);
        return vec![finding.quote_at("data_subjects", subjects, at)];
    }
    let notice = look.regime.document == DocumentKind::Notice;
    if !notice || look.texts().any(|(_, field)| look.has("withdrawal", &field.text)) {
        return Vec::new();
    }
    vec![
        Finding::on(look, FIELD)
            .detail("withdrawing it is not stated")
            .quote(look, FIELD),
    ]
}

/// Words follow the name of the basis before the clause ends: "legitimate interest (safety of the building)".
fn is_explained(look: &Look<'_>, field: &Field) -> bool {
    field.text.lines().any(|line| {
        let formula = look.find("formula", line);
        let Some(first) = formula.first() else {
            return false;
        };
        let covered = |start: usize| formula.iter().any(|hit| hit.at.contains(&start));
        let ends = |token: &Token| matches!(token.text.as_str(), "," | ";" | ".");
        let after = tokens(line).into_iter().skip_while(|token| token.start < first.at.end);
        let mut clause = after.take_while(|token| !ends(token));
        clause.any(|token| token.is_word() && token.text.chars().count() > 3 && !covered(token.start))
    })
}

fn interests<'a>(look: &Look<'a>) -> Option<&'a Field> {
    let rests = |code: &String| matches!(code.as_str(), "GDPR:6.1.f");
    look.stated(FIELD).filter(|field| codes(field).iter().any(rests))
}

pub(super) fn codes(field: &Field) -> &[String] {
    match &field.value {
        Some(Value::LegalBases(bases)) => &bases.codes,
        _ => &[],
    }
}
