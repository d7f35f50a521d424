//! The order of the stages, read from the sources: each uses what stands left of it, and nothing right of it.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Data flows this way.
const STAGES: [&str; 8] = [
    "read",
    "outline",
    "segment",
    "language",
    "mapping",
    "normalize",
    "audit",
    "write",
];

/// Types that pass between stages, and the rules: no stage stands left of them.
const FOUNDATION: [&str; 4] = ["document", "record", "outcome", "rules"];

/// Names that say nothing of what a module does.
const EMPTY_NAMES: [&str; 8] = [
    "utils", "util", "helpers", "helper", "common", "types", "misc", "manager",
];

#[test]
fn no_stage_uses_one_that_comes_after_it() {
    let mut wrong = Vec::new();
    for (at, stage) in STAGES.iter().enumerate() {
        let later = &STAGES[at + 1..];
        wrong.extend(
            uses(stage)
                .into_iter()
                .filter(|used| later.contains(&used.module.as_str())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_all_stages_use_uses_no_stage() {
    let mut wrong = Vec::new();
    for module in FOUNDATION {
        wrong.extend(
            uses(module)
                .into_iter()
                .filter(|used| STAGES.contains(&used.module.as_str())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn reading_knows_no_rules_and_no_stage_knows_the_run() {
    let mut wrong: Vec<Use> = uses("read").into_iter().filter(|used| used.module == "rules").collect();
    for stage in STAGES {
        let run = ["batch", "cli", "isolate", "inspect"];
        wrong.extend(
            uses(stage)
                .into_iter()
                .filter(|used| run.contains(&used.module.as_str())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_edges_touch_the_outside() {
    let outside = Regex::new(r"\b(std::process|std::env|std::fs|std::net|println!|eprintln!)").unwrap();
    let edges = ["batch", "cli", "isolate", "main", "rules"];
    // OCR is a program, and runs in the worker as all of PDF does.
    let program = Path::new("src/read/ocr/tesseract.rs");
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        if edges.contains(&module(&path).as_str()) || path == program {
            continue;
        }
        for (line, text) in code(&path).lines().enumerate() {
            if outside.is_match(text) {
                wrong.push(format!("{}:{}: {}", path.display(), line + 1, text.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn modules_are_named_after_what_they_do_and_finished() {
    let unfinished = Regex::new(r"\b(todo|unimplemented)!").unwrap();
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")).into_iter().chain(folders(Path::new("src"))) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if EMPTY_NAMES.contains(&name.as_str()) || path.is_file() && unfinished.is_match(&code(&path)) {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn paths_are_read_from_code_in_all_their_forms() {
    let found = |code: &str| -> Vec<String> { modules(code, 2).into_iter().map(|(_, module)| module).collect() };
    assert_eq!(found("use crate::read::Limits;"), ["read"]);
    assert_eq!(
        found("use crate::{\n    audit::{self, x},\n    write,\n};"),
        ["audit", "write"]
    );
    assert_eq!(found("let x = crate::mapping::map();"), ["mapping"]);
    assert_eq!(found("use super::super::write::Json;"), ["write"]);
    assert!(found("use super::near::Json;").is_empty());
}

/// A use of a top module of the crate.
#[derive(Debug)]
#[allow(dead_code)]
struct Use {
    /// `file:line`.
    place: String,
    module: String,
}

/// All uses of top modules in the sources of one of them.
fn uses(of: &str) -> Vec<Use> {
    let files: Vec<PathBuf> = sources(Path::new("src"))
        .into_iter()
        .filter(|path| module(path) == of)
        .collect();
    assert!(!files.is_empty(), "no module {of}");
    let mut uses = Vec::new();
    for path in files {
        for (line, module) in modules(&code(&path), depth(&path)) {
            let place = format!("{}:{line}", path.display());
            uses.push(Use { place, module });
        }
    }
    uses
}

/// Top modules that code names, with their lines: after `crate::`, after as many `super::` as lead out of a module of
/// this depth, and in braces after either.
fn modules(code: &str, depth: usize) -> Vec<(usize, String)> {
    let root = Regex::new(&format!(r"(?:\bcrate::|(?:\bsuper::){{{depth}}})(?:(\w+)|\{{)")).unwrap();
    let mut found = Vec::new();
    for path in root.captures_iter(code) {
        let whole = path.get(0).unwrap();
        let line = code[..whole.start()].matches('\n').count() + 1;
        match path.get(1) {
            Some(name) if name.as_str() != "super" => found.push((line, name.as_str().to_owned())),
            Some(_) => {}
            None => found.extend(in_braces(&code[whole.end()..]).into_iter().map(|name| (line, name))),
        }
    }
    found
}

/// The first names of the paths in a brace that is open.
fn in_braces(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut depth, mut name, mut first) = (1, String::new(), true);
    for letter in code.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => first = true,
            ':' => first = false,
            _ if first && depth == 1 && (letter.is_alphanumeric() || letter == '_') => {
                name.push(letter);
                continue;
            }
            _ => {}
        }
        if !name.is_empty() {
            names.insert(std::mem::take(&mut name));
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// The top module that a file belongs to.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap();
    let top = below.components().next().unwrap().as_os_str();
    Path::new(top).file_stem().unwrap().to_string_lossy().into_owned()
}

/// How many modules deep a file's code stands.
fn depth(path: &Path) -> usize {
    let parts = path.strip_prefix("src").unwrap().components().count();
    if path.ends_with("mod.rs") { parts - 1 } else { parts }
}

/// A source without its comments, which may link to whatever they like. Lines are kept.
fn code(path: &Path) -> String {
    let comment = Regex::new(r"(?m)^\s*//.*$|\s//[ /!].*$").unwrap();
    comment.replace_all(&fs::read_to_string(path).unwrap(), "").into_owned()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = entries(folder);
    files.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let below = folders(folder);
    files.extend(
        below
            .iter()
            .flat_map(|folder| entries(folder))
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs")),
    );
    files
}

/// All folders below one.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder).into_iter().filter(|path| path.is_dir()) {
        found.extend(folders(&path));
        found.push(path);
    }
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}
