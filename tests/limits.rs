//! Each named limit: the failure that names it and its option, and its line in docs/reliability.md.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::process::Command;

use clap::CommandFactory;
use ropex::cli::args::Arguments;
use ropex::read::{Limit, Limits};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A document that is over a limit: its name, its bytes, and a value of the option that makes it so.
fn over(limit: Limit) -> (&'static str, Vec<u8>, &'static str) {
    let text = || {
        "Purposes of the processing\n\nHire of boats\n\n"
            .repeat(40_000)
            .into_bytes()
    };
    let fixture = |path: &str| fs::read(PathBuf::from("fixtures").join(path)).unwrap();
    match limit {
        Limit::FileBytes => ("a.txt", text(), "1"),
        Limit::TextBytes => ("a.txt", text(), "1"),
        Limit::Pages => ("a.pdf", fixture("gold/notice-chromium/input.pdf"), "0"),
        Limit::OcrPages => ("a.pdf", fixture("ocr/scan.pdf"), "0"),
        Limit::PageTextBytes => ("a.pdf", page(100_000), "1"),
        Limit::TableCells => ("a.csv", b"Purpose;Data\nHire;Names\n".to_vec(), "3"),
        Limit::Nesting => ("a.html", b"<div>".repeat(5), "4"),
        Limit::Members => ("a.zip", zipped(&[("a.txt", b"a"), ("b.txt", b"b")]), "1"),
        Limit::UnpackedBytes => ("a.zip", zipped(&[("a.txt", &text())]), "1"),
        Limit::UnpackedRatio => ("a.zip", zipped(&[("a.txt", &vec![b' '; 17 << 20])]), "100"),
        Limit::ArchiveDepth => ("a.zip", zipped(&[("b.zip", &zipped(&[("c.txt", b"c")]))]), "1"),
    }
}

/// A PDF of one page, on which so many words stand, each in its own place.
fn page(words: usize) -> Vec<u8> {
    let word = |at: usize| format!("1 0 0 1 {} {} Tm(Hire of boats)Tj\n", at % 500, at / 500 % 800);
    let content = format!("BT /F1 1 Tf {}ET", (0..words).map(word).collect::<String>());
    let length = content.len();
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        format!("<</Length {length}>>stream\n{content}\nendstream"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    for (number, object) in (1..).zip(objects) {
        pdf += &format!("{number} 0 obj{object}endobj\n");
    }
    (pdf + "trailer<</Root 1 0 R>>\n").into_bytes()
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_over_a_limit_fails_by_its_name_and_its_option() {
    let folder = tempfile::tempdir().unwrap();
    for limit in Limit::ALL {
        let (name, bytes, value) = over(limit);
        fs::write(folder.path().join(name), bytes).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_ropex"))
            .current_dir(&folder)
            .args(["extract", name, limit.option(), value])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{}: {output:?}", limit.name());
        let lines = String::from_utf8(output.stdout).unwrap();
        let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        assert_eq!(last["failure"]["kind"], "too_large", "{last}");
        let message = last["failure"]["message"].as_str().unwrap();
        let named = format!("over the limit {} = ", limit.name());
        let raised = format!("raise it with {}", limit.option());
        assert!(message.contains(&named) && message.contains(&raised), "{message}");
    }
}

/// Rows of the table of limits: name, default, option.
fn documented() -> Vec<[String; 3]> {
    let page = fs::read_to_string("docs/reliability.md").unwrap();
    let table = page
        .split("\n## Limits\n")
        .nth(1)
        .unwrap()
        .split("\n## ")
        .next()
        .unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let cells = |row: &str| -> Vec<String> {
        let cells = row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned());
        cells.skip(1).take(3).collect()
    };
    rows.map(|row| cells(row).try_into().unwrap()).collect()
}

#[test]
fn the_table_of_limits_is_true() {
    // Held by the parent and the system, not by readers.
    let mut expected = vec![
        ["timeout", "60 s", "--timeout"].map(String::from),
        ["memory", "2048 MiB", "--memory"].map(String::from),
    ];
    let limits = Limits::default();
    for limit in Limit::ALL {
        let default = match limit.option().ends_with("-mib") {
            true => format!("{} MiB", limits.of(limit) >> 20),
            false => limits.of(limit).to_string(),
        };
        expected.push([limit.name().to_owned(), default, limit.option().to_owned()]);
    }
    expected.sort();
    let mut documented = documented();
    documented.sort();
    assert_eq!(documented, expected);

    let mut command = Arguments::command();
    command.build();
    let extract = command.find_subcommand("extract").unwrap();
    let options = extract
        .get_arguments()
        .filter(|option| option.get_help_heading() == Some("Limits"));
    let given: BTreeMap<String, String> = options
        .map(|option| {
            let default = option.get_default_values()[0].to_str().unwrap();
            (format!("--{}", option.get_long().unwrap()), default.to_owned())
        })
        .collect();
    let told: BTreeMap<String, String> = expected
        .into_iter()
        .map(|[_, default, option]| (option, default.split(' ').next().unwrap().to_owned()))
        .collect();
    assert_eq!(given, told);
}
