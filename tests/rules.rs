//! The rules that the binary carries load without an error, and do what their cases say.
#![allow(clippy::unwrap_used)]

use ropex::judge;
use ropex::rules::Rules;
use ropex::rules::cases;

#[test]
fn all_cases_hold() {
    let report = cases::run(None, judge::pipeline()).unwrap_or_else(|errors| panic!("{errors}"));
    let failed: Vec<_> = report.failed.iter().map(ToString::to_string).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(report.passed > 0);
}

#[test]
fn every_language_has_phrases() {
    let rules = Rules::embedded().unwrap();
    for language in &rules.languages {
        assert!(
            language.phrases.len() > 10,
            "{} has {} phrases",
            language.code,
            language.phrases.len()
        );
    }
}
