//! The reports of `ropex check` about all fixtures, held against what their readers expect.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Scans take longer than all others together, and are nothing to a report.
const FIXTURES: [&str; 5] = ["check", "fixtures/gold", "fixtures/broken", "--ocr", "never"];

#[test]
fn sarif_holds_to_the_schema_of_its_standard() {
    let mut schema: Value = serde_json::from_slice(&fs::read(sarif_schema()).unwrap()).unwrap();
    assert!(
        schema["$id"].as_str().unwrap().contains("oasis-tcs/sarif-spec"),
        "{}",
        schema["$id"]
    );
    // One pattern in it, of keys that no log of ours has, has a bracket too many and is none.
    for part in ["run", "toolComponent"] {
        schema["definitions"][part]["properties"]["language"] = Value::Bool(false);
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    let log: Value = serde_json::from_slice(&ropex(&["--format", "sarif"]).stdout).unwrap();
    let errors: Vec<String> = schema
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(
        !schema.is_valid(&serde_json::json!({"version": "2.1.0"})),
        "a schema refuses something"
    );
    let log: serde_sarif::sarif::Sarif = serde_json::from_value(log).unwrap();
    let results = log.runs[0].results.as_ref().unwrap();
    assert!(results.len() > 50, "{}", results.len());
}

#[test]
fn every_finding_of_sarif_has_a_rule_with_help_and_a_place_of_its_own() {
    let log: Value = serde_json::from_slice(&ropex(&["--format", "sarif"]).stdout).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let (mut lines, mut pages, mut known) = (0, 0, BTreeSet::new());
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(
            rule["help"]["markdown"].as_str().unwrap().contains("What to do"),
            "{rule}"
        );
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("fixtures/"), "{uri}");
        lines += usize::from(place["region"]["startLine"].is_u64());
        // Fixtures of broken files are called what they are not.
        if uri.starts_with("fixtures/gold") && uri.ends_with(".pdf") {
            assert!(
                place["region"].is_null() && place["properties"]["page"].is_u64(),
                "{place}"
            );
            pages += 1;
        }
        let print = result["partialFingerprints"]["ropex/v1"].to_string();
        assert!(
            known.insert((uri.to_owned(), print)),
            "one fingerprint, two findings: {result}"
        );
    }
    assert!(lines > 0 && pages > 0, "{lines} {pages}");
    let unread = &run["invocations"][0]["toolExecutionNotifications"];
    assert!(unread.as_array().unwrap().len() > 5, "{unread}");
}

#[test]
fn several_reports_come_of_one_run_and_are_those_of_one_each() {
    let folder = tempfile::tempdir().unwrap();
    let formats = [
        "text", "json", "markdown", "sarif", "junit", "github", "gitlab", "csv", "xlsx",
    ];
    let reports = formats.map(|format| format!("--report={format}={}", folder.path().join(format).display()));
    let arguments: Vec<&str> = reports.iter().map(String::as_str).collect();
    let output = ropex(&arguments);
    assert_eq!(output.status.code(), Some(3), "some fixtures cannot be read");
    for format in formats {
        let file = fs::read(folder.path().join(format)).unwrap();
        let alone = ropex(&["--format", format, "--jobs", "1"]).stdout;
        assert!(file == alone, "{format}: {} bytes, alone {}", file.len(), alone.len());
    }
    let left: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(left.len(), formats.len(), "{left:?}");
}

#[test]
fn github_gets_annotations_and_a_job_summary_that_is_added_to() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "A step before.\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ropex"))
        .args(FIXTURES)
        .args(["--format", "github"])
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
    let shape = regex::Regex::new(
        "^::(error|warning|notice) file=[^:,]+(,line=\\d+,endLine=\\d+)?,title=[^:,]+::[^\\r]+$|^::group::|^::endgroup::$",
    )
    .unwrap();
    assert!(commands.len() > 20, "{text}");
    for command in &commands {
        assert!(shape.is_match(command), "{command}");
    }
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("A step before.\n# Gap report\n"), "{summary}");
}

#[test]
fn a_report_that_cannot_be_written_stops_the_run_before_it_begins() {
    for (argument, words) in [
        ("--report=pdf=report.pdf", "no format is called `pdf`"),
        ("--report=sarif", "FORMAT=PATH"),
        (
            "--report=sarif=no/such/folder/x.sarif",
            "no/such/folder: cannot be written",
        ),
    ] {
        let output = ropex(&[argument]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(words), "{error}");
        assert!(output.stdout.is_empty());
    }
}

fn ropex(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ropex"))
        .args(FIXTURES)
        .args(arguments)
        .output()
        .unwrap()
}

/// The OASIS schema, which the crate `serde-sarif` carries: where its source is, cargo tells.
fn sarif_schema() -> PathBuf {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let package = packages
        .clone()
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().join("src/schema.json")
}
