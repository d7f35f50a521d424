//! The gap report as a workbook: a sheet of records and their fields, one of findings, one of what could not be read.

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use super::findings_csv;
use super::report::{Report, Requirements, Sign, cut, shown};
use super::{Summary, Writer};
use crate::outcome::Outcome;
use crate::record::Severity;

/// Characters of a cell. It may hold 32,767 units of UTF-16, and a character takes up to two.
const LONGEST_CELL: usize = 16_000;

/// A sheet holds no more rows than this, its head included.
const MOST_ROWS: usize = 1_048_576;

/// Writes XLSX.
pub struct Workbook<W> {
    out: W,
    report: Report,
}

impl<W: Write> Workbook<W> {
    /// Writes to `out`.
    pub fn new(out: W, requirements: Requirements) -> Workbook<W> {
        let report = Report::new(requirements);
        Workbook { out, report }
    }

    fn workbook(&self, summary: &Summary) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        // A workbook holds when it was made, and the same input must give the same bytes.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(
            &DocProperties::new()
                .set_title("Gap report")
                .set_creation_datetime(&made),
        );
        // What could not be read comes first, as in every report.
        if !self.report.unread.is_empty() {
            self.unread(workbook.add_worksheet().set_name("Could not be read")?)?;
        }
        self.records(workbook.add_worksheet().set_name("Records")?)?;
        self.findings(workbook.add_worksheet().set_name("Findings")?)?;
        about(workbook.add_worksheet().set_name("About")?, summary)?;
        workbook.save_to_buffer()
    }

    fn unread(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let widths = [60.0, 16.0, 90.0];
        let rows = self.report.unread.iter().map(|(path, failure)| {
            let cells = [path.clone(), failure.kind.name().to_owned(), shown(&failure.message)];
            Vec::from(cells.map(Cell::text))
        });
        table(sheet, &["path", "kind", "what to do"], &widths, rows)
    }

    fn records(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let columns = self.report.columns();
        let mut head = vec![
            "path", "record", "title", "regime", "language", "format", "errors", "warnings", "notes",
        ];
        head.extend(columns.iter().map(|element| element.label.as_str()));
        let mut widths = vec![40.0, 22.0, 40.0, 14.0, 10.0, 10.0, 8.0, 10.0, 8.0];
        widths.resize(head.len(), 14.0);
        let rows = self.report.rows.values().flatten().map(|row| {
            let format = row.format.map_or("", |format| format.name());
            let mut cells = vec![
                Cell::text(&row.path),
                Cell::text(&row.id),
                Cell::text(&row.title),
                Cell::text(&row.regime),
                Cell::text(&row.language),
                Cell::text(format),
            ];
            let counts = [row.counts.error, row.counts.warning, row.counts.note];
            cells.extend(counts.map(Cell::Number));
            cells.extend(columns.iter().map(|element| {
                let sign = self.report.sign(row, &element.field).unwrap_or(Sign::NotAsked);
                Cell::Sign(sign)
            }));
            cells
        });
        table(sheet, &head, &widths, rows)
    }

    fn findings(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let widths = [
            10.0, 8.0, 50.0, 22.0, 40.0, 40.0, 22.0, 6.0, 6.0, 24.0, 14.0, 60.0, 34.0, 10.0, 10.0,
        ];
        let rows = self.report.rows.values().flatten();
        let rows = rows.flat_map(|row| row.findings.iter().map(move |finding| (row, finding)));
        let rows = rows.map(|(row, finding)| Vec::from(findings_csv::cells(row, finding).map(Cell::text)));
        table(sheet, &findings_csv::COLUMNS, &widths, rows)
    }
}

impl<W: Write> Writer for Workbook<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.report.add(outcome);
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<()> {
        let bytes = self.workbook(summary).map_err(io::Error::other)?;
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

enum Cell {
    Text(String),
    Number(usize),
    Sign(Sign),
}

impl Cell {
    fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }
}

/// Rows below a head that stays in sight and filters.
fn table(
    sheet: &mut Worksheet,
    head: &[&str],
    widths: &[f64],
    rows: impl Iterator<Item = Vec<Cell>>,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (name, width)) in (0..).zip(head.iter().zip(widths)) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, *name, &bold)?;
    }
    let mut last = 0;
    for (at, cells) in (1..).zip(rows.take(MOST_ROWS - 1)) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                // Written as text, whatever it begins with: no formula comes out of a document.
                Cell::Text(text) => sheet.write_string(at, column, cut(&text, LONGEST_CELL))?,
                Cell::Number(number) => sheet.write_number(at, column, number as f64)?,
                Cell::Sign(sign) => sheet.write_string_with_format(at, column, sign.meaning(), &look(sign))?,
            };
        }
        last = at;
    }
    sheet.set_freeze_panes(1, 0)?;
    let columns = u16::try_from(head.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
    Ok(())
}

/// The word says it; the colour helps the eye down a long sheet.
fn look(sign: Sign) -> Format {
    let colour = match sign {
        Sign::Stated | Sign::NotApplicable => 0x1B5E20,
        Sign::Elsewhere | Sign::Redacted | Sign::Empty | Sign::Missing(Severity::Warning) => 0x7A4B00,
        Sign::Missing(Severity::Error) => 0xA3001B,
        Sign::Missing(Severity::Note) | Sign::NotAsked => 0x5F6368,
    };
    Format::new().set_font_color(colour)
}

fn about(sheet: &mut Worksheet, summary: &Summary) -> Result<(), XlsxError> {
    let lines = [
        ("read", summary.inputs()),
        ("found", summary.gaps.to_string()),
        ("before", summary.before().unwrap_or_default()),
        ("ropex", summary.ropex.clone()),
        ("rules", summary.rules.clone()),
    ];
    sheet.set_column_width(0, 12)?;
    sheet.set_column_width(1, 90)?;
    for (row, (name, value)) in (0..).zip(lines) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, cut(&value, LONGEST_CELL))?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::write::report::examples;

    fn written() -> Vec<u8> {
        let mut outcome = examples::document();
        let record = &mut outcome.result.as_mut().unwrap().records[0];
        record.fields.get_mut("title").unwrap().text = "=1+1 ".repeat(20_000);
        let mut summary = Summary::new("abc");
        let mut out = Vec::new();
        let mut writer = Box::new(Workbook::new(&mut out, examples::requirements()));
        for outcome in [outcome, examples::unread()] {
            summary.add(&outcome);
            writer.outcome(&outcome).unwrap();
        }
        writer.finish(&summary).unwrap();
        out
    }

    #[test]
    fn every_sheet_opens_and_a_cell_is_text_of_a_length_that_a_cell_may_have() {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(written())).unwrap();
        assert_eq!(
            workbook.sheet_names(),
            ["Could not be read", "Records", "Findings", "About"]
        );
        let records = workbook.worksheet_range("Records").unwrap();
        let Some(Data::String(title)) = records.get((1, 2)) else {
            panic!("{records:?}")
        };
        assert!(title.starts_with("=1+1") && title.encode_utf16().count() <= 32_767);
        assert_eq!(records.get((1, 10)), Some(&Data::String("missing".to_owned())));
        assert_eq!(records.get((1, 6)), Some(&Data::Float(1.0)));
        assert_eq!(workbook.worksheet_range("Findings").unwrap().height(), 3);
    }

    #[test]
    fn the_same_findings_give_the_same_bytes() {
        assert!(written() == written());
    }
}
