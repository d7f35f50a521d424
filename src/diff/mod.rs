//! Two runs' records → what changed between them, field by field: [`Side`] reads what `ropex extract` wrote, [`diff`]
//! compares, the writers of [`show`] lay it out.

mod compare;
mod pairs;
pub mod show;
mod side;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

pub use side::{Finding, Side, Stated};

/// The `schema` of a comparison as JSON. Keys may be added under the same name; none changes its meaning.
pub const SCHEMA: &str = "ropex/diff/1";

/// What changed between two runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Diff {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// In numbers.
    pub summary: Summary,
    /// Records that only the new run has, in its order.
    pub added: Vec<Name>,
    /// Records that only the old run has, in its order.
    pub removed: Vec<Name>,
    /// Records of both that differ, in the order of the new run.
    pub changed: Vec<Changed>,
    /// Documents that the old run read, or did not meet, and the new one could not read.
    pub unread: Vec<String>,
    /// Documents that the old run could not read and the new one did.
    pub readable: Vec<String>,
}

/// A comparison in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Records that only the new run has.
    pub added: usize,
    /// Records that only the old run has.
    pub removed: usize,
    /// Records of both that differ.
    pub changed: usize,
    /// Records of both that do not.
    pub same: usize,
    /// Gaps of records of both runs that the new one does not have any more.
    pub closed: usize,
    /// Gaps of records of both runs that only the new one has.
    pub opened: usize,
}

/// Which record, as people know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Of its document.
    pub path: String,
    /// Its place among the records of the document, 1-based.
    pub index: usize,
    /// How many records the document has.
    pub count: usize,
    /// Its title; `null` where it has none.
    pub title: Option<String>,
}

/// A record that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// In the new run.
    pub record: Name,
    /// In the old run, where it went by another path, index or title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Name>,
    /// What told that both are the same record.
    pub by: By,
    /// Fields that differ, by id.
    pub fields: Vec<FieldChange>,
    /// Gaps that are no more.
    pub closed: Vec<Finding>,
    /// Gaps that were not there.
    pub opened: Vec<Finding>,
}

/// What tells that a record of one run is a record of the other, the first that does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The path of its document, and its reference or title there, else its index.
    Path,
    /// The bytes of its document, which has another name.
    Content,
    /// A reference or title that only one record of each run has.
    Title,
}

/// How one field differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldChange {
    /// Field id.
    pub field: String,
    /// What kind of change, the gravest.
    pub change: Change,
    /// What the old run has; `null` where it has nothing.
    pub old: Option<Stated>,
    /// What the new run has; `null` where it has nothing.
    pub new: Option<Stated>,
}

/// Kinds of change, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Only the new run has the field.
    Added,
    /// Only the old run has it.
    Removed,
    /// Its status differs: it was answered, and is empty now.
    Status,
    /// Its normalized value differs.
    Value,
    /// Its text differs, and its value does not.
    Text,
}

impl Change {
    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Status => "status",
            Change::Value => "value",
            Change::Text => "text",
        }
    }
}

/// Compares two runs.
pub fn diff(old: &Side, new: &Side) -> Diff {
    let pairs = pairs::pairs(&old.records, &new.records);
    let alone = |entries: &[side::Entry], paired: BTreeSet<usize>| -> Vec<Name> {
        let alone = entries.iter().enumerate().filter(|(at, _)| !paired.contains(at));
        alone.map(|(_, entry)| entry.name()).collect()
    };
    let added = alone(&new.records, pairs.iter().map(|pair| pair.new).collect());
    let removed = alone(&old.records, pairs.iter().map(|pair| pair.old).collect());
    let compared = pairs
        .iter()
        .map(|pair| compare::compare(&old.records[pair.old], &new.records[pair.new], pair.by));
    let changed: Vec<Changed> = compared.flatten().collect();
    let gone =
        |these: &Side, those: &Side| -> Vec<String> { these.failures.difference(&those.failures).cloned().collect() };
    let paths: BTreeSet<&String> = new.records.iter().map(|entry| &entry.source.path).collect();
    let read = |path: &String| paths.contains(path);
    Diff {
        schema: SCHEMA,
        summary: Summary {
            added: added.len(),
            removed: removed.len(),
            changed: changed.len(),
            same: pairs.len() - changed.len(),
            closed: changed.iter().map(|changed| changed.closed.len()).sum(),
            opened: changed.iter().map(|changed| changed.opened.len()).sum(),
        },
        added,
        removed,
        changed,
        unread: gone(new, old),
        readable: gone(old, new).into_iter().filter(read).collect(),
    }
}

impl Diff {
    /// Nothing differs.
    pub fn is_empty(&self) -> bool {
        [self.added.len(), self.removed.len(), self.changed.len()] == [0; 3]
            && self.unread.is_empty()
            && self.readable.is_empty()
    }
}

impl Name {
    /// The path, and which record of it, where it holds several.
    pub fn place(&self) -> String {
        match self.count {
            0 | 1 => self.path.clone(),
            _ => format!("{}#{}", self.path, self.index),
        }
    }
}

/// A value on one line: what it holds and not how it is written as JSON.
pub(crate) fn in_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(values) => joined(values.iter().map(in_words)),
        Value::Object(keys) => joined(keys.values().map(in_words)),
    }
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
}
