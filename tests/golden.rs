//! Documents of `fixtures/gold/` against what a reader finds in them; fixtures/README.md tells how to add one.
//!
//! A case is a folder with `input.*` and `gold.toml`. Everything that differs is collected before the test fails, and a
//! difference that is listed under `[known]` must still be there, so that no excuse outlives its error.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use ropex::batch::{Opened, Opener};
use ropex::read::Limits;
use ropex::read::pdf::Settings;
use ropex::rules::Rules;
use ropex::{Options, process};
use serde::Deserialize;
use serde_json::Value;

/// What a reader finds in one document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    /// How its text must have been had: `tagged`, `geometry`, `plain`, `markup`.
    text: Option<String>,
    #[serde(rename = "record")]
    records: Vec<Expected>,
    /// Differences that are errors of the program, by their place, with the reason.
    #[serde(default)]
    known: BTreeMap<String, String>,
}

/// One record; what is not given is not asked for. All tables are by field id.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Expected {
    title: Option<String>,
    language: Option<String>,
    regime: Option<String>,
    template: Option<String>,
    /// Where it stands in an archive or a mail: what the output puts behind `!/`.
    inside: Option<String>,
    /// What the source says of itself: hidden sheets and columns.
    remarks: Option<Vec<String>>,
    status: BTreeMap<String, String>,
    /// The whole text.
    text: BTreeMap<String, String>,
    /// Parts of the text.
    contains: BTreeMap<String, Vec<String>>,
    /// What must not stand in the text: the form's instructions, the next heading, a running head.
    lacks: BTreeMap<String, Vec<String>>,
    items: BTreeMap<String, Vec<String>>,
    /// The keys of the normalized value that matter; lists are compared whole.
    value: BTreeMap<String, Value>,
    inherited: Vec<String>,
    /// Fields that the document does not give.
    absent: Vec<String>,
    /// Kind and severity, as in `dpo = "missing note"`, or `"none"` where nothing may be found.
    gaps: BTreeMap<String, String>,
    /// What checks of content find: all of it where given, as `"C033 controller"`.
    findings: Option<Vec<String>>,
    /// Headings that are of no field.
    unmapped: Vec<String>,
}

