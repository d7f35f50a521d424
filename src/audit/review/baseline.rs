//! Findings that were known before: the file that names them, what of it this run found again, and what not any more.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::folder::Folder;
use crate::audit::fingerprint;
use crate::record::{Gap, Record};

/// The `schema` of the file.
const SCHEMA: &str = "ropex/baseline/1";

/// One finding of a baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Known {
    /// Of its document, from the folder of the baseline.
    pub path: String,
    /// Title or reference of its record, for people who read the file.
    pub record: Option<String>,
    /// Its code.
    pub code: String,
    /// Field id.
    pub field: String,
    /// What it is known by.
    pub fingerprint: String,
}

/// A baseline, and what becomes of it in this run.
#[derive(Debug, Clone)]
pub struct Baseline {
    folder: Folder,
    /// Not found again so far, by fingerprint.
    left: BTreeMap<String, Vec<Known>>,
    /// Names of its documents that are no more: their findings may have moved with them.
    gone: BTreeSet<String>,
    found: Vec<Known>,
    read: BTreeSet<String>,
    unread: BTreeSet<String>,
}

#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    findings: Vec<Known>,
}

impl Baseline {
    /// One without findings, in a folder.
    pub fn new(folder: Folder) -> Baseline {
        Baseline {
            folder,
            left: BTreeMap::new(),
            gone: BTreeSet::new(),
            found: Vec::new(),
            read: BTreeSet::new(),
            unread: BTreeSet::new(),
        }
    }

    /// Reads the file; `gone` tells of a document's name whether it is no more.
    ///
    /// # Errors
    ///
    /// In words, where it is no baseline.
    pub fn parse(text: &str, folder: Folder, gone: impl Fn(&str) -> bool) -> Result<Baseline, String> {
        let file: File = serde_json::from_str(text).map_err(|error| format!("is no baseline: {error}"))?;
        if file.schema != SCHEMA {
            return Err(format!(
                "its schema is `{}`, and this version reads `{SCHEMA}`",
                file.schema
            ));
        }
        let names: BTreeSet<&String> = file.findings.iter().map(|known| &known.path).collect();
        let gone = names.into_iter().filter(|name| gone(name)).cloned().collect();
        let mut left: BTreeMap<String, Vec<Known>> = BTreeMap::new();
        for known in file.findings {
            left.entry(known.fingerprint.clone()).or_default().push(known);
        }
        Ok(Baseline {
            gone,
            left,
            ..Baseline::new(folder)
        })
    }

    /// Whether the finding was known before. Each entry stands for one finding.
    pub(super) fn takes(&mut self, record: &Record, gap: &Gap) -> bool {
        let fingerprint = fingerprint(record, gap);
        let path = self.name(&record.source.path);
        let gone = &self.gone;
        let known = self.left.get_mut(&fingerprint).and_then(|same| {
            let here = same.iter().position(|known| known.path == path);
            let at = here.or_else(|| same.iter().position(|known| gone.contains(&known.path)))?;
            Some(same.remove(at))
        });
        if gap.ignored.is_none() {
            let called = ["reference_number", "title"]
                .iter()
                .filter_map(|field| record.fields.get(*field));
            let called = called.map(|field| field.text.split_whitespace().collect::<Vec<_>>().join(" "));
            self.found.push(Known {
                path,
                record: called.into_iter().find(|text| !text.is_empty()),
                code: gap.code.clone(),
                field: gap.field.clone(),
                fingerprint,
            });
        }
        known.is_some()
    }

    /// Takes note of a document, read or not.
    pub(super) fn met(&mut self, path: &str, read: bool) {
        let name = self.name(path);
        match read {
            true => self.read.insert(name),
            false => self.unread.insert(name),
        };
    }

    /// How many known findings there are no more. Of documents that could not be read nothing is known, and of those
    /// that a run which is not `whole` did not come to.
    pub fn closed(&self, whole: bool) -> usize {
        let judged = |known: &&Known| match whole {
            true => !self.unread.contains(&known.path),
            false => self.read.contains(&known.path),
        };
        self.left.values().flatten().filter(judged).count()
    }

    /// The file that names what this run found. Findings of documents that could not be read stay: nobody saw them
    /// closed.
    pub fn text(&self) -> String {
        let findings = self.to_keep();
        // A finding a line: changes to the file can be read, and merged.
        let lines: Vec<String> = findings
            .into_iter()
            .filter_map(|known| serde_json::to_string(known).ok())
            .collect();
        match lines.is_empty() {
            true => format!("{{\"schema\":\"{SCHEMA}\",\"findings\":[]}}\n"),
            false => format!("{{\"schema\":\"{SCHEMA}\",\"findings\":[\n{}\n]}}\n", lines.join(",\n")),
        }
    }

    /// How many findings that file names.
    pub fn count(&self) -> usize {
        self.to_keep().len()
    }

    fn to_keep(&self) -> Vec<&Known> {
        let unseen = self
            .left
            .values()
            .flatten()
            .filter(|known| self.unread.contains(&known.path));
        let mut findings: Vec<&Known> = self.found.iter().chain(unseen).collect();
        findings.sort();
        findings
    }

    fn name(&self, path: &str) -> String {
        self.folder.name(path).unwrap_or_else(|| path.to_owned())
    }
}
