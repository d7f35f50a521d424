//! What a document says does not hang on the format that it was saved in; `docs/formats.md` says what is kept of each, and
//! names a test for it; archives that unpack to too much are refused by name.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Documents of `fixtures/gold/` that one producer saved in several formats: `<name>-<format>`.
const FAMILIES: [(&str, &[&str]); 4] = [
    ("word-processor", &["odt", "docx", "rtf"]),
    ("bold-headings", &["docx", "odt", "rtf"]),
    ("hidden-sheets", &["xlsx", "xls", "ods"]),
    ("several-sheets", &["xlsx", "ods"]),
];

fn extract(paths: &[PathBuf]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_ropex"))
        .arg("extract")
        .args(paths)
        .output()
        .unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What a record says, without where it stands.
fn said(record: &Value) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for (field, answer) in record["fields"].as_object().unwrap() {
        said.insert(
            field.clone(),
            format!("{} {} {}", answer["status"], answer["text"], answer["value"]),
        );
    }
    for section in record["unmapped"].as_array().unwrap() {
        said.insert(section["heading"].to_string(), section["text"].to_string());
    }
    said.insert("regime".to_owned(), record["regime"]["id"].to_string());
    said
}

#[test]
fn the_same_document_gives_the_same_records_in_every_format() {
    let path = |name: &str, format: &str| format!("fixtures/gold/{name}-{format}/input.{format}");
    let paths = |(name, formats): &(&str, &[&str])| -> Vec<PathBuf> {
        formats.iter().map(|format| path(name, format).into()).collect()
    };
    let lines = extract(&FAMILIES.iter().flat_map(paths).collect::<Vec<_>>());
    for (name, formats) in FAMILIES {
        let records = |format: &str| -> Vec<BTreeMap<String, String>> {
            let path = path(name, format);
            let of_it: Vec<&Value> = lines.iter().filter(|line| line["source"]["path"] == *path).collect();
            assert_eq!(of_it[0]["source"]["format"], format, "{name}");
            of_it.into_iter().map(said).collect()
        };
        let first = records(formats[0]);
        assert!(first.iter().all(|record| record.len() > 5), "{name}: {first:?}");
        for format in &formats[1..] {
            assert_eq!(records(format), first, "{name}: {format} and {}", formats[0]);
        }
    }
}

