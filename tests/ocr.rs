//! Scans through the binary, as a user gives them. fixtures/ocr/make.sh tells how they were made.
//!
//! What needs tesseract says so loudly where it is not installed, and fails where the environment says `CI`.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ocr").join(name)
}

/// The lines that `extract` gives for a fixture.
fn extract(name: &str, arguments: &[&str], path: Option<&Path>) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropex"));
    // Time for builds without optimization on machines with other work.
    command.args(["extract", "--quiet", "--timeout", "600"]);
    command.arg(fixture(name)).args(arguments);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Whether tesseract and its English are there; without them, a test that wants them is passed over or fails.
#[allow(clippy::print_stderr)]
fn tesseract() -> bool {
    let listed = Command::new("tesseract").arg("--list-langs").output();
    let there = listed.is_ok_and(|output| {
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .any(|line| line == "eng")
    });
    if !there {
        eprintln!("OCR TESTS SKIPPED: tesseract not found");
        assert!(
            std::env::var_os("CI").is_none(),
            "CI must have tesseract-ocr and tesseract-ocr-eng"
        );
    }
    there
}

fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record["fields"][field]["text"].as_str().unwrap_or_default()
}

#[test]
fn a_scanned_table_gives_its_fields_with_their_confidence() {
    if !tesseract() {
        return;
    }
    let records = extract("scan.pdf", &[], None);
    let [record] = &records[..] else { panic!("{records:?}") };
    assert_eq!(record["source"]["text"], "ocr");
    assert!(
        text(record, "purposes").contains("lending books and reminding readers"),
        "{record}"
    );
    assert!(text(record, "dpo").contains("dpo@example.org"), "{record}");
    assert_eq!(record["fields"]["retention"]["value"]["duration"], "P2Y");
    assert_eq!(record["fields"]["international_transfers"]["status"], "not_applicable");
    let confidence = &record["fields"]["purposes"]["provenance"][0]["confidence"];
    assert!(confidence.as_f64().unwrap() > 60.0, "{record}");
}

#[test]
fn pages_read_side_by_side_give_the_same_as_one_by_one() {
    if !tesseract() {
        return;
    }
    let read = |jobs| extract("mixed.pdf", &["--ocr", "always", "--lang", "eng", "--jobs", jobs], None);
    assert_eq!(read("1"), read("2"));
}

#[test]
fn a_mixed_document_keeps_its_own_text() {
    if !tesseract() {
        return;
    }
    let records = extract("mixed.pdf", &["--lang", "eng"], None);
    let [record] = &records[..] else { panic!("{records:?}") };
    assert!(text(record, "controller").contains("Municipal library"), "{record}");
    assert!(text(record, "legal_basis").contains("Article 6(1)(b)"), "{record}");
    let own = &record["fields"]["legal_basis"]["provenance"][0];
    assert_eq!(own["page"], 2);
    assert!(own.get("confidence").is_none(), "{own}");
}

#[test]
fn pages_on_their_head_and_on_their_side_are_turned() {
    if !tesseract() {
        return;
    }
    let records = extract("turned.pdf", &["--lang", "en"], None);
    let [record] = &records[..] else { panic!("{records:?}") };
    // The first page is upside down and holds a table, the second lies on its side.
    assert!(
        text(record, "purposes").contains("lending books and reminding readers"),
        "{record}"
    );
    assert_eq!(record["fields"]["retention"]["value"]["duration"], "P2Y");
    assert!(text(record, "legal_basis").contains("Article 6(1)(b)"), "{record}");
    for field in ["purposes", "legal_basis"] {
        let confidence = &record["fields"][field]["provenance"][0]["confidence"];
        assert!(confidence.as_f64().unwrap() > 60.0, "{record}");
    }
}

#[test]
fn a_page_is_read_as_its_rotation_shows_it() {
    if !tesseract() {
        return;
    }
    let records = extract("rotated.pdf", &["--lang", "en"], None);
    let [record] = &records[..] else { panic!("{records:?}") };
    assert_eq!(record["fields"]["retention"]["value"]["duration"], "P2Y");
    assert!(text(record, "recipients").contains("Printing house"), "{record}");
}

#[test]
fn a_language_that_is_not_installed_is_named_with_its_package() {
    if !tesseract() {
        return;
    }
    let [line] = &extract("scan.pdf", &["--lang", "eng+tlh"], None)[..] else {
        panic!()
    };
    assert_eq!(line["failure"]["kind"], "no_text");
    let message = line["failure"]["message"].as_str().unwrap();
    assert!(message.contains("tesseract-ocr-tlh"), "{message}");
}

#[test]
fn without_tesseract_a_scan_says_what_to_install() {
    let nowhere = tempfile::tempdir().unwrap();
    for name in ["scan.pdf", "mixed.pdf"] {
        let [line] = &extract(name, &[], Some(nowhere.path()))[..] else {
            panic!()
        };
        assert_eq!(line["failure"]["kind"], "no_text", "{line}");
        let message = line["failure"]["message"].as_str().unwrap();
        assert!(message.contains("package tesseract-ocr"), "{message}");
    }
}

#[test]
fn ocr_can_be_switched_off() {
    let [line] = &extract("scan.pdf", &["--ocr", "never"], None)[..] else {
        panic!()
    };
    assert_eq!(line["failure"]["kind"], "no_text");
    // What there is of a mixed document is wanted then.
    let [record] = &extract("mixed.pdf", &["--ocr", "never"], None)[..] else {
        panic!()
    };
    assert!(text(record, "legal_basis").contains("Article 6(1)(b)"), "{record}");
    assert_eq!(
        record["source"]["remarks"],
        serde_json::json!(["page 1 is an image and was not read: OCR is off (--ocr never)"])
    );
}

#[test]
fn pages_to_be_read_have_a_limit() {
    let [line] = &extract("scan.pdf", &["--max-ocr-pages", "0"], None)[..] else {
        panic!()
    };
    assert_eq!(line["failure"]["kind"], "too_large");
    assert!(line["failure"]["message"].as_str().unwrap().contains("--max-ocr-pages"));
}
