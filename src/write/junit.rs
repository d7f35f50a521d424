//! The gap report as JUnit XML, for the test pages of CI servers: a suite a document, a case an element of the law.
//!
//! A case fails where the run fails: by findings as grave as `--fail-on` says. Others are told in its output.

use std::io::{self, Write};

use quick_xml::Writer as Xml;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::report::{Finding, Requirements, Row, rows, shown};
use super::{Summary, Writer};
use crate::outcome::{Failure, Outcome};
use crate::record::Severity;

/// Writes JUnit XML as Jenkins and GitLab read it.
pub struct Junit<W: Write> {
    out: Xml<W>,
    requirements: Requirements,
    fail_on: Option<Severity>,
    begun: bool,
}

impl<W: Write> Junit<W> {
    /// Writes to `out`, which should be buffered; findings at or above `fail_on` fail their case.
    pub fn new(out: W, requirements: Requirements, fail_on: Option<Severity>) -> Junit<W> {
        Junit {
            out: Xml::new_with_indent(out, b' ', 2),
            requirements,
            fail_on,
            begun: false,
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        self.out
            .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let suites = BytesStart::new("testsuites").with_attributes([("name", "ropex")]);
        self.out.write_event(Event::Start(suites))
    }

    /// A suite of one case, which could not even begin.
    fn unread(&mut self, path: &str, failure: &Failure) -> io::Result<()> {
        self.out
            .create_element("testsuite")
            .with_attributes([("name", path), ("tests", "1"), ("failures", "0"), ("errors", "1")])
            .write_inner_content(|out| {
                let case = [("classname", path), ("name", "can be read")];
                out.create_element("testcase")
                    .with_attributes(case)
                    .write_inner_content(|out| {
                        let message = xml(&failure.message);
                        out.create_element("error")
                            .with_attributes([("type", failure.kind.name()), ("message", &message)])
                            .write_text_content(BytesText::new(&message))?;
                        Ok(())
                    })?;
                Ok(())
            })?;
        Ok(())
    }

    fn suite(&mut self, path: &str, rows: &[Row]) -> io::Result<()> {
        let fail_on = self.fail_on;
        let cases: Vec<Case<'_>> = rows.iter().flat_map(|row| cases(row, &self.requirements)).collect();
        let failed = cases.iter().filter(|case| case.fails(fail_on)).count();
        let (tests, failures) = (cases.len().to_string(), failed.to_string());
        let attributes = [
            ("name", path),
            ("tests", &tests),
            ("failures", &failures),
            ("errors", "0"),
        ];
        let suite = BytesStart::new("testsuite").with_attributes(attributes);
        self.out.write_event(Event::Start(suite))?;
        for case in &cases {
            case.write(&mut self.out, fail_on)?;
        }
        self.out.write_event(Event::End(BytesEnd::new("testsuite")))
    }
}

impl<W: Write> Writer for Junit<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.begin()?;
        let path = xml(&outcome.source.path);
        match &outcome.result {
            Err(failure) => self.unread(&path, failure),
            Ok(_) => self.suite(&path, &rows(outcome, &self.requirements)),
        }
    }

    fn finish(mut self: Box<Self>, _summary: &Summary) -> io::Result<()> {
        self.begin()?;
        self.out.write_event(Event::End(BytesEnd::new("testsuites")))?;
        let mut out = self.out.into_inner();
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// One element of the law, of one record.
struct Case<'a> {
    row: &'a Row,
    name: &'a str,
    findings: Vec<&'a Finding>,
}

impl Case<'_> {
    fn fails(&self, fail_on: Option<Severity>) -> bool {
        self.findings.iter().any(|finding| at_least(finding, fail_on))
    }

    fn write<W: Write>(&self, out: &mut Xml<W>, fail_on: Option<Severity>) -> io::Result<()> {
        let class = xml(&format!("{} {}", self.row.name, self.row.title));
        let name = [("classname", class.trim_end()), ("name", self.name)];
        let element = out.create_element("testcase").with_attributes(name);
        if self.findings.is_empty() {
            return element.write_empty().map(drop);
        }
        let findings = self.findings.iter().copied();
        let (failing, told): (Vec<_>, Vec<_>) = findings.partition(|finding| at_least(finding, fail_on));
        element.write_inner_content(|out| {
            for finding in failing {
                let message = xml(&finding.message);
                out.create_element("failure")
                    .with_attributes([("type", finding.code.as_str()), ("message", &message)])
                    .write_text_content(BytesText::new(&line(self.row, finding)))?;
            }
            let told: Vec<String> = told.into_iter().map(|finding| line(self.row, finding)).collect();
            if !told.is_empty() {
                out.create_element("system-out")
                    .write_text_content(BytesText::new(&told.join("\n")))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

/// The elements of a record's law in their order, then whatever else something was found of.
fn cases<'a>(row: &'a Row, requirements: &'a Requirements) -> Vec<Case<'a>> {
    let elements = requirements.elements(&row.regime);
    let mut cases: Vec<(&str, Case<'a>)> = Vec::new();
    for element in elements {
        let (name, findings) = (element.label.as_str(), Vec::new());
        cases.push((&element.field, Case { row, name, findings }));
    }
    for finding in &row.findings {
        match cases.iter_mut().find(|(field, _)| *field == finding.field) {
            Some((_, case)) => case.findings.push(finding),
            None => {
                let (name, findings) = (requirements.label(&finding.field), vec![finding]);
                cases.push((&finding.field, Case { row, name, findings }));
            }
        }
    }
    cases.into_iter().map(|(_, case)| case).collect()
}

fn at_least(finding: &Finding, severity: Option<Severity>) -> bool {
    finding.is_open() && severity.is_some_and(|severity| finding.severity >= severity)
}

fn line(row: &Row, finding: &Finding) -> String {
    let place = finding.place.unwrap_or(row.place).in_file(&row.path);
    let sentence = row.sentence(finding);
    xml(&format!(
        "{} {}: {sentence} ({place})",
        finding.severity.name(),
        finding.code
    ))
}

/// Text with nothing in it that XML 1.0 has no place for, however it is escaped.
fn xml(text: &str) -> String {
    shown(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    fn written(fail_on: Option<Severity>, outcomes: &[Outcome]) -> String {
        let mut out = Vec::new();
        let mut writer = Box::new(Junit::new(&mut out, examples::requirements(), fail_on));
        outcomes.iter().for_each(|outcome| writer.outcome(outcome).unwrap());
        writer.finish(&Summary::new("abc")).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_case_fails_where_the_run_fails() {
        let text = written(Some(Severity::Error), &[examples::document()]);
        assert!(text.contains(r#"tests="4" failures="1" errors="0""#), "{text}");
        assert!(
            text.contains(r#"<failure type="G001" message="not stated: recipients">"#),
            "{text}"
        );
        assert!(text.contains("<system-out>warning G003: "), "{text}");
        let text = written(None, &[examples::document()]);
        assert!(text.contains(r#"failures="0""#) && !text.contains("<failure"), "{text}");
    }

    #[test]
    fn an_unread_document_is_an_error_and_its_text_stays_text() {
        let mut unread = examples::unread();
        unread.source.path = "a\u{1}<b>&\"c\u{FFFF}.pdf".to_owned();
        let text = written(Some(Severity::Error), &[unread]);
        assert!(text.contains(r#"name="a &lt;b&gt;&amp;&quot;c�.pdf""#), "{text}");
        assert!(text.contains(r#"<error type="encrypted""#), "{text}");
    }

    #[test]
    fn nothing_read_is_still_a_document() {
        assert!(written(None, &[]).ends_with("</testsuites>\n"));
    }
}
