//! The gap report for a pull request.

use std::io::{self, Write};

use super::report::{Report, Requirements, Row, Sign, shown};
use super::{Count, Summary, Writer};
use crate::outcome::Outcome;

/// Writes Markdown with tables.
pub struct Markdown<W> {
    out: W,
    report: Report,
}

impl<W: Write> Markdown<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, requirements: Requirements) -> Markdown<W> {
        let report = Report::new(requirements);
        Markdown { out, report }
    }

    fn unread(&mut self) -> io::Result<()> {
        if self.report.unread.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "## Could not be read\n\nThis report is incomplete.\n")?;
        writeln!(self.out, "| document | kind | what to do |\n| --- | --- | --- |")?;
        for (path, failure) in &self.report.unread {
            writeln!(
                self.out,
                "| {} | {} | {} |",
                escaped(path),
                failure.kind,
                escaped(&failure.message)
            )?;
        }
        writeln!(self.out)
    }

    fn regime(&mut self, regime: &str, rows: &[Row]) -> io::Result<()> {
        writeln!(self.out, "## {}\n", escaped(self.report.heading(regime)))?;
        let elements = self.report.requirements.elements(regime);
        write!(self.out, "| record | title | errors | warnings | notes |")?;
        elements
            .iter()
            .try_for_each(|element| write!(self.out, " {} |", escaped(&element.label)))?;
        writeln!(
            self.out,
            "\n| --- | --- | ---: | ---: | ---: |{}",
            " :-: |".repeat(elements.len())
        )?;
        for row in rows {
            let (name, title, counts) = (escaped(&row.name), escaped(&row.title), row.counts);
            write!(
                self.out,
                "| {name} | {title} | {} | {} | {} |",
                counts.error, counts.warning, counts.note
            )?;
            row.signs
                .iter()
                .try_for_each(|sign| write!(self.out, " {} |", sign.symbol()))?;
            writeln!(self.out)?;
        }
        writeln!(self.out)
    }

    fn findings(&mut self, row: &Row) -> io::Result<()> {
        if row.findings.is_empty() {
            return Ok(());
        }
        let (name, title) = (escaped(&row.name), escaped(&row.title));
        writeln!(self.out, "### {name} {title}\n")?;
        writeln!(
            self.out,
            "| severity | code | finding | law | place |\n| --- | --- | --- | --- | --- |"
        )?;
        for finding in &row.findings {
            let place = finding.place.map(|place| place.in_file(&row.path)).unwrap_or_default();
            let cells = [
                finding.severity.name(),
                &finding.code,
                &finding.message,
                &finding.law,
                &place,
            ];
            writeln!(self.out, "| {} |", cells.map(escaped).join(" | "))?;
        }
        writeln!(self.out)
    }
}

impl<W: Write> Writer for Markdown<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.report.add(outcome);
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<()> {
        let rows = std::mem::take(&mut self.report.rows);
        writeln!(self.out, "# Gap report\n\n{}.", summary.inputs())?;
        writeln!(
            self.out,
            "**{}** in {}.\n",
            summary.gaps,
            Count(summary.records, "record")
        )?;
        if let Some(before) = summary.before() {
            writeln!(self.out, "{before}.\n")?;
        }
        self.unread()?;
        for (path, remark) in &self.report.remarks {
            writeln!(self.out, "- {}: {}", escaped(path), escaped(remark))?;
        }
        if !self.report.remarks.is_empty() {
            writeln!(self.out)?;
        }
        for (regime, rows) in &rows {
            self.regime(regime, rows)?;
        }
        let signs = Sign::LEGEND.map(|(sign, meaning)| format!("{} {meaning}", sign.symbol()));
        writeln!(self.out, "{}\n", signs.join(" · "))?;
        for row in rows.values().flatten() {
            self.findings(row)?;
        }
        let rules: String = summary.rules.chars().take(12).collect();
        writeln!(self.out, "ropex {}, rules {rules}", summary.ropex)?;
        self.out.flush()
    }
}

/// Text that Markdown takes as text, on one line. Documents are not to bring links, images or mark-up along.
pub(crate) fn escaped(text: impl AsRef<str>) -> String {
    let mut escaped = String::new();
    for c in shown(text.as_ref()).chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' | '@'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    #[test]
    fn unread_documents_come_first_and_mark_up_of_documents_is_text() {
        let mut outcome = examples::document();
        let record = &mut outcome.result.as_mut().unwrap().records[0];
        record.fields.get_mut("title").unwrap().text = "![x](y) | <b>".to_owned();
        let (mut out, mut summary) = (Vec::new(), Summary::default());
        let mut writer = Box::new(Markdown::new(&mut out, examples::requirements()));
        for outcome in [outcome, examples::unread()] {
            summary.add(&outcome);
            writer.outcome(&outcome).unwrap();
        }
        writer.finish(&summary).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.find("Could not be read") < text.find("the law of the land"),
            "{text}"
        );
        assert!(text.contains(r"\!\[x\](y) \| \<b\>"), "{text}");
        assert!(text.contains("| ● | ✕ | ∅ | · |"), "{text}");
        assert!(
            text.contains("| warning | G003 | placeholder: deadline | Art. 30(1) | a/one.txt:14 |"),
            "{text}"
        );
    }
}
