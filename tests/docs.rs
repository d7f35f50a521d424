//! What the documentation shows is what the program gives, and what it links to is there.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ropex::rules::Rules;
use serde_json::Value;

/// Documents with records in JSON, each a part of what the program gives for `docs/example`.
const SHOWING: [&str; 2] = ["README.md", "docs/output.md"];

fn ropex(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ropex")).args(args).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn records_shown_are_parts_of_real_ones() {
    let inputs = ["docs/example/library.txt", "gone.pdf"];
    let mut real: Vec<Value> = ropex(&[&["extract"], &inputs[..]].concat())
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let report = ropex(&[&["check", "--format", "json"], &inputs[..]].concat());
    real.push(serde_json::from_str(&report).unwrap());
    for page in SHOWING {
        let text = fs::read_to_string(page).unwrap();
        let mut blocks = 0;
        for block in text.split("\n```json\n").skip(1) {
            let block = block.split("\n```").next().unwrap();
            let shown: Value = serde_json::from_str(block).unwrap_or_else(|error| panic!("{page}: {error}\n{block}"));
            assert!(
                real.iter().any(|real| is_part(&shown, real)),
                "{page} shows what the program does not give:\n{block}"
            );
            blocks += 1;
        }
        assert!(blocks > 0, "{page} shows no record");
    }
}

/// Keys and elements may be left out of what is shown, and nothing may be changed.
fn is_part(shown: &Value, real: &Value) -> bool {
    match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => shown
            .iter()
            .all(|(key, value)| real.get(key).is_some_and(|real| is_part(value, real))),
        (Value::Array(shown), Value::Array(real)) => {
            let mut rest = real.iter();
            shown.iter().all(|element| rest.any(|real| is_part(element, real)))
        }
        _ => shown == real,
    }
}

#[test]
fn every_field_code_and_kind_has_its_line() {
    let output = fs::read_to_string("docs/output.md").unwrap();
    for field in &Rules::embedded().unwrap().fields {
        let line = format!("\n| `{}` | ", field.id);
        assert!(output.contains(&line), "docs/output.md: no field `{}`", field.id);
    }
    let decisions = fs::read_to_string("docs/README.md").unwrap();
    let checks = fs::read_to_string("docs/checks/README.md").unwrap();
    for (folder, below, list) in [
        ("checks", "", &checks),
        ("failures", "failures/", &output),
        ("decisions", "decisions/", &decisions),
    ] {
        let mut pages = Vec::new();
        pages_below(&Path::new("docs").join(folder), &mut pages);
        pages.retain(|page| !page.ends_with("README.md"));
        assert!(!pages.is_empty());
        for page in pages {
            let link = format!("({below}{})", page.file_name().unwrap().to_str().unwrap());
            assert!(list.contains(&link), "{} is in no list", page.display());
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let mut pages = vec![PathBuf::from("README.md"), PathBuf::from("CONTRIBUTING.md")];
    pages_below(Path::new("docs"), &mut pages);
    let link = regex::Regex::new(r"\]\(([^)#: ]+)(?:#[^)]*)?\)").unwrap();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        for found in link.captures_iter(&text) {
            let target = page.parent().unwrap().join(&found[1]);
            assert!(target.exists(), "{}: no {}", page.display(), target.display());
        }
    }
}

fn pages_below(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages_below(&path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
}
