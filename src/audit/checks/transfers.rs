//! C006 to C008 and C010: transfers to third countries against what else the record names.

use super::look::{Finding, Look};
use crate::normalize::is_within_the_area;
use crate::record::{Severity, Transfers, Value};

const FIELD: &str = "international_transfers";
/// Fields that name who gets data and what they are kept in.
const NAMING: [&str; 7] = [
    "title",
    "processors",
    "recipients",
    "systems",
    "storage_location",
    "description",
    "purposes",
];

/// Countries with an adequacy decision that covers all importers (Commission's list, GDPR Art. 45). The United States
/// are not among them: there it covers importers on the Data Privacy Framework's list only, which the text must say.
const ADEQUATE: [&str; 14] = [
    "AD", "AR", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY", "CA",
];

/// C006: no transfers, and a firm whose group sits outside the area. It is for a person to verify: the firm's
/// European company may be all that ever sees the data.
pub(super) fn vendor_outside(look: &Look<'_>) -> Vec<Finding> {
    let Some(none) = look.none(FIELD) else {
        return Vec::new();
    };
    let named = NAMING.iter().filter_map(|id| look.record.fields.get_key_value(*id));
    for (id, field) in named {
        let Some(vendor) = look.find("vendors", &field.text).into_iter().next() else {
            continue;
        };
        let mut finding = Finding::on(look, FIELD)
            .detail(vendor.rule.trim_end_matches('*'))
            .quote_at(FIELD, none, 0..0)
            .quote_at(id, field, vendor.at);
        if look.texts().any(|(_, field)| look.has("on_premises", &field.text)) {
            finding = finding.severity(Severity::Note);
        }
        return vec![finding];
    }
    Vec::new()
}

/// C007: data are transferred, and no country or organisation is named.
pub(super) fn without_country(look: &Look<'_>) -> Vec<Finding> {
    let (Some(transfers), Some(field)) = (transfers(look), look.stated(FIELD)) else {
        return Vec::new();
    };
    let importer = look.find("importers", &field.text).into_iter().next();
    let happens = match transfers.answer {
        Some(answer) => answer && transfers.countries.is_empty(),
        // Nobody says yes, but somebody receives.
        None => importer.is_some() && transfers.countries.iter().all(|country| is_within_the_area(country)),
    };
    if !happens || look.has("organisations", &field.text) {
        return Vec::new();
    }
    let at = importer.map_or(0..0, |hit| hit.at);
    vec![Finding::on(look, FIELD).quote_at(FIELD, field, at)]
}

/// C008: a third country without an adequacy decision, and no word of a safeguard.
pub(super) fn without_tool(look: &Look<'_>) -> Vec<Finding> {
    if !look.speaks("tools") {
        return Vec::new();
    }
    let third = |country: &&String| !is_within_the_area(country) && !ADEQUATE.contains(&country.as_str());
    let Some(transfers) = transfers(look).filter(|transfers| transfers.answer != Some(false)) else {
        return Vec::new();
    };
    let Some(country) = transfers.countries.iter().find(third) else {
        return Vec::new();
    };
    let tool = look.stated("transfer_safeguards").is_some()
        || look
            .record
            .fields
            .get(FIELD)
            .is_some_and(|field| look.has("tools", &field.text));
    if tool {
        return Vec::new();
    }
    vec![Finding::on(look, FIELD).detail(country.as_str()).quote(look, FIELD)]
}

/// C010: every country named is a member of the area, so that nothing said is a transfer.
pub(super) fn within_the_area(look: &Look<'_>) -> Vec<Finding> {
    let all_within = |transfers: &&Transfers| {
        let members = |country: &String| is_within_the_area(country);
        transfers
            .countries
            .iter()
            .any(|country| !matches!(country.as_str(), "EU" | "EEA"))
            && transfers.countries.iter().all(members)
    };
    match transfers(look).filter(all_within) {
        Some(transfers) if transfers.answer != Some(false) && !imported(look) => {
            vec![
                Finding::on(look, FIELD)
                    .detail(transfers.countries.join(", "))
                    .quote(look, FIELD),
            ]
        }
        _ => Vec::new(),
    }
}

/// Somebody is said to receive data, wherever that is.
fn imported(look: &Look<'_>) -> bool {
    look.stated(FIELD)
        .is_some_and(|field| look.has("importers", &field.text))
}

fn transfers<'a>(look: &Look<'a>) -> Option<&'a Transfers> {
    match &look.stated(FIELD)?.value {
        Some(Value::Transfers(transfers)) => Some(transfers),
        _ => None,
    }
}