fn zipped(members: &[(String, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_refused_by_the_name_of_their_limit() {
    let folder = tempfile::tempdir().unwrap();
    let blank = vec![b' '; 40 << 20];
    let bomb = zipped(&[("register.txt".to_owned(), &blank)]);
    let many: Vec<(String, &[u8])> = (0..10_001).map(|number| (format!("{number}.txt"), &b""[..])).collect();
    let cases = [
        ("bomb.zip", bomb.clone(), "unpacked_ratio"),
        (
            "outer.zip",
            zipped(&[("inner.zip".to_owned(), &bomb)]),
            "unpacked_ratio",
        ),
        ("many.zip", zipped(&many), "members"),
        (
            "bomb.docx",
            zipped(&[
                ("[Content_Types].xml".to_owned(), b"<Types/>"),
                ("word/document.xml".to_owned(), &blank),
            ]),
            "unpacked_ratio",
        ),
        (
            "bomb.ods",
            zipped(&[
                ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml".to_owned(), &blank),
            ]),
            "unpacked_ratio",
        ),
    ];
    for (name, bytes, limit) in cases {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let lines = extract(&[path]);
        let [line] = lines.as_slice() else {
            panic!("{name}: {lines:?}")
        };
        assert_eq!(line["failure"]["kind"], "too_large", "{name}: {line}");
        assert!(
            line["failure"]["message"].as_str().unwrap().contains(limit),
            "{name}: {line}"
        );
    }
}

#[test]
fn a_mail_and_an_archive_are_the_documents_inside_them() {
    let paths = |input: &str| -> BTreeSet<String> {
        let lines = extract(&[input.into()]);
        lines
            .iter()
            .map(|line| line["source"]["path"].as_str().unwrap().to_owned())
            .collect()
    };
    let mail = "fixtures/gold/mail-with-attachments/input.eml";
    let inside = |name: &str| format!("{mail}!/{name}");
    assert_eq!(
        paths(mail),
        BTreeSet::from([
            mail.to_owned(),
            inside("ledenadministratie één.csv"),
            inside("modulo.docx")
        ])
    );
    let archive = "fixtures/gold/archive-of-registers/input.zip";
    let inside = |name: &str| format!("{archive}!/{name}");
    assert_eq!(
        paths(archive),
        BTreeSet::from([
            inside("Rejestry/żeglarze.odt"),
            inside("záloha.zip!/staré/záznamy.xlsx")
        ])
    );
}

/// The columns that stand for a format.
const FORMATS: [&str; 14] = [
    "PDF", "scan", "DOCX", "ODT", "RTF", "XLSX", "XLS", "ODS", "CSV", "HTML", "Markdown", "text", "EML", "ZIP",
];

/// A row of the table: what is kept, by format, and the tests that show it.
struct Kept {
    what: String,
    formats: Vec<String>,
    tests: Vec<String>,
}

/// The tables of `docs/formats.md` whose last column names tests.
fn kept() -> Vec<Kept> {
    let page = fs::read_to_string("docs/formats.md").unwrap();
    let mut rows = Vec::new();
    let mut heads: Vec<String> = Vec::new();
    for line in page.lines() {
        let Some(row) = line.strip_prefix('|') else {
            heads.clear();
            continue;
        };
        let cells: Vec<String> = row
            .trim_end_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect();
        if heads.is_empty() {
            heads = cells;
        } else if heads.last().is_some_and(|head| head == "tests") && !cells[0].starts_with("---") {
            let last = cells.len() - 1;
            rows.push(Kept {
                what: cells[0].clone(),
                formats: (1..last)
                    .filter(|&at| !cells[at].is_empty() && FORMATS.contains(&heads[at].as_str()))
                    .map(|at| heads[at].clone())
                    .collect(),
                tests: cells[last].split('`').skip(1).step_by(2).map(str::to_owned).collect(),
            });
        }
    }
    rows
}

/// The formats that a test named in the table speaks for; nothing where there is no such test.
fn speaks_for(test: &str) -> Option<Vec<&'static str>> {
    if let Some((folder @ ("gold" | "broken"), case)) = test.split_once('/') {
        let mut files = fs::read_dir(format!("fixtures/{folder}/{case}")).ok()?;
        let input = files.find_map(|file| file.ok().filter(|file| file.path().file_stem().unwrap() == "input"))?;
        let extension = input.path().extension()?.to_str()?.to_owned();
        return Some(match extension.as_str() {
            "pdf" => vec!["PDF"],
            "docx" => vec!["DOCX"],
            "odt" => vec!["ODT"],
            "rtf" => vec!["RTF"],
            "xlsx" => vec!["XLSX"],
            "xls" => vec!["XLS"],
            "ods" => vec!["ODS"],
            "csv" => vec!["CSV"],
            "html" => vec!["HTML"],
            "md" => vec!["Markdown"],
            "txt" => vec!["text"],
            "eml" => vec!["EML"],
            _ => vec!["ZIP"],
        });
    }
    let (module, function) = test.rsplit_once("::")?;
    let files = match module.strip_prefix("tests::") {
        Some(file) => vec![PathBuf::from(format!("tests/{file}.rs"))],
        None => sources(Path::new("src"), module),
    };
    let signature = format!("fn {function}()");
    if !files
        .iter()
        .any(|file| fs::read_to_string(file).is_ok_and(|text| text.contains(&signature)))
    {
        return None;
    }
    Some(match module.trim_start_matches("read::") {
        "pdf" => vec!["PDF"],
        // What is placed on pages is laid out by the same code.
        "layout" => vec!["PDF", "scan"],
        "ocr" | "tests::ocr" => vec!["scan"],
        "docx" => vec!["DOCX"],
        "odt" => vec!["ODT"],
        "rtf" => vec!["RTF"],
        "sheet" => vec!["XLSX"],
        "sheet::ods" => vec!["ODS"],
        "csv" => vec!["CSV"],
        "html" => vec!["HTML"],
        "markdown" => vec!["Markdown"],
        "text" | "encoding" => vec!["text"],
        "mail" => vec!["EML"],
        "batch::unpack" => vec!["EML", "ZIP"],
        "tests::formats" => vec!["ZIP", "DOCX", "ODS"],
        _ => Vec::new(),
    })
}

/// The files of a module, those of the modules below it included.
fn sources(folder: &Path, module: &str) -> Vec<PathBuf> {
    let path = folder.join(module.replace("::", "/"));
    let mut files = vec![path.with_extension("rs")];
    let mut folders = vec![path];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files
}

#[test]
fn every_cell_of_the_table_of_formats_is_backed_by_a_test() {
    let rows = kept();
    assert!(rows.len() > 20, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let mut spoken: BTreeSet<&str> = BTreeSet::new();
        for test in &row.tests {
            match speaks_for(test) {
                Some(formats) => spoken.extend(formats),
                None => wrong.push(format!("{}: there is no test {test}", row.what)),
            }
        }
        let silent = row.formats.iter().filter(|format| !spoken.contains(format.as_str()));
        wrong.extend(silent.map(|format| format!("{}: no test for {format}", row.what)));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
