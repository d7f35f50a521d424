//! What stands in a record, read as an auditor reads it: the findings C001 and up, one file of rules each under
//! `rules/checks`.
//!
//! A check says "stated but unclear", "contradicted", "verify": whether something is lawful is for people to say.

mod age;
mod look;
mod notice;
mod parties;
mod retention;
mod transfers;
mod words;

use jiff::civil::Date;

use crate::record::{Gap, Record};
use crate::rules::{Regime, Rules};
use look::{Finding, Look};

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
    ("C033", parties::without_channel),
    ("C037", notice::unreachable),
    ("C038", age::out_of_date),
];

/// What a record's own text gives reason to ask, in the order of the codes.
pub(super) fn of_record(record: &Record, regime: &Regime, as_of: Option<Date>, rules: &Rules) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for check in &rules.checks {
        let Some(law) = check.law(regime) else {
            continue;
        };
        let look = Look::new(record, check, as_of, rules);
        let judge = JUDGES.iter().find(|(code, _)| *code == check.code);
        let findings = match (&check.when, judge) {
            (Some(when), _) => words::findings(&look, when),
            (None, Some((_, judge))) => judge(&look),
            // It is judged across records.
            (None, None) => continue,
        };
        let severity = check.severity(regime);
        gaps.extend(
            findings
                .into_iter()
                .map(|finding| finding.into_gap(check, severity, law)),
        );
    }
    gaps
}

/// What the records of one file say against each other.
#[allow(dead_code)]
pub(super) fn of_register(_records: &mut [Record], _rules: &Rules) {}
