//! The gap report for machines: one JSON object, written as the documents come, the summary last.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Summary, Writer};
use crate::outcome::{Failure, Outcome, Source};
use crate::record::{Extent, Gap, Record, Regime, Status};

/// The `schema` of the report. Fields may be added under the same name; none changes its meaning.
const SCHEMA: &str = "ropex/check/1";

/// Writes the report as JSON.
pub struct Findings<W> {
    out: W,
    begun: bool,
    /// They come after the records, as one list.
    failures: Vec<(Source, Failure)>,
    /// Findings on `ropex.toml`, with its path.
    configuration: Option<(String, Vec<Gap>)>,
    head: Head,
}

#[derive(Serialize)]
struct Head {
    schema: &'static str,
    ropex: &'static str,
    rules: String,
}

/// A record, its text left out: `ropex extract` gives it.
#[derive(Serialize)]
struct Checked<'a> {
    id: &'a str,
    path: &'a str,
    record: &'a Extent,
    title: Option<&'a str>,
    regime: &'a Option<Regime>,
    fields: BTreeMap<&'a str, Status>,
    gaps: &'a [Gap],
}

#[derive(Serialize)]
struct Unread<'a> {
    source: &'a Source,
    failure: &'a Failure,
}

impl<W: Write> Findings<W> {
    /// Writes to `out`, which should be buffered; `rules` is the hash of the rules in force.
    pub fn new(out: W, rules: &str) -> Findings<W> {
        let head = Head {
            schema: SCHEMA,
            ropex: env!("CARGO_PKG_VERSION"),
            rules: rules.to_owned(),
        };
        Findings {
            out,
            begun: false,
            failures: Vec::new(),
            configuration: None,
            head,
        }
    }

    /// Writes what stands before the next record.
    fn before_record(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return self.out.write_all(b",\n");
        }
        let head = serde_json::to_string(&self.head)?;
        // The object goes on with the records.
        write!(self.out, "{},\n\"records\":[\n", head.trim_end_matches('}'))
    }
}

impl<W: Write> Writer for Findings<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        match &outcome.result {
            Ok(extraction) => {
                if !extraction.findings.is_empty() {
                    self.configuration = Some((outcome.source.path.clone(), extraction.findings.clone()));
                }
                for record in &extraction.records {
                    self.before_record()?;
                    serde_json::to_writer(&mut self.out, &checked(record))?;
                }
            }
            Err(failure) => self.failures.push((outcome.source.clone(), failure.clone())),
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<()> {
        if !self.begun {
            self.before_record()?;
        }
        let failures: Vec<Unread<'_>> = self
            .failures
            .iter()
            .map(|(source, failure)| Unread { source, failure })
            .collect();
        let failures = serde_json::to_string(&failures)?;
        let configuration = match &self.configuration {
            Some((path, gaps)) => {
                let own = serde_json::json!({"path": path, "gaps": gaps});
                format!("\"configuration\":{own},\n")
            }
            None => String::new(),
        };
        let summary = serde_json::to_string(summary)?;
        writeln!(
            self.out,
            "],\n\"failures\":{failures},\n{configuration}\"summary\":{summary}}}"
        )?;
        self.out.flush()
    }
}

fn checked(record: &Record) -> Checked<'_> {
    Checked {
        id: &record.id,
        path: &record.source.path,
        record: &record.record,
        title: record.fields.get("title").map(|title| title.text.as_str()),
        regime: &record.regime,
        fields: record
            .fields
            .iter()
            .map(|(id, field)| (id.as_str(), field.status))
            .collect(),
        gaps: &record.gaps,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    #[test]
    fn it_is_one_object_with_any_number_of_records() {
        for count in 0..3 {
            let mut out = Vec::new();
            let mut writer = Box::new(Findings::new(&mut out, "abc"));
            writer.outcome(&examples::unread()).unwrap();
            for _ in 0..count {
                writer.outcome(&examples::document()).unwrap();
            }
            writer.finish(&Summary::new("abc")).unwrap();
            let object: serde_json::Value = serde_json::from_slice(&out).unwrap();
            assert_eq!(object["schema"], "ropex/check/1");
            assert_eq!(object["records"].as_array().unwrap().len(), count);
            assert_eq!(object["failures"][0]["failure"]["kind"], "encrypted");
            assert_eq!(object["summary"]["rules"], "abc");
        }
    }
}
