//! What stands in a record, read as an auditor reads it: the findings C001 and up, one file of rules each under
//! `rules/checks`.
//!
//! A check says "stated but unclear", "contradicted", "verify": whether something is lawful is for people to say.

mod age;
mod assessment;
mod automated;
mod bases;
mod categories;
mod consistency;
mod draft;
mod look;
mod notice;
mod parties;
mod purposes;
mod register;
mod retention;
mod security;
mod transfers;
mod words;

use crate::record::Gap;
use look::{Finding, Look};

pub(super) use look::{Subject, Texts};
pub(super) use register::of_register;

/// The logic of a check.
type Judge = fn(&Look<'_>) -> Vec<Finding>;

/// Checks that take more than words, by code.
const JUDGES: &[(&str, Judge)] = &[
    ("C001", retention::without_period),
    ("C002", retention::as_necessary),
    ("C003", retention::contradictory),
    ("C004", retention::about_something_else),
    ("C005", retention::only_minimum),
    ("C006", transfers::vendor_outside),
    ("C007", transfers::without_country),
    ("C008", transfers::without_tool),
    ("C010", transfers::within_the_area),
    ("C011", parties::recipients_without_processors),
    ("C012", parties::processor_without_contract),
    ("C013", parties::service_without_processor),
    ("C014", parties::joint_without_arrangement),
    ("C015", parties::several_controllers),
    ("C016", bases::no_valid_basis),
    ("C017", bases::in_bulk),
    ("C018", bases::interests_of_an_authority),
    ("C019", bases::interest_unnamed),
    ("C020", categories::special_without_condition),
    ("C021", categories::none_against_the_list),
    ("C023", bases::consent),
    ("C024", purposes::vague),
    ("C025", purposes::no_purpose),
    ("C026", categories::people_and_data_mixed),
    ("C028", purposes::data_do_not_fit),
    ("C029", notice::source_unnamed),
    ("C030", automated::profiling_without_statement),
    ("C031", automated::high_risk_without_assessment),
    ("C032", notice::rights_left_out),
    ("C033", parties::without_channel),
    ("C034", parties::officer_in_conflict),
    ("C035", security::vague),
    ("C036", security::too_detailed),
    ("C037", notice::unreachable),
    ("C038", age::out_of_date),
    ("C039", draft::unfinished),
    ("C041", consistency::copied),
    ("C042", consistency::twice),
    ("C045", consistency::mixed_languages),
    ("C047", parties::processor_who_decides),
    ("C048", categories::vulnerable_without_care),
    ("C050", assessment::left_open),
];

/// What a record's own text gives reason to ask, in the order of the codes.
pub(super) fn of_record(subject: &Subject<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for check in &subject.rules.checks {
        let Some(law) = check.law(subject.regime) else {
            continue;
        };
        let look = Look::new(subject, check);
        let judge = JUDGES.iter().find(|(code, _)| *code == check.code);
        let findings = match (&check.when, judge) {
            (Some(when), _) => words::findings(&look, when),
            (None, Some((_, judge))) => judge(&look),
            // It is judged across records.
            (None, None) => continue,
        };
        let severity = check.severity(subject.regime);
        // What is stated once for all records is found once, in the first of them.
        let own = |finding: &Finding| subject.record.record.index == 1 || !finding.is_inherited(subject.record);
        let own = findings.into_iter().filter(own);
        gaps.extend(own.map(|finding| finding.into_gap(check, severity, law)));
    }
    gaps
}
