//! A row a finding, for spreadsheets and for trackers that take lists. An unread document is a row too.

use std::io::{self, Write};

use super::csv::{harmless, io_error};
use super::report::{Finding, Requirements, Row, rows, shown};
use super::{Summary, Writer};
use crate::outcome::{Failure, Outcome};
use crate::record::Severity;

/// Writes CSV with a head row.
pub struct FindingsCsv<W: Write> {
    out: ::csv::Writer<W>,
    requirements: Requirements,
    begun: bool,
}

/// What stands in a row, in its order.
pub(super) const COLUMNS: [&str; 15] = [
    "severity",
    "code",
    "finding",
    "field",
    "title",
    "path",
    "record",
    "page",
    "line",
    "law",
    "regime",
    "quote",
    "fingerprint",
    "language",
    "standing",
];

impl<W: Write> FindingsCsv<W> {
    /// Writes to `out`.
    pub fn new(out: W, requirements: Requirements) -> FindingsCsv<W> {
        FindingsCsv {
            out: ::csv::Writer::from_writer(out),
            requirements,
            begun: false,
        }
    }

    fn head(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.begun, true) {
            true => Ok(()),
            false => self.out.write_record(COLUMNS).map_err(io_error),
        }
    }
}

impl<W: Write> Writer for FindingsCsv<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.head()?;
        if let Err(failure) = &outcome.result {
            let row = unread(&outcome.source.path, failure);
            self.out.write_record(row.map(harmless)).map_err(io_error)?;
        }
        for row in rows(outcome, &self.requirements) {
            for finding in &row.findings {
                let cells = cells(&row, finding);
                self.out.write_record(cells.map(harmless)).map_err(io_error)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _summary: &Summary) -> io::Result<()> {
        self.head()?;
        self.out.flush()
    }
}

/// A finding, by [`COLUMNS`].
pub(super) fn cells(row: &Row, finding: &Finding) -> [String; 15] {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        finding.severity.name().to_owned(),
        finding.code.clone(),
        finding.message.clone(),
        finding.field.clone(),
        row.title.clone(),
        row.path.clone(),
        row.id.clone(),
        number(row.page(finding)),
        number(row.lines(finding).map(|(first, _)| first)),
        finding.law.clone(),
        row.regime.clone(),
        finding.quote(),
        finding.fingerprint.clone(),
        row.language.clone(),
        finding.standing().to_owned(),
    ]
}

/// An unread document, by [`COLUMNS`].
pub(super) fn unread(path: &str, failure: &Failure) -> [String; 15] {
    let mut row = [const { String::new() }; 15];
    row[0] = Severity::Error.name().to_owned();
    row[1] = failure.kind.name().to_owned();
    row[2] = shown(&format!("could not be read: {}", failure.message));
    row[5] = shown(path);
    row
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    #[test]
    fn findings_and_unread_documents_are_rows_and_no_cell_is_a_formula() {
        let mut outcome = examples::document();
        let record = &mut outcome.result.as_mut().unwrap().records[0];
        record.fields.get_mut("title").unwrap().text = "=1+1".to_owned();
        let mut out = Vec::new();
        let mut writer = Box::new(FindingsCsv::new(&mut out, examples::requirements()));
        writer.outcome(&outcome).unwrap();
        writer.outcome(&examples::unread()).unwrap();
        writer.finish(&Summary::default()).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert!(
            lines[2].starts_with("warning,G003,placeholder: deadline,deadline,'=1+1,a/one.txt,"),
            "{text}"
        );
        assert!(lines[2].contains(",,14,Art. 30(1),law,tbd,"), "{text}");
        assert!(
            lines[3].starts_with("error,encrypted,could not be read: needs a password,,,sealed.pdf,"),
            "{text}"
        );
    }
}
