//! What the gap report says, before it is laid out for a terminal or a pull request.
//!
//! A report begins with what could not be read, which is known only at the end: its rows are kept until then. A row
//! holds a record's signs and gaps and none of its text.

mod finding;
mod requirements;
mod sign;

use std::collections::BTreeMap;

use super::summary::Gaps;
use crate::document::Format;
use crate::outcome::{Failure, Outcome, Source};
use crate::record::{Gap, Record, Severity};

pub(super) use finding::{Finding, Place, Quote, cut};
pub use requirements::{Code, Element, RegimeColumns, Requirements};
pub(super) use sign::Sign;

/// One record.
pub(super) struct Row {
    /// The record's id in the output.
    pub(super) id: String,
    pub(super) path: String,
    /// The path, and which record of it, where it holds several.
    pub(super) name: String,
    pub(super) title: String,
    /// Id of the law that it was held against; empty for none.
    pub(super) regime: String,
    pub(super) language: String,
    pub(super) format: Option<Format>,
    /// Where the record begins and ends.
    pub(super) place: Place,
    /// One for each element of its regime.
    pub(super) signs: Vec<Sign>,
    pub(super) counts: Gaps,
    /// The gravest first; those of one severity in the order of the audit.
    pub(super) findings: Vec<Finding>,
}

impl Row {
    pub(super) fn new(record: &Record, requirements: &Requirements) -> Row {
        let regime = record.regime.as_ref().map_or("", |regime| &regime.id);
        let mut counts = Gaps::default();
        record.gaps.iter().for_each(|gap| counts.add(gap.severity));
        let mut findings: Vec<Finding> = record.gaps.iter().map(|gap| Finding::new(record, gap)).collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let path = shown(&record.source.path);
        let title = record.fields.get("title");
        let sign = |element: &Element| Sign::of(record, &element.field);
        Row {
            id: record.id.clone(),
            name: match record.record.count {
                0 | 1 => path.clone(),
                _ => format!("{path}#{}", record.record.index),
            },
            path,
            title: title.map(|title| shown(&title.text)).unwrap_or_default(),
            regime: regime.to_owned(),
            language: record.language.code.clone(),
            format: record.source.format,
            place: record.record.location.into(),
            signs: requirements.elements(regime).iter().map(sign).collect(),
            counts,
            findings,
        }
    }

    /// The findings on a file itself, which is no record and under no law: they come under its own name.
    fn of_file(source: &Source, gaps: &[Gap]) -> Row {
        let mut counts = Gaps::default();
        gaps.iter().for_each(|gap| counts.add(gap.severity));
        let path = shown(&source.path);
        Row {
            id: String::new(),
            name: path.clone(),
            title: String::new(),
            regime: path.clone(),
            path,
            language: String::new(),
            format: source.format,
            place: Place::default(),
            signs: Vec::new(),
            counts,
            findings: gaps.iter().map(Finding::in_file).collect(),
        }
    }

    /// It is a record, and no file with findings of its own.
    fn is_record(&self) -> bool {
        !self.id.is_empty()
    }

    /// Its title, or its name where it has none.
    pub(super) fn known_as(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }

    /// Lines to open an editor at: of the finding, or of the record where it is nowhere. Nothing, where the file is not
    /// one of lines.
    pub(super) fn lines(&self, finding: &Finding) -> Option<(u32, u32)> {
        let lines = finding.place.and_then(|place| place.lines);
        // What is nowhere is said of the record's first line: its whole length would be marked otherwise.
        let first = || self.place.lines.map(|(first, _)| (first, first));
        lines
            .or_else(first)
            .filter(|_| self.format.is_some_and(Format::is_lines))
    }

    /// The page to open: of the finding, or that on which the record begins.
    pub(super) fn page(&self, finding: &Finding) -> Option<u32> {
        finding.place.and_then(|place| place.page).or(self.place.page)
    }

    /// All that a finding says, for those who see one sentence of it: what, by which law, of which record, and where.
    pub(super) fn sentence(&self, finding: &Finding) -> String {
        let page = self
            .page(finding)
            .map(|page| format!(", page {page}"))
            .unwrap_or_default();
        let quotes: Vec<String> = finding.quotes.iter().map(|quote| format!("“{}”", quote.text)).collect();
        let colon = if quotes.is_empty() { "" } else { ": " };
        let quote = format!("{colon}{}", quotes.join(" and "));
        let (message, law, record) = (&finding.message, &finding.law, self.known_as());
        format!("{message}; {law}; in {record}{page}{quote}")
    }
}

