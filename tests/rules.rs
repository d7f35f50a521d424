//! The rules that the binary carries load without an error, and do what their cases say.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

use ropex::judge::JUDGE;
use ropex::rules::coverage::{Cover, coverage};
use ropex::rules::{PhraseSource, Rules, cases};

#[test]
fn all_cases_hold() {
    let report = cases::run(None, JUDGE).unwrap_or_else(|errors| panic!("{errors}"));
    let failed: Vec<_> = report.failed.iter().map(ToString::to_string).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(report.passed > 0);
}

#[test]
fn every_language_knows_every_field_and_has_a_case_for_and_one_against_it() {
    let covers = coverage(None, &[]).unwrap();
    // What a form leaves open is no field that documents in a language name.
    let fields = covers.iter().filter(|cover| cover.field != "other");
    let wanting: Vec<String> = fields
        .filter(|cover| cover.phrases() + cover.weak == 0 || cover.untested())
        .map(|cover| {
            let (phrases, positive, negative) = (cover.phrases(), cover.positive, cover.negative);
            let Cover { language, field, .. } = cover;
            format!("{language} {field}: {phrases} phrases, {positive} cases for it, {negative} against it")
        })
        .collect();
    assert!(wanting.is_empty(), "{}", wanting.join("\n"));
}

/// A register whose purposes stand under a heading that no rule knows.
const REGISTER: &str = "# Record of processing activities (GDPR Art. 30)\n\nController: Shed Ltd\n\n\
    ## The point of the exercise\n\nLending of tools.\n\n## Retention period\n\n2 years\n";

fn record(rules: &Path) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("register.md");
    fs::write(&document, REGISTER).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropex"));
    command.arg("extract").arg(&document).arg("--rules").arg(rules);
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

#[test]
fn rules_of_a_user_change_the_outcome_without_a_build() {
    let mine = tempfile::tempdir().unwrap();
    assert!(record(mine.path())["fields"]["purposes"].is_null());
    let languages = mine.path().join("languages");
    fs::create_dir(&languages).unwrap();
    let extends = "extends = \"builtin\"\nlanguage = \"en\"\nname = \"English\"\n";
    let rule = format!("{extends}[headings.purposes]\nseen = [\"The point of the exercise\"]\n");
    fs::write(languages.join("en.toml"), rule).unwrap();
    let purposes = &record(mine.path())["fields"]["purposes"];
    assert_eq!(purposes["text"], "Lending of tools.");
    assert_eq!(purposes["provenance"][0]["rule"], "languages/en.toml#purposes.seen[0]");
    // And takes back what the built-in rules say.
    let rule = format!("{extends}[headings.description]\nseen = [\"Retention period\"]\n");
    fs::write(languages.join("en.toml"), rule).unwrap();
    let fields = &record(mine.path())["fields"];
    assert!(fields["retention"].is_null());
    assert_eq!(fields["description"]["text"], "2 years");
}

#[test]
fn phrases_of_an_origin_can_be_left_out() {
    let all = Rules::embedded().unwrap();
    let without = Rules::load_without(None, &[PhraseSource::Seen]).unwrap();
    let seen = |rules: &Rules| {
        let phrases = rules.languages.iter().flat_map(|language| &language.phrases);
        phrases.filter(|phrase| phrase.source == PhraseSource::Seen).count()
    };
    assert!(seen(&all) > 0);
    assert_eq!(seen(&without), 0);
    assert_ne!(all.hash, without.hash);
}
