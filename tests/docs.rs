//! What the documentation names is there.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use regex::Regex;

#[test]
fn every_code_of_a_gap_has_its_page() {
    let mut codes = BTreeSet::new();
    for (_, source) in files(Path::new("src/audit"), "rs") {
        let code = Regex::new(r#""(G\d{3})""#).unwrap();
        codes.extend(code.captures_iter(&source).map(|code| code[1].to_owned()));
    }
    assert!(!codes.is_empty());
    let pages: BTreeSet<String> = files(Path::new("docs/checks"), "md")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(codes, pages);
    for code in &codes {
        let page = fs::read_to_string(format!("docs/checks/{code}.md")).unwrap();
        assert!(page.starts_with(&format!("# {code}: ")), "{code}");
        assert_eq!(ropex(&["explain", code]).status.code(), Some(0), "{code}");
    }
}

#[test]
fn every_kind_of_failure_has_its_page() {
    let schema = String::from_utf8(ropex(&["schema", "record"]).stdout).unwrap();
    for (kind, page) in files(Path::new("docs/failures"), "md") {
        assert!(page.starts_with(&format!("# {kind}: ")), "{kind}");
        assert!(schema.contains(&format!("\"{kind}\"")), "{kind} is none");
        assert_eq!(ropex(&["explain", &kind]).status.code(), Some(0), "{kind}");
    }
}

#[test]
fn commands_and_options_of_the_readme_exist() {
    let Ok(readme) = fs::read_to_string("README.md") else {
        return;
    };
    let command = Regex::new(r"(?m)^\s*(?:\$ )?ropex ([a-z]+)([^\n]*)$").unwrap();
    let option = Regex::new(r"--[a-z][a-z-]*").unwrap();
    let mut wrong = Vec::new();
    for line in in_code_blocks(&readme).lines() {
        let Some(found) = command.captures(line) else { continue };
        let help = ropex(&[&found[1], "--help"]);
        let text = String::from_utf8_lossy(&help.stdout).into_owned();
        let arguments = found[2].split(" #").next().unwrap_or_default();
        let known = option.find_iter(arguments).all(|option| text.contains(option.as_str()));
        if !help.status.success() || !known {
            wrong.push(line.to_owned());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn links_between_pages_lead_somewhere() {
    let link = Regex::new(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)").unwrap();
    let mut wrong = Vec::new();
    for folder in [
        ".",
        "docs",
        "docs/checks",
        "docs/failures",
        "docs/decisions",
        "fixtures",
    ] {
        for (name, page) in files(Path::new(folder), "md") {
            let links = link.captures_iter(&page).map(|link| link[1].to_owned());
            wrong.extend(
                links
                    .filter(|link| !Path::new(folder).join(link).exists())
                    .map(|link| format!("{folder}/{name}: {link}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What stands between fences.
fn in_code_blocks(page: &str) -> String {
    page.split("\n```").skip(1).step_by(2).collect()
}

/// Files of an extension right in a folder: name without it, and content.
fn files(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn ropex(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ropex"))
        .args(arguments)
        .output()
        .unwrap()
}
