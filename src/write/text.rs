//! The gap report on a terminal, in one screen where it fits: what could not be read, a row of signs a record, the
//! findings, the totals, and the command to go on with.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::report::{Finding, Report, Requirements, Row, Sign, cut, shown};
use super::table::{self, Cell};
use super::{Count, Summary, Writer};
use crate::outcome::Outcome;
use crate::record::Severity;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const GREEN: Style = AnsiColor::Green.on_default();

// Without a terminal there is no width to fit; a title is still only a title.
const LONGEST_TITLE: usize = 48;

// The width that running text is broken to where there is no terminal.
const NO_TERMINAL: usize = 100;

/// Writes the report, with styles; the stream takes them out where nobody sees them.
pub struct Text<W> {
    out: W,
    width: Option<usize>,
    report: Report,
}

impl<W: Write> Text<W> {
    /// Writes to `out`, fitted to a terminal of so many columns, where it is one.
    pub fn new(out: W, width: Option<usize>, requirements: Requirements) -> Text<W> {
        let report = Report::new(requirements);
        Text { out, width, report }
    }

    fn unread(&mut self) -> io::Result<()> {
        let unread = &self.report.unread;
        if unread.is_empty() {
            return Ok(());
        }
        let documents = Count(unread.len(), "document");
        writeln!(
            self.out,
            "{RED}{documents} could not be read: this report is incomplete{RED:#}"
        )?;
        let row = |(path, failure): &(String, crate::outcome::Failure)| {
            let kind = Cell::styled(RED, failure.kind.name());
            vec![Cell::plain(path), kind, Cell::plain(shown(&failure.message))]
        };
        // The message says what to do next: it is never cut.
        table::write(&mut self.out, unread.iter().map(row).collect(), 0, None)?;
        writeln!(self.out)
    }

    fn remarks(&mut self) -> io::Result<()> {
        let remarks = &self.report.remarks;
        if remarks.is_empty() {
            return Ok(());
        }
        let row = |(path, remark): &(String, String)| vec![Cell::plain(path), Cell::styled(YELLOW, remark)];
        table::write(&mut self.out, remarks.iter().map(row).collect(), 0, None)?;
        writeln!(self.out)
    }

    fn signs(&mut self, regime: &str, rows: &[Row]) -> io::Result<()> {
        writeln!(self.out, "{BOLD}{}{BOLD:#}", self.report.heading(regime))?;
        let elements = self.report.requirements.elements(regime);
        let numbers: Vec<Cell> = (1..=elements.len())
            .map(|number| Cell::styled(DIM, (number % 10).to_string()))
            .collect();
        let mut lines = vec![vec![Cell::default(), Cell::default(), in_fives(numbers)]];
        for row in rows {
            let signs = row
                .signs
                .iter()
                .map(|sign| Cell::styled(style(*sign), sign.symbol()))
                .collect();
            let count = |count: usize, severity: Severity| match count {
                0 => Cell::default(),
                _ => Cell::styled(severity_style(severity), Count(count, severity.name()).to_string()),
            };
            lines.push(vec![
                Cell::plain(&row.name),
                Cell::plain(cut(&row.title, LONGEST_TITLE)),
                in_fives(signs),
                count(row.counts.error, Severity::Error),
                count(row.counts.warning, Severity::Warning),
                count(row.counts.note, Severity::Note),
            ]);
        }
        if elements.is_empty() {
            lines.remove(0);
        }
        table::write(&mut self.out, lines, 1, self.width)?;
        let names = elements
            .iter()
            .enumerate()
            .map(|(index, element)| format!("{} {}", index + 1, element.label));
        wrapped(&mut self.out, names, "  ", self.width)?;
        writeln!(self.out)
    }

