//! What a run came to, in numbers.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::outcome::{FailureKind, Outcome};
use crate::record::{Gap, Severity};

/// Counts of one run. Holds no times, so that the same input gives the same bytes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Version of ropex.
    pub ropex: String,
    /// Hash of the rules in force.
    pub rules: String,
    /// Documents, read and unread.
    pub documents: usize,
    /// Records in them.
    pub records: usize,
    /// Unread documents by kind of failure.
    pub failures: BTreeMap<FailureKind, usize>,
    /// Gaps by severity, all of them.
    pub gaps: Gaps,
    /// Those of them that a baseline knows.
    #[serde(default, skip_serializing_if = "Gaps::is_empty")]
    pub known: Gaps,
    /// Those of them that `ropex.toml` sets aside, known before or not.
    #[serde(default, skip_serializing_if = "Gaps::is_empty")]
    pub ignored: Gaps,
    /// Findings of the baseline that are no more; absent without a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<usize>,
    /// Documents of which parts are hidden or were left out; their `source.remarks` say which.
    pub remarked: usize,
    /// Files of folders that were passed over, having a format without a reader, by extension (`.docx`; empty for
    /// none).
    pub not_read: BTreeMap<String, usize>,
}

/// Gaps by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Gaps {
    /// Mandatory elements.
    pub error: usize,
    /// Wanted where possible, and likely defects.
    pub warning: usize,
    /// Hints.
    pub note: usize,
}

impl Gaps {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Note => self.note += 1,
        }
    }

    fn is_empty(&self) -> bool {
        self.at_least(Severity::Note) == 0
    }

    /// How many are at least this grave.
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.error + self.warning,
            Severity::Note => self.error + self.warning + self.note,
        }
    }
}

impl fmt::Display for Gaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (error, warning, note) = (self.error, self.warning, self.note);
        write!(
            f,
            "{}, {}, {}",
            Count(error, "error"),
            Count(warning, "warning"),
            Count(note, "note")
        )
    }
}

impl Summary {
    /// Nothing yet, by this version with these rules.
    pub fn new(rules: &str) -> Summary {
        Summary {
            ropex: env!("CARGO_PKG_VERSION").to_owned(),
            rules: rules.to_owned(),
            ..Summary::default()
        }
    }

    /// Counts one document.
    pub fn add(&mut self, outcome: &Outcome) {
        self.documents += 1;
        self.remarked += usize::from(!outcome.source.remarks.is_empty());
        match &outcome.result {
            Ok(extraction) => {
                self.records += extraction.records.len();
                extraction.records.iter().for_each(|record| self.add_gaps(&record.gaps));
            }
            Err(failure) => *self.failures.entry(failure.kind).or_default() += 1,
        }
    }

    /// Counts the gaps of one record, or of a file that is no document.
    pub fn add_gaps(&mut self, gaps: &[Gap]) {
        for gap in gaps {
            self.gaps.add(gap.severity);
            match (&gap.ignored, gap.is_open()) {
                (Some(_), _) => self.ignored.add(gap.severity),
                (None, false) => self.known.add(gap.severity),
                (None, true) => {}
            }
        }
    }

    /// Gaps at least this grave that were neither known nor set aside before: those that fail a check.
    pub fn open(&self, severity: Severity) -> usize {
        let before = self.known.at_least(severity) + self.ignored.at_least(severity);
        self.gaps.at_least(severity).saturating_sub(before)
    }

    /// What was said of findings before this run, where anything was.
    pub fn before(&self) -> Option<String> {
        let (known, ignored) = (
            self.known.at_least(Severity::Note),
            self.ignored.at_least(Severity::Note),
        );
        let mut words = Vec::new();
        if self.closed.is_some() || known > 0 {
            words.push(format!("{known} known before"));
        }
        if ignored > 0 {
            words.push(format!("{ignored} ignored"));
        }
        if let Some(closed) = self.closed {
            words.push(format!("{closed} closed since"));
        }
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// Counts one file that was passed over.
    pub fn pass_over(&mut self, extension: String) {
        *self.not_read.entry(extension).or_default() += 1;
    }

    /// Documents that could not be read.
    pub fn unread(&self) -> usize {
        self.failures.values().sum()
    }

    /// `3 documents, 5 records` and, where there are any, what was not read.
    pub fn inputs(&self) -> String {
        let mut words = format!(
            "{}, {}",
            Count(self.documents, "document"),
            Count(self.records, "record")
        );
        if self.unread() > 0 {
            let kinds = self.failures.iter().map(|(kind, count)| format!("{count} {kind}"));
            words += &format!("; {} could not be read ({})", self.unread(), join(kinds));
        }
        if self.remarked > 0 {
            words += &format!("; {} with hidden parts", self.remarked);
        }
        if !self.not_read.is_empty() {
            let count: usize = self.not_read.values().sum();
            let kinds = self.not_read.iter().map(|(extension, count)| {
                let extension = if extension.is_empty() {
                    "without extension"
                } else {
                    extension
                };
                format!("{count} {extension}")
            });
            words += &format!(
                "; not read: {} of other formats ({})",
                Count(count, "file"),
                join(kinds)
            );
        }
        words
    }
}

fn join(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// A number with its noun: `1 record`, `2 records`.
pub struct Count<'a>(pub usize, pub &'a str);

impl Count<'_> {
    /// The noun alone, as the number asks for it.
    pub(super) fn noun(&self) -> String {
        format!("{}{}", self.1, if self.0 == 1 { "" } else { "s" })
    }
}

impl fmt::Display for Count<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.noun())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    #[test]
    fn everything_met_is_counted_and_said() {
        let mut summary = Summary::new("abc");
        summary.add(&examples::document());
        summary.add(&examples::unread());
        summary.pass_over(".docx".to_owned());
        summary.pass_over(".docx".to_owned());
        summary.pass_over(String::new());
        assert_eq!(
            summary.inputs(),
            "2 documents, 1 record; 1 could not be read (1 encrypted); \
             not read: 3 files of other formats (1 without extension, 2 .docx)"
        );
        assert_eq!(summary.gaps.to_string(), "1 error, 1 warning, 0 notes");
        assert_eq!(summary.gaps.at_least(Severity::Warning), 2);
        assert_eq!(summary.before(), None);
    }

    #[test]
    fn what_was_said_before_fails_nothing() {
        let mut document = examples::document();
        let gaps = &mut document.result.as_mut().unwrap().records[0].gaps;
        gaps[1].baseline = Some(crate::record::Baseline::Known);
        let mut summary = Summary::new("abc");
        summary.add(&document);
        summary.closed = Some(3);
        assert_eq!((summary.open(Severity::Error), summary.open(Severity::Warning)), (0, 1));
        assert_eq!(summary.before().unwrap(), "1 known before, 3 closed since");
        assert_eq!(summary.gaps.error, 1, "marked, and not hidden");
    }
}
