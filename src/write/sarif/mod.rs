//! The gap report as SARIF 2.1.0, for code scanning and for editors.
//!
//! A finding in a file of lines has a region. One in a PDF has none, since a region counts lines or bytes of the file
//! itself: its page stands in the message and in the properties of its place.

mod log;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::report::{Code, Finding, Quote, Requirements, Row, rows, shown};
use super::{Summary, Writer, address};
use crate::document::Format;
use crate::outcome::{Failure, FailureKind, Outcome, Source};
use crate::pages;
use crate::record::{Baseline, Severity};
use log::*;

/// Writes one log. Its findings are held until the end: the rules, which viewers want first, are few, and a log is
/// refused by those who read it long before it is too large to hold (GitHub takes 25,000 findings).
pub struct Sarif<W> {
    out: W,
    requirements: Requirements,
    artifacts: Vec<Artifact>,
    results: Vec<log::Finding>,
    notifications: Vec<Notification>,
}

impl<W: Write> Sarif<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, requirements: Requirements) -> Sarif<W> {
        Sarif {
            out,
            requirements,
            artifacts: Vec::new(),
            results: Vec::new(),
            notifications: Vec::new(),
        }
    }
}

impl<W: Write> Writer for Sarif<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.artifacts.push(artifact(&outcome.source));
        if let Err(failure) = &outcome.result {
            self.notifications.push(unread(&outcome.source, failure));
        }
        let remarks = outcome.source.remarks.iter();
        self.notifications
            .extend(remarks.map(|remark| left_out(&outcome.source, remark)));
        for row in rows(outcome, &self.requirements) {
            self.results.extend(
                row.findings
                    .iter()
                    .map(|finding| result(&row, finding, &self.requirements.codes)),
            );
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<()> {
        let driver = Driver {
            name: "ropex",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules(&self.requirements.codes),
            notifications: kinds_of_failure(summary.failures.keys().copied()),
            properties: BTreeMap::from([("rules", summary.rules.clone())]),
        };
        let run = Run {
            tool: Tool { driver },
            invocations: [Invocation {
                execution_successful: summary.unread() == 0,
                tool_execution_notifications: self.notifications,
            }],
            column_kind: "unicodeCodePoints",
            artifacts: self.artifacts,
            results: self.results,
        };
        let log = Log {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [run],
        };
        serde_json::to_writer(&mut self.out, &log)?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}

fn rules(codes: &[Code]) -> Vec<Descriptor> {
    codes
        .iter()
        .map(|code| {
            // A check of the user's own has no page.
            let page = pages::page(&code.code);
            let (title, first, body) = page.map_or((&*code.words, code.words.clone(), &*code.words), |page| {
                (page.title, page.first, page.body)
            });
            descriptor(&code.code, [title, &first, body], code.gravest, "compliance")
        })
        .collect()
}

/// Why documents could not be read, as far as that happened.
fn kinds_of_failure(kinds: impl Iterator<Item = FailureKind>) -> Vec<Descriptor> {
    let pages = kinds.filter_map(|kind| Some((kind.name(), pages::page(kind.name())?)));
    pages
        .map(|(name, page)| descriptor(name, [page.title, &page.first, page.body], Severity::Error, "unread"))
        .collect()
}

fn descriptor(id: &str, [title, first, body]: [&str; 3], gravest: Severity, tag: &'static str) -> Descriptor {
    Descriptor {
        id: id.to_owned(),
        short_description: message(title.to_owned()),
        full_description: message(first.to_owned()),
        help: Message {
            text: body.to_owned(),
            markdown: Some(body.to_owned()),
        },
        default_configuration: Configuration { level: gravest.name() },
        properties: BTreeMap::from([("tags", ["privacy", tag])]),
    }
}

fn result(row: &Row, finding: &Finding, codes: &[Code]) -> log::Finding {
    let page = row.page(finding);
    let region = row.lines(finding).map(|(start_line, end_line)| Region {
        start_line,
        end_line,
        snippet: finding.quotes.first().map(|quote| message(quote.text.clone())),
    });
    let place = PhysicalLocation {
        artifact_location: at(&row.path),
        region,
        properties: page.map(|page| ("page", page)).into_iter().collect(),
    };
    let logical = LogicalLocation {
        name: row.known_as().to_owned(),
        fully_qualified_name: format!("{}/{}", row.id, finding.field),
        kind: "member",
    };
    let known = format!("{}:{}", finding.fingerprint, finding.occurrence);
    log::Finding {
        rule_id: finding.code.clone(),
        rule_index: codes.iter().position(|code| code.code == finding.code),
        level: finding.severity.name(),
        message: message(row.sentence(finding)),
        locations: [Location {
            physical_location: place,
            logical_locations: vec![logical],
        }],
        related_locations: finding.quotes.iter().skip(1).map(|quote| related(row, quote)).collect(),
        // Under the second name GitHub looks for it, and makes one from the line where it finds none: lines move.
        partial_fingerprints: BTreeMap::from([("ropex/v1", known.clone()), ("primaryLocationLineHash", known)]),
        baseline_state: finding.baseline.map(|baseline| match baseline {
            Baseline::New => "new",
            Baseline::Known => "unchanged",
        }),
        suppressions: finding
            .ignored
            .iter()
            .map(|ignored| Suppression {
                kind: "external",
                justification: shown(&ignored.reason),
            })
            .collect(),
        properties: Properties {
            record: row.name.clone(),
            field: finding.field.clone(),
            regime: row.regime.clone(),
            law: finding.law.clone(),
            page,
            quote: Some(finding.quote()).filter(|quote| !quote.is_empty()),
        },
    }
}

/// The other side of a contradiction.
fn related(row: &Row, quote: &Quote) -> RelatedLocation {
    let place = quote.place.unwrap_or_default();
    let lines = place.lines.filter(|_| row.format.is_some_and(Format::is_lines));
    RelatedLocation {
        message: message(quote.text.clone()),
        physical_location: PhysicalLocation {
            artifact_location: at(&row.path),
            region: lines.map(|(start_line, end_line)| Region {
                start_line,
                end_line,
                snippet: None,
            }),
            properties: place.page.map(|page| ("page", page)).into_iter().collect(),
        },
    }
}

fn unread(source: &Source, failure: &Failure) -> Notification {
    let message = format!("could not be read: {}", shown(&failure.message));
    let id = failure.kind.name();
    notification(source, "error", Some(Reference { id }), message)
}

fn left_out(source: &Source, remark: &str) -> Notification {
    notification(source, "warning", None, shown(remark))
}

fn notification(source: &Source, level: &'static str, descriptor: Option<Reference>, text: String) -> Notification {
    Notification {
        descriptor,
        level,
        message: message(text),
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: at(&source.path),
                region: None,
                properties: BTreeMap::new(),
            },
            logical_locations: Vec::new(),
        }],
    }
}

