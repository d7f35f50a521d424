//! The gap report as GitLab's code quality: findings in a merge request, at their lines.

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::report::{Finding, Requirements, Row, rows, shown};
use super::{Summary, Writer};
use crate::outcome::{Failure, Outcome};
use crate::record::Severity;

/// Writes one JSON array, a finding a line.
pub struct Gitlab<W> {
    out: W,
    requirements: Requirements,
    begun: bool,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

/// GitLab shows nothing without a line: where the file has none, it is the first.
#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl<W: Write> Gitlab<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, requirements: Requirements) -> Gitlab<W> {
        Gitlab {
            out,
            requirements,
            begun: false,
        }
    }

    fn issue(&mut self, issue: &Issue<'_>) -> io::Result<()> {
        let before: &[u8] = if std::mem::replace(&mut self.begun, true) {
            b",\n"
        } else {
            b"[\n"
        };
        self.out.write_all(before)?;
        serde_json::to_writer(&mut self.out, issue).map_err(io::Error::from)
    }
}

impl<W: Write> Writer for Gitlab<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        if let Err(failure) = &outcome.result {
            self.issue(&unread(&outcome.source.path, failure))?;
        }
        for row in rows(outcome, &self.requirements) {
            for finding in &row.findings {
                self.issue(&found(&row, finding))?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _summary: &Summary) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()
    }
}

fn found<'a>(row: &'a Row, finding: &'a Finding) -> Issue<'a> {
    let known = format!("{}:{}", finding.fingerprint, finding.occurrence);
    Issue {
        description: row.sentence(finding),
        check_name: &finding.code,
        fingerprint: of_file(&row.path, &known),
        severity: match finding.severity {
            _ if !finding.is_open() => "info",
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path: row.path.trim_start_matches("./"),
            lines: Lines {
                begin: row.lines(finding).map_or(1, |(first, _)| first),
            },
        },
    }
}

fn unread<'a>(path: &'a str, failure: &'a Failure) -> Issue<'a> {
    Issue {
        description: format!("could not be read: {}", shown(&failure.message)),
        check_name: failure.kind.name(),
        fingerprint: of_file(path, failure.kind.name()),
        // What was not seen may hide anything.
        severity: "blocker",
        location: Location {
            path: path.trim_start_matches("./"),
            lines: Lines { begin: 1 },
        },
    }
}

/// GitLab shows one finding a fingerprint, so that those of a file's copy need one of their own.
fn of_file(path: &str, known: &str) -> String {
    let hash = Sha256::digest(format!("{path}\0{known}"));
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::write::report::examples;

    #[test]
    fn every_finding_has_a_line_a_severity_of_gitlab_and_a_fingerprint_of_its_own() {
        let mut copy = examples::document();
        copy.result.as_mut().unwrap().records[0].source.path = "b/copy.txt".to_owned();
        let mut out = Vec::new();
        let mut writer = Box::new(Gitlab::new(&mut out, examples::requirements()));
        for outcome in [examples::document(), copy, examples::unread()] {
            writer.outcome(&outcome).unwrap();
        }
        writer.finish(&Summary::default()).unwrap();
        let issues: Vec<serde_json::Value> = serde_json::from_slice(&out).unwrap();
        let of = |key: &str| -> Vec<String> { issues.iter().map(|issue| issue[key].to_string()).collect() };
        assert_eq!(
            of("severity"),
            [r#""major""#, r#""minor""#, r#""major""#, r#""minor""#, r#""blocker""#]
        );
        assert_eq!(of("fingerprint").iter().collect::<BTreeSet<_>>().len(), 5);
        assert_eq!(issues[1]["location"]["lines"]["begin"], 14);
        assert_eq!(issues[4]["location"]["lines"]["begin"], 1);
    }

    #[test]
    fn no_finding_is_an_empty_list() {
        let mut out = Vec::new();
        Box::new(Gitlab::new(&mut out, Requirements::default()))
            .finish(&Summary::default())
            .unwrap();
        assert_eq!(out, b"[]\n");
    }
}
