//! The gap report as annotations of a GitHub workflow: commands on standard output, which GitHub shows at the files.

use std::io::{self, Write};

use super::report::{Finding, Requirements, Row, rows, shown};
use super::{Count, Summary, Writer};
use crate::outcome::{Failure, Outcome};
use crate::record::Severity;

/// GitHub shows so many errors, warnings and notices of a step, each, and drops the rest without a word.
const SHOWN: usize = 10;

/// Writes workflow commands: the first of each severity as annotations, the rest as a folded part of the log.
pub struct Github<W> {
    out: W,
    requirements: Requirements,
    /// Unread documents come before findings: they may hide any number of them.
    unread: Vec<Annotation>,
    findings: Vec<Annotation>,
}

struct Annotation {
    severity: Severity,
    path: String,
    lines: Option<(u32, u32)>,
    title: String,
    message: String,
    open: bool,
}

impl<W: Write> Github<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, requirements: Requirements) -> Github<W> {
        Github {
            out,
            requirements,
            unread: Vec::new(),
            findings: Vec::new(),
        }
    }
}

impl<W: Write> Writer for Github<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        if let Err(failure) = &outcome.result {
            self.unread.push(Annotation::unread(&outcome.source.path, failure));
        }
        for row in rows(outcome, &self.requirements) {
            let found = row.findings.iter().map(|finding| Annotation::found(&row, finding));
            self.findings.extend(found);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<()> {
        let (mut rest, mut told) = (Vec::new(), Vec::new());
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let of_it = self.unread.iter().chain(&self.findings);
            // What was known or set aside before is told, and takes no place from what is new.
            let (of_it, before): (Vec<_>, Vec<_>) = of_it
                .filter(|annotation| annotation.severity == severity)
                .partition(|annotation| annotation.open);
            told.extend(before);
            for (index, annotation) in of_it.into_iter().enumerate() {
                match index < SHOWN {
                    true => writeln!(self.out, "{}", annotation.command())?,
                    false => rest.push(annotation),
                }
            }
        }
        if !rest.is_empty() {
            let more = Count(rest.len(), "more finding");
            writeln!(self.out, "::group::{more}, which GitHub does not show as annotations")?;
            for annotation in rest {
                writeln!(self.out, "{}", annotation.line())?;
            }
            writeln!(self.out, "::endgroup::")?;
        }
        if !told.is_empty() {
            writeln!(self.out, "::group::{} known or ignored", Count(told.len(), "finding"))?;
            for annotation in told {
                writeln!(self.out, "{}", annotation.line())?;
            }
            writeln!(self.out, "::endgroup::")?;
        }
        let before = summary.before().map(|before| format!("; {before}")).unwrap_or_default();
        writeln!(self.out, "{}: {}{before}", summary.inputs(), summary.gaps)?;
        self.out.flush()
    }
}

impl Annotation {
    fn found(row: &Row, finding: &Finding) -> Annotation {
        Annotation {
            severity: finding.severity,
            path: row.path.clone(),
            lines: row.lines(finding),
            title: format!("{} {}", finding.code, finding.message),
            message: row.sentence(finding),
            open: finding.is_open(),
        }
    }

    fn unread(path: &str, failure: &Failure) -> Annotation {
        Annotation {
            severity: Severity::Error,
            path: path.to_owned(),
            lines: None,
            title: format!("could not be read: {}", failure.kind),
            message: shown(&failure.message),
            open: true,
        }
    }

    fn command(&self) -> String {
        let command = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let lines = self
            .lines
            .map(|(first, last)| format!(",line={first},endLine={last}"))
            .unwrap_or_default();
        let (path, title) = (property(self.path.trim_start_matches("./")), property(&self.title));
        format!("::{command} file={path}{lines},title={title}::{}", text(&self.message))
    }

    /// The same as a line of the log. It begins with a word, never with what a document says: a line of the log that
    /// begins with `::` is a command.
    fn line(&self) -> String {
        let line = self.lines.map(|(first, _)| format!(":{first}")).unwrap_or_default();
        let (severity, path) = (self.severity.name(), shown(&self.path));
        format!("{severity} {path}{line}: {}", shown(&self.message))
    }
}

/// The message of a workflow command, escaped as GitHub's own toolkit escapes it.
fn text(message: &str) -> String {
    message.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, which ends at a comma or colon.
fn property(value: &str) -> String {
    text(value).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    fn written(outcomes: &[Outcome]) -> String {
        let (mut out, mut summary) = (Vec::new(), Summary::new("abc"));
        let mut writer = Box::new(Github::new(&mut out, examples::requirements()));
        for outcome in outcomes {
            summary.add(outcome);
            writer.outcome(outcome).unwrap();
        }
        writer.finish(&summary).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_finding_is_a_command_at_its_line() {
        let text = written(&[examples::document()]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1],
            "::warning file=a/one.txt,line=14,endLine=14,title=G003 placeholder%3A deadline\
             ::placeholder: deadline; Art. 30(1); in A [31m club register: “tbd”"
        );
    }

    #[test]
    fn what_a_document_says_ends_no_command_and_begins_none() {
        let mut outcome = examples::document();
        let record = &mut outcome.result.as_mut().unwrap().records[0];
        record.source.path = "a,line=1::error b%0A\n::set-output x.txt".to_owned();
        record.fields.get_mut("title").unwrap().text = "100 %\r\n::error::gone".to_owned();
        let text = written(&[outcome]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert_eq!(
            lines[0],
            "::error file=a%2Cline=1%3A%3Aerror b%250A %3A%3Aset-output x.txt,title=G001 not stated%3A recipients\
             ::not stated: recipients; Art. 30(1); in 100 %25 ::error::gone"
        );
    }

    #[test]
    fn ten_of_a_kind_are_shown_unread_documents_first_and_the_rest_is_in_the_log() {
        let mut outcomes = vec![examples::document(); 12];
        outcomes.push(examples::unread());
        let text = written(&outcomes);
        assert!(
            text.starts_with("::error file=sealed.pdf,title=could not be read%3A encrypted::"),
            "{text}"
        );
        assert_eq!(text.matches("\n::error").count() + 1, SHOWN);
        assert_eq!(text.matches("\n::warning").count(), SHOWN);
        let rest = text.split("::group::5 more findings").nth(1).unwrap();
        assert!(rest.contains("\nerror a/one.txt: not stated: recipients"), "{rest}");
        assert!(rest.contains("\n::endgroup::\n"), "{rest}");
    }
}
