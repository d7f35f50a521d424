//! What the gap report says, before it is laid out for a terminal or a pull request.
//!
//! A report begins with what could not be read, which is known only at the end: its rows are kept until then. A row
//! holds a record's signs and gaps and none of its text.

use std::collections::BTreeMap;

use super::summary::Gaps;
use crate::outcome::{Failure, Outcome};
use crate::record::{Gap, GapKind, Provenance, Record, Severity, Status};

/// What each regime asks for, by its id: the columns of the report.
pub type Requirements = BTreeMap<String, RegimeColumns>;

/// One regime's columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RegimeColumns {
    /// Its name, for people.
    pub name: String,
    /// In the order of the law.
    pub elements: Vec<Element>,
}

/// One element that a regime asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Field id.
    pub field: String,
    /// The field's name in English.
    pub label: String,
}

/// How a record answers one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Stated,
    NotApplicable,
    Elsewhere,
    Redacted,
    Empty,
    Missing(Severity),
    NotAsked,
}

impl Sign {
    pub(super) const LEGEND: [(Sign, &'static str); 7] = [
        (Sign::Stated, "stated"),
        (Sign::NotApplicable, "none or not applicable"),
        (Sign::Elsewhere, "elsewhere"),
        (Sign::Redacted, "redacted"),
        (Sign::Empty, "empty"),
        (Sign::Missing(Severity::Error), "missing"),
        (Sign::NotAsked, "not asked"),
    ];

    pub(super) fn symbol(self) -> &'static str {
        match self {
            Sign::Stated => "●",
            Sign::NotApplicable => "○",
            Sign::Elsewhere => "→",
            Sign::Redacted => "▒",
            Sign::Empty => "∅",
            Sign::Missing(_) => "✕",
            Sign::NotAsked => "·",
        }
    }

    fn of(record: &Record, field: &str) -> Sign {
        let missing = |gap: &&Gap| gap.field == field && gap.kind == GapKind::Missing;
        match record.fields.get(field).map(|field| field.status) {
            Some(Status::Present) => Sign::Stated,
            Some(Status::NotApplicable) => Sign::NotApplicable,
            Some(Status::ReferenceOnly) => Sign::Elsewhere,
            Some(Status::Redacted) => Sign::Redacted,
            Some(Status::Empty) => Sign::Empty,
            None => record
                .gaps
                .iter()
                .find(missing)
                .map_or(Sign::NotAsked, |gap| Sign::Missing(gap.severity)),
        }
    }
}

/// One record.
pub(super) struct Row {
    pub(super) path: String,
    /// The path, and which record of it, where it holds several.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) signs: Vec<Sign>,
    pub(super) counts: Gaps,
    /// The gravest first; those of one severity in the order of the audit.
    pub(super) gaps: Vec<Gap>,
}

/// All that a report says.
pub(super) struct Report {
    pub(super) requirements: Requirements,
    pub(super) unread: Vec<(String, Failure)>,
    /// Documents with parts that are hidden or were left out, and what is said of these.
    pub(super) remarks: Vec<(String, String)>,
    /// Rows by regime, in input order; those under none come under the empty id.
    pub(super) rows: BTreeMap<String, Vec<Row>>,
}

impl Report {
    pub(super) fn new(requirements: Requirements) -> Report {
        Report {
            requirements,
            unread: Vec::new(),
            remarks: Vec::new(),
            rows: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, outcome: &Outcome) {
        let path = shown(&outcome.source.path);
        let remarks = outcome.source.remarks.iter();
        self.remarks.extend(remarks.map(|remark| (path.clone(), shown(remark))));
        match &outcome.result {
            Ok(extraction) => extraction.records.iter().for_each(|record| self.add_record(record)),
            Err(failure) => self.unread.push((shown(&outcome.source.path), failure.clone())),
        }
    }

    fn add_record(&mut self, record: &Record) {
        let regime = record
            .regime
            .as_ref()
            .map(|regime| regime.id.clone())
            .unwrap_or_default();
        let elements = self
            .requirements
            .get(&regime)
            .map_or(&[][..], |regime| &regime.elements);
        let mut counts = Gaps::default();
        record.gaps.iter().for_each(|gap| counts.add(gap.severity));
        let mut gaps = record.gaps.clone();
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.severity));
        let path = shown(&record.source.path);
        let row = Row {
            name: match record.record.count {
                0 | 1 => path.clone(),
                _ => format!("{path}#{}", record.record.index),
            },
            path,
            title: record
                .fields
                .get("title")
                .map(|title| shown(&title.text))
                .unwrap_or_default(),
            signs: elements
                .iter()
                .map(|element| Sign::of(record, &element.field))
                .collect(),
            counts,
            gaps,
        };
        self.rows.entry(regime).or_default().push(row);
    }

    /// The regime's heading: its id and name.
    pub(super) fn heading(&self, regime: &str) -> String {
        match self.requirements.get(regime) {
            Some(known) => format!("{regime}: {}", known.name),
            None if regime.is_empty() => {
                "held against no law: none was recognised, choose one with --regime".to_owned()
            }
            None => regime.to_owned(),
        }
    }

    /// Records that were held against a law.
    pub(super) fn checked(&self) -> usize {
        self.rows
            .iter()
            .filter(|(regime, _)| !regime.is_empty())
            .map(|(_, rows)| rows.len())
            .sum()
    }

    /// Records with gaps.
    pub(super) fn incomplete(&self) -> usize {
        self.rows.values().flatten().filter(|row| !row.gaps.is_empty()).count()
    }

    /// The command to go on with: what could not be read comes before what it lacks.
    pub(super) fn next(&self) -> Option<String> {
        if let Some((_, failure)) = self.unread.first() {
            return Some(format!("ropex explain {}", failure.kind));
        }
        if self.rows.contains_key("") {
            return Some("ropex rules list".to_owned());
        }
        let gaps = self.rows.values().flatten().flat_map(|row| &row.gaps);
        let mut codes: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        gaps.for_each(|gap| *codes.entry((gap.severity, &gap.code)).or_default() += 1);
        let gravest = codes.keys().map(|(severity, _)| *severity).max()?;
        let of_these = codes.iter().filter(|((severity, _), _)| *severity == gravest);
        // Of codes as frequent, the first: max_by_key takes the last.
        let ((_, code), _) = of_these.rev().max_by_key(|(_, count)| **count)?;
        Some(format!("ropex explain {code}"))
    }
}

