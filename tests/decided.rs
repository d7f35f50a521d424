//! What was said of findings before: baselines, `ropex.toml`, changed files, as a pipeline uses them.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const CLUB: &str = "# Record of processing activities\n\n## Purposes of the processing\n\nSending the newsletter\n\n\
                    ## Categories of personal data\n\nNames, addresses\n";

fn ropex(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropex"));
    command.current_dir(folder).arg("check");
    command.args(["--regime", "gdpr-30-1"]).args(args).output().unwrap()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let output = ropex(folder, &[args, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("hr")).unwrap();
    fs::write(folder.path().join("hr/club.md"), CLUB).unwrap();
    folder
}

#[test]
fn what_the_baseline_knows_fails_nothing_wherever_the_document_moves() {
    let folder = folder();
    let here = folder.path();
    assert_eq!(ropex(here, &["."]).status.code(), Some(1));
    let made = ropex(here, &[".", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let first = fs::read(here.join("known.json")).unwrap();
    let with = [".", "--baseline", "known.json"];
    assert_eq!(ropex(here, &with).status.code(), Some(0));

    fs::create_dir(here.join("staff")).unwrap();
    fs::rename(here.join("hr/club.md"), here.join("staff/members.md")).unwrap();
    let text = fs::read_to_string(here.join("staff/members.md")).unwrap();
    fs::write(
        here.join("staff/members.md"),
        format!("{}\n", text.replace("## Cat", "\n\n## Cat")),
    )
    .unwrap();
    assert_eq!(
        ropex(here, &with).status.code(),
        Some(0),
        "renamed, and its lines moved"
    );

    let more = text.replace("## Purposes of the processing\n\nSending the newsletter\n", "");
    fs::write(here.join("staff/members.md"), more).unwrap();
    let report = json(here, &with);
    let gaps = report["records"][0]["gaps"].as_array().unwrap();
    let new: Vec<&str> = gaps
        .iter()
        .filter(|gap| gap["baseline"] == "new" && gap["severity"] == "error")
        .map(|gap| gap["field"].as_str().unwrap())
        .collect();
    assert_eq!(new, ["purposes"]);
    assert_eq!(ropex(here, &with).status.code(), Some(1));

    ropex(here, &[".", "--baseline", "known.json", "--update-baseline"]);
    fs::write(here.join("staff/members.md"), text).unwrap();
    let closed = json(here, &with);
    assert_eq!(closed["summary"]["closed"], 1, "{}", closed["summary"]);
    fs::remove_dir_all(here.join("staff")).unwrap();
    fs::write(here.join("hr/club.md"), CLUB).unwrap();
    ropex(here, &[".", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(
        fs::read(here.join("known.json")).unwrap(),
        first,
        "the same findings, the same bytes"
    );
}

#[test]
fn a_baseline_that_is_not_there_is_told() {
    let folder = folder();
    let output = ropex(folder.path(), &[".", "--baseline", "none.json"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("none.json: there is no such baseline; --update-baseline makes it"),
        "{told}"
    );
}

#[test]
fn an_ignored_finding_is_marked_in_every_report() {
    let folder = folder();
    let entries = "[[ignore]]\ncode = \"G001\"\npath = \"hr/\"\nreason = \"the form changes in May\"\n";
    fs::write(folder.path().join("ropex.toml"), entries).unwrap();
    let report = json(folder.path(), &["hr"]);
    let gaps = report["records"][0]["gaps"].as_array().unwrap();
    let missing = gaps.iter().filter(|gap| gap["code"] == "G001");
    assert!(missing.clone().count() > 0);
    for gap in missing {
        assert_eq!(gap["ignored"]["reason"], "the form changes in May");
    }
    for format in ["text", "markdown", "sarif", "junit", "github", "gitlab", "csv", "html"] {
        let output = ropex(folder.path(), &["hr", "--format", format]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("the form changes in May"), "{format}: {text}");
    }
    let without = json(folder.path(), &["hr", "--no-config"]);
    assert!(without["summary"]["ignored"].is_null());
}

#[test]
fn only_what_changed_is_checked() {
    let folder = folder();
    let git = |args: &[&str]| {
        let who = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
        ];
        let mut command = Command::new("git");
        let output = command
            .current_dir(folder.path())
            .args(who)
            .args(args)
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "one"]);
    assert_eq!(
        json(folder.path(), &[".", "--changed-since", "HEAD"])["summary"]["documents"],
        0
    );
    fs::write(folder.path().join("hr/new.md"), CLUB).unwrap();
    let report = json(folder.path(), &[".", "--changed-since", "HEAD"]);
    assert_eq!(report["summary"]["documents"], 1);
    assert!(report["records"][0]["path"].as_str().unwrap().ends_with("hr/new.md"));

    // A name that leads nowhere stands in no list of git's, and is a failure all the same.
    let nowhere = ropex(folder.path(), &["hrr", "--changed-since", "HEAD"]);
    assert_eq!(nowhere.status.code(), Some(3), "{nowhere:?}");
}
