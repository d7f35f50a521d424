//! A row a record, for spreadsheets: each field's text and status, and the number of gaps.

use std::io::{self, Write};

use super::summary::Gaps;
use super::{Resumable, Summary, Writer};
use crate::outcome::{Failure, Outcome, Source};
use crate::record::Record;

/// Writes CSV with a head row. A document that could not be read is a row too, with its failure.
pub struct Csv<W: Write> {
    out: ::csv::Writer<W>,
    fields: Vec<String>,
    begun: bool,
}

// Before and after the fields.
const FIRST: [&str; 6] = ["id", "path", "record", "regime", "language", "template"];
const LAST: [&str; 5] = ["errors", "warnings", "notes", "failure", "failure_message"];

impl<W: Write> Csv<W> {
    /// Writes to `out`, with two columns for each of these field ids, in this order.
    pub fn new(out: W, fields: Vec<String>) -> Csv<W> {
        Csv {
            out: ::csv::Writer::from_writer(out),
            fields,
            begun: false,
        }
    }

    fn head(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let fields = self.fields.iter().flat_map(|id| [id.clone(), format!("{id}.status")]);
        let head: Vec<String> = FIRST
            .map(str::to_owned)
            .into_iter()
            .chain(fields)
            .chain(LAST.map(str::to_owned))
            .collect();
        self.row(&head)
    }

    fn row(&mut self, row: &[String]) -> io::Result<()> {
        self.out.write_record(row).map_err(io_error)
    }

    fn record(&mut self, record: &Record) -> io::Result<()> {
        let mut row = vec![
            record.id.clone(),
            harmless(record.source.path.clone()),
            record.record.index.to_string(),
            record
                .regime
                .as_ref()
                .map(|regime| regime.id.clone())
                .unwrap_or_default(),
            record.language.code.clone(),
            record.template.clone().unwrap_or_default(),
        ];
        for id in &self.fields {
            match record.fields.get(id) {
                Some(field) => row.extend([harmless(field.text.clone()), field.status.name().to_owned()]),
                None => row.extend([String::new(), "missing".to_owned()]),
            }
        }
        let mut gaps = Gaps::default();
        record.gaps.iter().for_each(|gap| gaps.add(gap.severity));
        row.extend([gaps.error, gaps.warning, gaps.note].map(|count| count.to_string()));
        row.extend([String::new(), String::new()]);
        self.row(&row)
    }

    fn failure(&mut self, source: &Source, failure: &Failure) -> io::Result<()> {
        let mut row = vec![String::new(); FIRST.len() + 2 * self.fields.len() + LAST.len()];
        row[1] = harmless(source.path.clone());
        let last = row.len() - 2;
        row[last] = failure.kind.name().to_owned();
        row[last + 1] = harmless(failure.message.clone());
        self.row(&row)
    }
}

impl<W: Write> Writer for Csv<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.head()?;
        match &outcome.result {
            Ok(extraction) => extraction.records.iter().try_for_each(|record| self.record(record)),
            Err(failure) => self.failure(&outcome.source, failure),
        }
    }

    fn finish(mut self: Box<Self>, _summary: &Summary) -> io::Result<()> {
        self.head()?;
        self.out.flush()
    }
}

impl<W: Write> Resumable for Csv<W> {
    fn go_on(&mut self) {
        self.begun = true;
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A spreadsheet runs a cell that begins like a formula, and a document's author chooses how it begins. The apostrophe
/// makes it text.
pub(super) fn harmless(cell: String) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        true => format!("'{cell}"),
        false => cell,
    }
}

/// The crate's own conversion hides what kind of error it was, and a closed pipe is none.
pub(super) fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    #[test]
    fn a_formula_is_made_text_and_a_failure_is_a_row() {
        let mut outcome = examples::document();
        let record = &mut outcome.result.as_mut().unwrap().records[0];
        record.fields.get_mut("purposes").unwrap().text = "=HYPERLINK(\"x\")".to_owned();
        let mut out = Vec::new();
        let mut writer = Box::new(Csv::new(&mut out, vec!["purposes".into(), "retention".into()]));
        writer.outcome(&outcome).unwrap();
        writer.outcome(&examples::unread()).unwrap();
        writer.finish(&Summary::default()).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "id,path,record,regime,language,template,purposes,purposes.status,retention,retention.status,\
             errors,warnings,notes,failure,failure_message"
        );
        assert!(
            lines[1].contains(r#""'=HYPERLINK(""x"")",present,,missing,1,1,0,,"#),
            "{}",
            lines[1]
        );
        assert!(
            lines[2].starts_with(",sealed.pdf,") && lines[2].contains(",encrypted,"),
            "{}",
            lines[2]
        );
    }
}