#[test]
fn documents_give_what_a_reader_finds_in_them() {
    let rules = Rules::embedded().unwrap();
    let cases = cases();
    let mut report = String::new();
    for case in &cases {
        let differences = judge(case, &rules);
        if !differences.is_empty() {
            writeln!(report, "\n{}", case.display()).unwrap();
        }
        for difference in differences {
            writeln!(report, "  {difference}").unwrap();
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(cases.len() >= 12, "only {} cases were found", cases.len());
}

fn cases() -> Vec<PathBuf> {
    let folders = fs::read_dir("fixtures/gold").unwrap();
    let mut cases: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// What is wrong about a case, a line each.
fn judge(case: &Path, rules: &Rules) -> Vec<String> {
    let gold: Gold = match toml::from_str(&fs::read_to_string(case.join("gold.toml")).unwrap_or_default()) {
        Ok(gold) => gold,
        Err(error) => return vec![format!("gold.toml: {error}")],
    };
    let differences = match records(case, rules) {
        Ok((text, records)) => compare(&gold, &text, &records),
        Err(failure) => vec![("document".to_owned(), failure)],
    };
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (place, difference) in &differences {
        seen.insert(place.as_str());
        if !gold.known.contains_key(place) {
            wrong.push(format!("{place}: {difference}"));
        }
    }
    let mended = gold.known.keys().filter(|place| !seen.contains(place.as_str()));
    wrong.extend(mended.map(|place| format!("{place}: listed under [known], and no longer differs: strike it")));
    wrong
}

/// How the text was had, and the records as the output shows them: all of them, where an archive or a mail holds several
/// documents.
fn records(case: &Path, rules: &Rules) -> Result<(String, Vec<Value>), String> {
    let path = input(case)?;
    let opener = Opener {
        limits: Limits::default(),
        settings: Settings::default(),
        pool: None,
        cache: None,
    };
    let mut text = String::new();
    let mut records = Vec::new();
    let mut unread = Vec::new();
    opener.open(&path, &path.display().to_string(), true, &mut |opened| match opened {
        Opened::Document(source, Ok(document)) => {
            text = shown(&serde_json::to_value(document.text_source).unwrap());
            let extraction = process(&source, &document, rules, &Options::default());
            records.extend(
                extraction
                    .records
                    .iter()
                    .map(|record| serde_json::to_value(record).unwrap()),
            );
        }
        Opened::Document(source, Err(failure)) => unread.push(format!("{}: {failure}", source.path)),
        Opened::Other(_) | Opened::Link => {}
    });
    match unread.is_empty() {
        true => Ok((text, records)),
        false => Err(unread.join("; ")),
    }
}

fn input(case: &Path) -> Result<PathBuf, String> {
    let files = fs::read_dir(case).map_err(|error| error.to_string())?;
    let mut inputs = files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.file_stem().is_some_and(|stem| stem == "input"));
    let input = inputs.next().ok_or("no file is named input.*")?;
    match inputs.next() {
        None => Ok(input),
        Some(_) => Err("more than one file is named input.*".to_owned()),
    }
}

/// Every difference, with its place.
fn compare(gold: &Gold, text: &str, records: &[Value]) -> Vec<(String, String)> {
    let mut differences = Differences::default();
    if let Some(expected) = &gold.text {
        differences.equal("text", expected, text);
    }
    if records.len() != gold.records.len() {
        let titles: Vec<String> = records
            .iter()
            .map(|record| shown(&record["fields"]["title"]["text"]))
            .collect();
        let count = format!(
            "wanted {}, got {}: {}",
            gold.records.len(),
            records.len(),
            titles.join(" | ")
        );
        differences.add("records", count);
    }
    for (index, (expected, record)) in (1..).zip(gold.records.iter().zip(records)) {
        differences.prefix = format!("{index} ");
        differences.record(expected, record);
    }
    differences.found
}

/// Collects differences under their places, such as `2 retention value`.
#[derive(Default)]
struct Differences {
    prefix: String,
    found: Vec<(String, String)>,
}

impl Differences {
    fn add(&mut self, place: &str, what: String) {
        self.found.push((format!("{}{place}", self.prefix), what));
    }

    fn equal(&mut self, place: &str, wanted: &str, got: &str) {
        if wanted != got {
            self.add(place, format!("wanted {wanted:?}, got {got:?}"));
        }
    }

    fn record(&mut self, expected: &Expected, record: &Value) {
        let fields = &record["fields"];
        let whole = [
            ("title", &expected.title, &fields["title"]["text"]),
            ("language", &expected.language, &record["language"]["code"]),
            ("regime", &expected.regime, &record["regime"]["id"]),
            ("template", &expected.template, &record["template"]),
        ];
        for (place, wanted, got) in whole {
            if let Some(wanted) = wanted {
                self.equal(place, wanted, &shown(got));
            }
        }
        if let Some(wanted) = &expected.inside {
            let path = shown(&record["source"]["path"]);
            self.equal("inside", wanted, path.split_once("!/").map_or("", |(_, inside)| inside));
        }
        if let Some(wanted) = &expected.remarks {
            let got = record["source"]["remarks"].as_array().cloned().unwrap_or_default();
            let got: Vec<String> = got.iter().map(shown).collect();
            self.equal("remarks", &wanted.join("; "), &got.join("; "));
        }
        for (field, wanted) in &expected.status {
            self.equal(&format!("{field} status"), wanted, &shown(&fields[field]["status"]));
        }
        for (field, wanted) in &expected.text {
            self.equal(&format!("{field} text"), wanted, &shown(&fields[field]["text"]));
        }
        self.parts(expected, fields);
        for (field, wanted) in &expected.items {
            let got = &fields[field]["items"];
            if *got != Value::from(wanted.clone()) {
                self.add(&format!("{field} items"), format!("wanted {wanted:?}, got {got}"));
            }
        }
        for (field, wanted) in &expected.value {
            let got = &fields[field]["value"];
            if !holds(got, wanted) {
                self.add(&format!("{field} value"), format!("wanted {wanted}, got {got}"));
            }
        }
        self.presence(expected, fields);
        if let Some(wanted) = &expected.findings {
            self.equal("findings", &wanted.join(", "), &findings(record));
        }
        for (field, wanted) in &expected.gaps {
            self.equal(&format!("{field} gap"), wanted, &gap(record, field));
        }
        for heading in &expected.unmapped {
            let unmapped = record["unmapped"].as_array().into_iter().flatten();
            if !unmapped.clone().any(|found| found["heading"] == heading.as_str()) {
                self.add("unmapped", format!("wanted {heading:?}"));
            }
        }
    }

    fn parts(&mut self, expected: &Expected, fields: &Value) {
        for (field, parts) in &expected.contains {
            let text = shown(&fields[field]["text"]);
            for part in parts.iter().filter(|part| !text.contains(part.as_str())) {
                self.add(&format!("{field} contains"), format!("wanted {part:?} in {text:?}"));
            }
        }
        for (field, parts) in &expected.lacks {
            let text = shown(&fields[field]["text"]);
            for part in parts.iter().filter(|part| text.contains(part.as_str())) {
                self.add(&format!("{field} lacks"), format!("{part:?} stands in {text:?}"));
            }
        }
    }

    fn presence(&mut self, expected: &Expected, fields: &Value) {
        for field in &expected.inherited {
            self.equal(
                &format!("{field} inherited"),
                "true",
                &shown(&fields[field]["inherited"]),
            );
        }
        for field in &expected.absent {
            if let Some(found) = fields.get(field) {
                let text = shown(&found["text"]);
                self.add(&format!("{field} absent"), format!("found as {text:?}"));
            }
        }
    }
}

/// What checks of content found, as `code field`.
fn findings(record: &Value) -> String {
    let gaps = record["gaps"].as_array().into_iter().flatten();
    let content = gaps.filter(|gap| gap["code"].as_str().is_some_and(|code| code.starts_with('C')));
    let found: Vec<String> = content
        .map(|gap| format!("{} {}", shown(&gap["code"]), shown(&gap["field"])))
        .collect();
    found.join(", ")
}

/// The gap of a field, as `kind severity`.
fn gap(record: &Value, field: &str) -> String {
    let mut gaps = record["gaps"].as_array().into_iter().flatten();
    let presence = |gap: &&Value| gap["code"].as_str().is_some_and(|code| code.starts_with('G'));
    match gaps.find(|gap| gap["field"] == field && presence(gap)) {
        Some(gap) => format!("{} {}", shown(&gap["kind"]), shown(&gap["severity"])),
        None => "none".to_owned(),
    }
}

/// Whether a value has what is wanted of it: the keys of objects that are named, the elements of lists in order.
fn holds(got: &Value, wanted: &Value) -> bool {
    match (got, wanted) {
        (Value::Object(got), Value::Object(wanted)) => {
            let nothing = &Value::Null;
            wanted
                .iter()
                // TOML knows no null: "null" stands for it.
                .all(|(key, wanted)| match got.get(key).unwrap_or(nothing) {
                    Value::Null => wanted == "null",
                    got => holds(got, wanted),
                })
        }
        (Value::Array(got), Value::Array(wanted)) => {
            got.len() == wanted.len() && got.iter().zip(wanted).all(|(got, wanted)| holds(got, wanted))
        }
        (got, wanted) => got == wanted,
    }
}

/// A string without quotes, anything else as JSON.
fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
