//! The command line, as files: `tests/cmd/*.toml` and `*.trycmd` hold arguments, output and exit code of each case, the
//! folders beside them its inputs.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn ropex(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropex"));
    command.args(args).current_dir("tests/cmd/check.in").output().unwrap()
}

#[test]
fn commands() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.trycmd")
        // The README shows what the program says.
        .case("README.md");
}

/// The worked example of docs/rules.md, from its first command to its last, in a folder with the document that it is
/// about. The files that it tells its reader to write are those of docs/example/rules.
#[test]
fn the_page_on_rules_works_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("rules.md");
    fs::copy("docs/rules.md", &page).unwrap();
    // trycmd runs the commands of rules.md in a copy of rules.in where there is a rules.out beside it.
    let registers = folder.path().join("rules.in/registers");
    fs::create_dir_all(&registers).unwrap();
    fs::create_dir(folder.path().join("rules.out")).unwrap();
    fs::copy("docs/example/library.txt", registers.join("library.txt")).unwrap();
    trycmd::TestCases::new().case(&page).run();

    let text = fs::read_to_string("docs/rules.md").unwrap();
    for file in ["languages/en.toml", "languages/en.cases.toml"] {
        let shown = fs::read_to_string(Path::new("docs/example/rules").join(file)).unwrap();
        assert!(
            text.contains(&format!("```toml\n{}\n```", shown.trim_end())),
            "docs/rules.md does not show {file}"
        );
    }
    let test = ropex(&["rules", "test", "--rules", "../../../docs/example/rules"]);
    assert_eq!(test.status.code(), Some(0), "{test:?}");
}

#[test]
fn every_line_of_output_holds_to_the_schema() {
    let schema: serde_json::Value = serde_json::from_slice(&ropex(&["schema", "record"]).stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let output = ropex(&["extract", "registers", "broken.pdf", "gone.pdf"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().count() >= 4, "{text}");
    for line in text.lines() {
        let line = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = schema.iter_errors(&line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{line}");
    }
}

#[test]
fn output_into_a_folder_is_whole_files_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/out");
    let output = ropex(&["extract", "registers", "-o", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stdout.is_empty());
    let mut names: Vec<_> = fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["records.jsonl", "summary.json"]);
    let summary = fs::read(path.join("summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap();
    assert_eq!(summary["documents"], 2);
    assert_eq!(summary["not_read"][".png"], 1);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let script = "\"$ROPEX\" extract registers registers/../registers/letters.md; echo $? >&2";
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("{{ {script}; }} | true")]);
    shell
        .env("ROPEX", env!("CARGO_BIN_EXE_ropex"))
        .current_dir("tests/cmd/check.in");
    let output = shell.stdin(Stdio::null()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.trim_end().ends_with('0'), "{stderr}");
    assert!(!stderr.contains("anic"), "{stderr}");
}

#[test]
fn a_hostile_pdf_costs_one_document_and_not_the_run() {
    // Arrays in arrays: whoever reads them by calling itself runs out of stack.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nested.pdf");
    let nested = format!(
        "%PDF-1.4\n1 0 obj\n{}{}\nendobj\n",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    fs::write(&path, nested).unwrap();
    let output = ropex(&[
        "extract",
        path.to_str().unwrap(),
        "registers/whole.txt",
        "--timeout",
        "20",
    ]);
    let text = String::from_utf8(output.stdout).unwrap();
    let kinds: Vec<&str> = text.lines().map(|line| &line[..line.find(',').unwrap()]).collect();
    assert_eq!(kinds, [r#"{"type":"failure""#, r#"{"type":"record""#], "{text}");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_worker_ends_with_its_input_and_refuses_nonsense() {
    assert_eq!(ropex(&["worker"]).status.code(), Some(0));
    let mut worker = Command::new(env!("CARGO_BIN_EXE_ropex"));
    let mut child = worker
        .arg("worker")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"nonsense\n").unwrap();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(2));
}