/// The rows of one document, in its order.
pub(super) fn rows(outcome: &Outcome, requirements: &Requirements) -> Vec<Row> {
    let records = outcome
        .result
        .as_ref()
        .map_or(&[][..], |extraction| &extraction.records);
    let mut rows: Vec<Row> = records.iter().map(|record| Row::new(record, requirements)).collect();
    if let Ok(extraction) = &outcome.result
        && !extraction.findings.is_empty()
    {
        rows.push(Row::of_file(&outcome.source, &extraction.findings));
    }
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for finding in rows.iter_mut().flat_map(|row| &mut row.findings) {
        let count = met.entry(finding.fingerprint.clone()).or_default();
        *count += 1;
        finding.occurrence = *count;
    }
    rows
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
        for row in rows(outcome, &self.requirements) {
            self.rows.entry(row.regime.clone()).or_default().push(row);
        }
        if let Err(failure) = &outcome.result {
            self.unread.push((path, failure.clone()));
        }
    }

    /// The regime's heading: its id and name.
    pub(super) fn heading(&self, regime: &str) -> String {
        match self.requirements.regimes.get(regime) {
            Some(known) => format!("{regime}: {}", known.name),
            None if regime.is_empty() => {
                "held against no law: none was recognised, choose one with --regime".to_owned()
            }
            None => regime.to_owned(),
        }
    }

    /// Fields that some record's law asks for: in the order of the law that most records are under, then what others
    /// ask for besides.
    pub(super) fn columns(&self) -> Vec<&Element> {
        let mut regimes: Vec<_> = self.rows.iter().collect();
        regimes.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
        let mut columns: Vec<&Element> = Vec::new();
        for element in regimes
            .into_iter()
            .flat_map(|(regime, _)| self.requirements.elements(regime))
        {
            if columns.iter().all(|known| known.field != element.field) {
                columns.push(element);
            }
        }
        columns
    }

    /// How a record answers a field; nothing, where its law does not ask for it.
    pub(super) fn sign(&self, row: &Row, field: &str) -> Option<Sign> {
        let mut elements = self.requirements.elements(&row.regime).iter();
        let at = elements.position(|element| element.field == field)?;
        row.signs.get(at).copied()
    }

    /// Records that were held against a law.
    pub(super) fn checked(&self) -> usize {
        self.rows
            .iter()
            .filter(|(regime, _)| !regime.is_empty())
            .map(|(_, rows)| rows.iter().filter(|row| row.is_record()).count())
            .sum()
    }

    /// Records with gaps.
    pub(super) fn incomplete(&self) -> usize {
        self.rows
            .values()
            .flatten()
            .filter(|row| row.is_record() && !row.findings.is_empty())
            .count()
    }

    /// The command to go on with: what could not be read comes before what it lacks.
    pub(super) fn next(&self) -> Option<String> {
        if let Some((_, failure)) = self.unread.first() {
            return Some(format!("ropex explain {}", failure.kind));
        }
        if self.rows.contains_key("") {
            return Some("ropex rules list".to_owned());
        }
        let findings = self.rows.values().flatten().flat_map(|row| &row.findings);
        let findings = findings.filter(|finding| finding.is_open());
        let mut codes: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        findings.for_each(|finding| *codes.entry((finding.severity, &finding.code)).or_default() += 1);
        let gravest = codes.keys().map(|(severity, _)| *severity).max()?;
        let of_these = codes.iter().filter(|((severity, _), _)| *severity == gravest);
        // Of codes as frequent, the first: max_by_key takes the last.
        let ((_, code), _) = of_these.rev().max_by_key(|(_, count)| **count)?;
        Some(format!("ropex explain {code}"))
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
pub(super) mod examples;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn signs_follow_the_order_of_the_law() {
        let mut report = Report::new(examples::requirements());
        report.add(&examples::document());
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
        assert_eq!(row.findings[0].severity, Severity::Error, "the gravest first");
        assert_eq!(report.next().unwrap(), "ropex explain G001");
        report.add(&examples::unread());
        assert_eq!(report.next().unwrap(), "ropex explain encrypted");
    }

    #[test]
    fn a_document_cannot_speak_to_the_terminal() {
        assert_eq!(shown("a\x1b[2J\u{202E}b\nc"), "a [2J b c");
    }
}