/// `path:line`, which editors and terminals open, or the page; empty for what is nowhere.
pub(super) fn place(path: &str, provenance: Option<&Provenance>) -> String {
    match provenance {
        Some(Provenance { page: Some(page), .. }) => format!("{path}, page {page}"),
        Some(Provenance {
            lines: Some((line, _)), ..
        }) => format!("{path}:{line}"),
        _ => String::new(),
    }
}

/// Text out of a document on one line, without characters that a terminal obeys.
pub(crate) fn shown(text: &str) -> String {
    let turns = |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let tame: String = text
        .chars()
        .map(|c| if c.is_control() || turns(c) { ' ' } else { c })
        .collect();
    tame.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod examples {
    use super::*;
    use crate::document::Format;
    use crate::outcome::{Extraction, FailureKind, Source};
    use crate::record::{Extent, Field, Language, Span};

    fn source(path: &str) -> Source {
        Source {
            path: path.to_owned(),
            sha256: Some("ab".repeat(32)),
            format: Some(Format::Text),
            pages: None,
            text: None,
            remarks: Vec::new(),
        }
    }

    fn field(text: &str) -> Field {
        Field {
            status: Status::Present,
            text: text.to_owned(),
            items: Vec::new(),
            value: None,
            inherited: false,
            placeholder: false,
            provenance: Vec::new(),
        }
    }

    fn gap(code: &str, kind: GapKind, field: &str, severity: Severity, line: Option<u32>) -> Gap {
        let location = crate::document::Location {
            lines: line.map(|line| (line, line)),
            ..Default::default()
        };
        Gap {
            code: code.to_owned(),
            kind,
            field: field.to_owned(),
            severity,
            message: format!("{}: {field}", if line.is_some() { "placeholder" } else { "not stated" }),
            law: "Art. 30(1)".to_owned(),
            provenance: line.map(|_| Provenance::at(&location)),
            evidence: Vec::new(),
            baseline: None,
            ignored: None,
        }
    }

    pub(in crate::write) fn document() -> Outcome {
        let mut retention = field("tbd");
        retention.status = Status::Empty;
        let record = Record {
            id: "abababababababab-1".to_owned(),
            source: source("a/one.txt"),
            record: Extent {
                index: 1,
                count: 1,
                location: Span::default(),
            },
            language: Language::default(),
            template: None,
            regime: Some(crate::record::Regime {
                id: "law".to_owned(),
                why: "chosen".to_owned(),
            }),
            fields: BTreeMap::from([
                ("title".to_owned(), field("A\x1b[31m club\nregister")),
                ("purposes".to_owned(), field("to send letters")),
                ("deadline".to_owned(), retention),
            ]),
            unmapped: Vec::new(),
            gaps: vec![
                gap("G003", GapKind::Placeholder, "deadline", Severity::Warning, Some(14)),
                gap("G001", GapKind::Missing, "recipients", Severity::Error, None),
            ],
        };
        Outcome {
            source: source("a/one.txt"),
            result: Ok(Extraction {
                records: vec![record],
                findings: Vec::new(),
            }),
        }
    }

    pub(in crate::write) fn unread() -> Outcome {
        Outcome {
            source: source("sealed.pdf"),
            result: Err(Failure::new(FailureKind::Encrypted, "needs a password")),
        }
    }

    pub(in crate::write) fn requirements() -> Requirements {
        let element = |field: &str| Element {
            field: field.to_owned(),
            label: field.to_owned(),
        };
        let elements = ["purposes", "recipients", "deadline", "security"].map(element).to_vec();
        let name = "the law of the land".to_owned();
        BTreeMap::from([("law".to_owned(), RegimeColumns { name, elements })])
    }

    #[test]
    fn signs_follow_the_order_of_the_law() {
        let mut report = Report::new(requirements());
        report.add(&document());
        let row = &report.rows["law"][0];
        assert_eq!(
            row.signs,
            [
                Sign::Stated,
                Sign::Missing(Severity::Error),
                Sign::Empty,
                Sign::NotAsked
            ]
        );
        assert_eq!(row.gaps[0].severity, Severity::Error, "the gravest first");
        assert_eq!(report.next().unwrap(), "ropex explain G001");
        report.add(&unread());
        assert_eq!(report.next().unwrap(), "ropex explain encrypted");
    }

    #[test]
    fn a_document_cannot_speak_to_the_terminal() {
        assert_eq!(shown("a\x1b[2J\u{202E}b\nc"), "a [2J b c");
    }
}
