//! Files of `fixtures/broken/` through the binary, as a user gives them: each must cost its own document at most, and say
//! why. fixtures/README.md tells how to add one.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

/// What becomes of a file: a failure of a kind, or records where the content can be read after all.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// What is wrong with the file, for people.
    why: String,
    /// Kind of the failure.
    kind: Option<String>,
    /// Part of its message.
    #[serde(default)]
    message: String,
    /// Number of records.
    #[serde(default)]
    records: usize,
    /// Format that the content has.
    format: Option<String>,
    /// Name of the input where none stands in the folder.
    input: Option<String>,
    /// Further arguments.
    #[serde(default)]
    arguments: Vec<String>,
}

#[test]
fn broken_files_fail_by_name_or_are_read() {
    let cases = cases();
    assert!(cases.len() >= 12, "{} cases", cases.len());
    let mut report = String::new();
    for case in cases {
        for difference in judge(&case) {
            writeln!(report, "{}: {difference}", case.display()).unwrap();
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn one_run_over_all_of_them_ends_with_a_line_for_each() {
    let output = ropex(&["extract", "fixtures/broken", "--jobs", "2"]);
    assert_eq!(output.status.code(), Some(3));
    let lines = String::from_utf8(output.stdout).unwrap();
    let mut paths: Vec<String> = lines
        .lines()
        .map(|line| shown(&parsed(line)["source"]["path"]))
        .collect();
    paths.dedup();
    for case in cases() {
        let Some(input) = input(&case) else {
            continue;
        };
        // A member of an archive stands behind the archive's path.
        let path = input.display().to_string();
        assert!(paths.iter().any(|found| found.starts_with(&path)), "{path}");
    }
}

/// Each folder is a case.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir("fixtures/broken").unwrap();
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

fn judge(case: &Path) -> Vec<String> {
    let expected = fs::read_to_string(case.join("expect.toml")).unwrap_or_default();
    let expected: Expected = match toml::from_str(&expected) {
        Ok(expected) => expected,
        Err(error) => return vec![format!("expect.toml: {error}")],
    };
    let path = match (&expected.input, input(case)) {
        (Some(name), _) => case.join(name),
        (None, Some(path)) => path,
        (None, None) => return vec!["no file is named input.*".to_owned()],
    };
    let arguments: Vec<&str> = expected.arguments.iter().map(String::as_str).collect();
    let path = path.display().to_string();
    let output = ropex(&[&["extract", &path][..], &arguments].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(parsed).collect();
    compare(&expected, output.status.code(), &lines)
}

fn compare(expected: &Expected, code: Option<i32>, lines: &[Value]) -> Vec<String> {
    let mut differences = Vec::new();
    let mut equal = |what: &str, wanted: String, got: String| {
        if wanted != got {
            differences.push(format!("{what}: wanted {wanted}, got {got} ({})", expected.why));
        }
    };
    let failure = lines.iter().find(|line| line["type"] == "failure");
    let records = lines.iter().filter(|line| line["type"] == "record").count();
    equal(
        "exit code",
        format!("{:?}", Some(3 * i32::from(expected.kind.is_some()))),
        format!("{code:?}"),
    );
    equal("records", expected.records.to_string(), records.to_string());
    let kind = failure.map(|line| shown(&line["failure"]["kind"]));
    equal("failure", format!("{:?}", expected.kind), format!("{kind:?}"));
    if let Some(format) = &expected.format {
        let got = lines.first().map(|line| shown(&line["source"]["format"]));
        equal("format", format.clone(), got.unwrap_or_default());
    }
    if let Some(failure) = failure {
        let message = shown(&failure["failure"]["message"]);
        if !message.contains(&expected.message) {
            differences.push(format!("message: wanted {:?} in {message:?}", expected.message));
        }
    }
    differences
}

fn input(case: &Path) -> Option<PathBuf> {
    let mut files = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.file_stem().is_some_and(|stem| stem == "input"))
}

fn ropex(arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_ropex"))
        .args(arguments)
        .output()
        .unwrap()
}

fn parsed(line: &str) -> Value {
    serde_json::from_str(line).unwrap()
}

fn shown(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