    fn findings(&mut self, row: &Row) -> io::Result<()> {
        if row.findings.is_empty() {
            return Ok(());
        }
        let (name, title) = (&row.name, cut(&row.title, LONGEST_TITLE));
        let space = if title.is_empty() { "" } else { "  " };
        writeln!(self.out, "{BOLD}{name}{BOLD:#}{space}{title}")?;
        // What is not stated and hangs on an unknown condition is many lines that say little: their fields are enough.
        let hint = |finding: &&Finding| finding.severity == Severity::Note && finding.place.is_none();
        let cells = |finding: &Finding| {
            let style = if finding.is_open() {
                severity_style(finding.severity)
            } else {
                DIM
            };
            let severity = Cell::styled(style, finding.severity.name());
            let place = finding.place.map(|place| place.in_file(&row.path)).unwrap_or_default();
            vec![
                severity,
                Cell::plain(&finding.code),
                Cell::plain(&finding.message),
                Cell::styled(DIM, &finding.law),
                Cell::plain(place),
            ]
        };
        let findings = row.findings.iter();
        let mut lines: Vec<Vec<Cell>> = findings.clone().filter(|finding| !hint(finding)).map(cells).collect();
        if self.width.is_some_and(|width| table::line_width(&lines) > width) {
            // A sentence is not cut: law and place go below it.
            let split = |mut cells: Vec<Cell>| {
                let below = cells.split_off(3);
                [cells, [vec![Cell::default(), Cell::default()], below].concat()]
            };
            lines = lines.into_iter().flat_map(split).collect();
        }
        table::write(&mut self.out, lines, 2, None)?;
        let hints: Vec<&str> = findings.filter(hint).map(|finding| finding.field.as_str()).collect();
        if !hints.is_empty() {
            let first = format!("{}, perhaps not needed:", Count(hints.len(), "note"));
            let comma =
                |(index, field): (usize, &&str)| format!("{field}{}", if index + 1 < hints.len() { "," } else { "" });
            let words = std::iter::once(first).chain(hints.iter().enumerate().map(comma));
            wrapped(&mut self.out, words, " ", self.width)?;
        }
        writeln!(self.out)
    }

    fn totals(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out, "{}", summary.inputs())?;
        let (checked, unheld) = (
            self.report.checked(),
            summary.records.saturating_sub(self.report.checked()),
        );
        match (checked, self.report.incomplete()) {
            // Nothing checked is not nothing wrong.
            (0, _) if summary.records == 0 => {
                writeln!(self.out, "{RED}No record was found: nothing was checked.{RED:#}")?
            }
            (0, _) => writeln!(
                self.out,
                "{RED}No record was held against a law: nothing was checked.{RED:#}"
            )?,
            (checked, 0) => writeln!(self.out, "{GREEN}No gaps in {}.{GREEN:#}", Count(checked, "record"))?,
            (checked, incomplete) => {
                let of = Count(checked, "record");
                writeln!(self.out, "{BOLD}{}{BOLD:#} in {incomplete} of {of}", summary.gaps)?;
            }
        }
        if let Some(before) = summary.before() {
            writeln!(self.out, "{before}")?;
        }
        if checked > 0 && unheld > 0 {
            writeln!(self.out, "{RED}{} held against no law{RED:#}", Count(unheld, "record"))?;
        }
        let rules: String = summary.rules.chars().take(12).collect();
        writeln!(self.out, "{DIM}ropex {}, rules {rules}{DIM:#}", summary.ropex)?;
        match self.report.next() {
            Some(command) => writeln!(self.out, "Next: {BOLD}{command}{BOLD:#}"),
            None => Ok(()),
        }
    }
}

impl<W: Write> Writer for Text<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.report.add(outcome);
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<()> {
        let rows = std::mem::take(&mut self.report.rows);
        self.unread()?;
        self.remarks()?;
        for (regime, rows) in &rows {
            self.signs(regime, rows)?;
        }
        if rows
            .keys()
            .any(|regime| self.report.requirements.regimes.contains_key(regime))
        {
            let signs = Sign::LEGEND
                .iter()
                .map(|(sign, meaning)| format!("{} {meaning}", sign.symbol()));
            wrapped(&mut self.out, signs, "  ", self.width)?;
            writeln!(self.out)?;
        }
        for row in rows.values().flatten() {
            self.findings(row)?;
        }
        self.report.rows = rows;
        self.totals(summary)?;
        self.out.flush()
    }
}