fn artifact(source: &Source) -> Artifact {
    Artifact {
        location: at(&source.path),
        roles: ["analysisTarget"],
        hashes: source
            .sha256
            .clone()
            .map(|hash| ("sha-256", hash))
            .into_iter()
            .collect(),
    }
}

fn at(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: address::of(path) }
}

fn message(text: String) -> Message {
    Message { text, markdown: None }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    fn log(outcomes: &[Outcome]) -> serde_json::Value {
        let mut out = Vec::new();
        let mut writer = Box::new(Sarif::new(&mut out, examples::requirements()));
        outcomes.iter().for_each(|outcome| writer.outcome(outcome).unwrap());
        let mut summary = Summary::new("abc");
        outcomes.iter().for_each(|outcome| summary.add(outcome));
        writer.finish(&summary).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn a_finding_points_at_its_line_and_one_that_is_nowhere_at_its_file() {
        let log = log(&[examples::document()]);
        let results = &log["runs"][0]["results"];
        let place = |index: usize| &results[index]["locations"][0]["physicalLocation"];
        assert_eq!(results[1]["ruleId"], "G003");
        assert_eq!(place(1)["artifactLocation"]["uri"], "a/one.txt");
        assert_eq!(place(1)["region"]["startLine"], 14);
        assert!(place(0)["region"].is_null(), "{}", place(0));
    }

    #[test]
    fn a_finding_in_a_pdf_names_its_page_and_no_line_of_the_file() {
        let mut outcome = examples::document();
        let record = &mut outcome.result.as_mut().unwrap().records[0];
        record.source.format = Some(Format::Pdf);
        record.gaps[0].provenance.as_mut().unwrap().page = Some(3);
        let log = log(&[outcome]);
        let result = &log["runs"][0]["results"][1];
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"].is_null(), "{place}");
        assert_eq!(place["properties"]["page"], 3);
        let message = result["message"]["text"].as_str().unwrap();
        assert!(message.contains(", page 3: “tbd”"), "{message}");
    }

    #[test]
    fn fingerprints_outlive_lines_and_tell_alike_findings_apart() {
        let print = |outcome: &Outcome| log(std::slice::from_ref(outcome))["runs"][0]["results"].clone();
        let mut moved = examples::document();
        let records = &mut moved.result.as_mut().unwrap().records;
        records[0].gaps[0].provenance.as_mut().unwrap().lines = Some((99, 99));
        records.push(records[0].clone());
        let (first, later) = (print(&examples::document()), print(&moved));
        assert_eq!(first[1]["partialFingerprints"], later[1]["partialFingerprints"]);
        let alike = later[3]["partialFingerprints"]["ropex/v1"].as_str().unwrap();
        assert!(alike.ends_with(":2"), "{alike}");
    }

    #[test]
    fn what_was_said_before_is_marked_as_the_standard_has_it() {
        let mut outcome = examples::document();
        let gaps = &mut outcome.result.as_mut().unwrap().records[0].gaps;
        gaps[0].ignored = Some(crate::record::Ignored {
            reason: "the form changes in May".to_owned(),
            owner: None,
            expires: None,
        });
        gaps[1].baseline = Some(Baseline::Known);
        let results = log(&[outcome])["runs"][0]["results"].clone();
        assert_eq!(results[0]["baselineState"], "unchanged");
        assert_eq!(
            results[1]["suppressions"][0]["justification"],
            "the form changes in May"
        );
        assert!(results[1]["baselineState"].is_null() && results[0]["suppressions"] == serde_json::json!([]));
    }

    #[test]
    fn what_could_not_be_read_is_a_notification_and_the_run_no_success() {
        let log = log(&[examples::unread()]);
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        assert_eq!(
            invocation["toolExecutionNotifications"][0]["descriptor"]["id"],
            "encrypted"
        );
    }
}
