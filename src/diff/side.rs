//! One run's output, as far as it is compared. Keys that this version does not know are passed over: the other run may
//! be of another version.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Name;
use crate::record::{SCHEMA, Severity};

/// What one run gave.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Side {
    pub(super) records: Vec<Entry>,
    /// Paths of documents that could not be read.
    pub(super) failures: BTreeSet<String>,
}

/// One record of a run.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Entry {
    pub(super) source: Source,
    pub(super) record: Extent,
    pub(super) fields: BTreeMap<String, Stated>,
    pub(super) gaps: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Source {
    pub(super) path: String,
    #[serde(default)]
    pub(super) sha256: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Extent {
    pub(super) index: usize,
    pub(super) count: usize,
}

/// What a record says of a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Whether it answers, as in the record.
    pub status: String,
    /// The normalized value.
    pub value: Option<Value>,
    /// As written.
    pub text: String,
}

/// A gap of a record, without its place: places move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its code.
    pub code: String,
    /// Field id.
    pub field: String,
    /// How grave.
    pub severity: Severity,
    /// In words.
    pub message: String,
}

/// A line of the output.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line {
    Record {
        schema: String,
        #[serde(flatten)]
        entry: Box<Entry>,
    },
    Failure {
        schema: String,
        source: Source,
    },
}

impl Side {
    /// Reads JSON Lines, or one JSON array, as `ropex extract` writes them.
    ///
    /// # Errors
    ///
    /// In words with the line, where something else stands there.
    pub fn parse(text: &str) -> Result<Side, String> {
        let mut side = Side::default();
        if text.trim_start().starts_with('[') {
            let lines: Vec<Line> =
                serde_json::from_str(text).map_err(|error| format!("is no output of ropex extract: {error}"))?;
            for line in lines {
                side.add(line)?;
            }
            return Ok(side);
        }
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let parsed = serde_json::from_str(line).map_err(|error| format!("line {number} is no record: {error}"))?;
            side.add(parsed).map_err(|error| format!("line {number}: {error}"))?;
        }
        Ok(side)
    }

    fn add(&mut self, line: Line) -> Result<(), String> {
        let (Line::Record { schema, .. } | Line::Failure { schema, .. }) = &line;
        if schema != SCHEMA {
            return Err(format!("its schema is `{schema}`, and only `{SCHEMA}` can be compared"));
        }
        match line {
            Line::Record { entry, .. } => self.records.push(*entry),
            Line::Failure { source, .. } => drop(self.failures.insert(source.path)),
        }
        Ok(())
    }
}

impl Entry {
    pub(super) fn name(&self) -> Name {
        Name {
            path: self.source.path.clone(),
            index: self.record.index,
            count: self.record.count,
            title: self.text("title").map(str::to_owned),
        }
    }

    /// What people call the record: its reference, else its title.
    pub(super) fn called(&self) -> Option<&str> {
        self.text("reference_number").or_else(|| self.text("title"))
    }

    fn text(&self, field: &str) -> Option<&str> {
        let text = self.fields.get(field)?.text.trim();
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;

    /// A record as a line of output; each field is `id=text`.
    pub(in crate::diff) fn line(path: &str, index: usize, sha: &str, fields: &[&str], gaps: &[&str]) -> String {
        let fields: BTreeMap<&str, Value> = fields
            .iter()
            .map(|field| field.split_once('=').unwrap())
            .map(|(id, text)| {
                (
                    id,
                    serde_json::json!({"status": "present", "text": text, "value": null, "new_key": 1}),
                )
            })
            .collect();
        let gap = |field: &&str| serde_json::json!({"code": "G001", "field": field, "severity": "error", "message": format!("not stated: {field}")});
        serde_json::json!({
            "type": "record", "schema": SCHEMA, "id": "x", "source": {"path": path, "sha256": sha},
            "record": {"index": index, "count": 2, "location": {}}, "fields": fields,
            "gaps": gaps.iter().map(gap).collect::<Vec<_>>(),
        })
        .to_string()
    }

    pub(in crate::diff) fn side(lines: &[String]) -> Side {
        Side::parse(&lines.join("\n")).unwrap()
    }

    #[test]
    fn lines_and_an_array_are_the_same_run() {
        let lines = [line("a", 1, "1", &["title=One"], &[]), line("b", 1, "2", &[], &["dpo"])];
        let array = format!("[\n{}\n]\n", lines.join(",\n"));
        assert_eq!(Side::parse(&array).unwrap(), side(&lines));
        assert_eq!(side(&lines).records[0].called(), Some("One"));
    }

    #[test]
    fn what_is_no_output_is_told_by_its_line() {
        let lines = format!("{}\n{{\"type\":\"recor\"}}\n", line("a", 1, "1", &[], &[]));
        assert!(Side::parse(&lines).unwrap_err().starts_with("line 2 is no record"));
        let other = line("a", 1, "1", &[], &[]).replace("ropex/record/1", "ropex/record/9");
        assert!(Side::parse(&other).unwrap_err().contains("ropex/record/9"));
    }
}