/// In groups of five: the eye counts no further.
fn in_fives(cells: Vec<Cell>) -> Cell {
    let mut row = Cell::default();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 && index % 5 == 0 {
            row.push(Style::new(), " ");
        }
        row.append(cell);
    }
    row
}

/// Words with `gap` between them, on lines indented by two and broken to the width of the terminal.
fn wrapped(
    out: &mut impl Write,
    words: impl Iterator<Item = String>,
    gap: &str,
    width: Option<usize>,
) -> io::Result<()> {
    let room = width.unwrap_or(NO_TERMINAL);
    let mut line = String::new();
    for word in words {
        if line.is_empty() {
            line = format!("  {word}");
        } else if line.width() + gap.len() + word.width() > room {
            writeln!(out, "{DIM}{line}{DIM:#}")?;
            line = format!("  {word}");
        } else {
            line = line + gap + &word;
        }
    }
    if line.is_empty() {
        Ok(())
    } else {
        writeln!(out, "{DIM}{line}{DIM:#}")
    }
}

fn style(sign: Sign) -> Style {
    match sign {
        Sign::Stated | Sign::NotApplicable => GREEN,
        Sign::Elsewhere | Sign::Redacted | Sign::Empty => YELLOW,
        Sign::Missing(severity) => severity_style(severity),
        Sign::NotAsked => DIM,
    }
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => DIM,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    fn report(outcomes: &[Outcome], width: Option<usize>) -> String {
        let mut summary = Summary::new("0123456789abcdef");
        let mut out = Vec::new();
        let mut writer = Box::new(Text::new(
            anstream::StripStream::new(&mut out),
            width,
            examples::requirements(),
        ));
        for outcome in outcomes {
            summary.add(outcome);
            writer.outcome(outcome).unwrap();
        }
        writer.finish(&summary).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_report_says_what_could_not_be_read_first_and_what_to_do_last() {
        let text = report(&[examples::document(), examples::unread()], None);
        let expected = "\
1 document could not be read: this report is incomplete
  sealed.pdf  encrypted  needs a password

law: the law of the land
                                 1234
  a/one.txt  A [31m club register  ●✕∅·  1 error  1 warning
  1 purposes  2 recipients  3 deadline  4 security

  ● stated  ○ none or not applicable  → elsewhere  ▒ redacted  ∅ empty  ✕ missing  · not asked

a/one.txt  A [31m club register
  error    G001  not stated: recipients  Art. 30(1)
  warning  G003  placeholder: deadline   Art. 30(1)  a/one.txt:14

2 documents, 1 record; 1 could not be read (1 encrypted)
1 error, 1 warning, 0 notes in 1 of 1 record
ropex VERSION, rules 0123456789ab
Next: ropex explain encrypted
";
        let expected = expected.replace("VERSION", env!("CARGO_PKG_VERSION"));
        assert_eq!(text, expected.replace("      1234", "        1234"));
    }

    #[test]
    fn no_sentence_is_cut_on_a_narrow_terminal() {
        let text = report(&[examples::document()], Some(40));
        assert!(text.contains("not stated: recipients\n"), "{text}");
        assert!(text.contains("…"), "the title gives way: {text}");
    }

    #[test]
    fn nothing_read_is_not_nothing_wrong() {
        assert!(report(&[examples::unread()], None).contains("No record was found: nothing was checked"));
        let mut lawless = examples::document();
        let record = &mut lawless.result.as_mut().unwrap().records[0];
        (record.regime, record.gaps) = (None, Vec::new());
        let text = report(&[lawless], None);
        assert!(text.contains("held against a law: nothing was checked"), "{text}");
        assert!(text.ends_with("Next: ropex rules list\n"), "{text}");
    }
}
