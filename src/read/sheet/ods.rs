//! ODS: OpenDocument 1.2, part 1, chapter 9. Cells hold their text as it is shown, dates besides as ISO 8601.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::outcome::Failure;

use super::super::archive::package;
use super::super::bounds::too_large;
use super::super::{Limit, Limits};
use super::workbook::{Look, Sheet, Workbook};
use super::{encrypted, unreadable};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Failure> {
    let mut package = package::open(bytes, limits)?;
    let manifest = package::member(&mut package, "META-INF/manifest.xml", limits)?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(encrypted());
    }
    let Some(content) = package::member(&mut package, "content.xml", limits)? else {
        return Err(unreadable("it has no content.xml"));
    };
    let mut walk = Walk {
        cells_left: limits.table_cells,
        ..Walk::default()
    };
    let mut reader = Reader::from_reader(content.as_slice());
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(element) => walk.start(&element)?,
            Event::Empty(element) => {
                walk.start(&element)?;
                walk.end(element.name().as_ref(), limits)?;
            }
            Event::End(element) => walk.end(element.name().as_ref(), limits)?,
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => walk.text(c.encode_utf8(&mut [0; 4])),
                _ => walk.text(quick_xml::escape::resolve_xml_entity(&entity).unwrap_or_default()),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    // Without its end, half of the sheets would be taken for all of them.
    if walk.depth > 0 {
        return Err(unreadable("its content.xml is cut short"));
    }
    for sheet in &mut walk.sheets {
        sheet.choices = walk.choices.contains(&sheet.name);
    }
    Ok(Workbook {
        title: None,
        sheets: walk.sheets,
    })
}

/// Elements that stand in a cell or table and are none of its text.
const ASIDE: &[&str] = &[
    "office:annotation",
    "table:shapes",
    "table:tracked-changes",
    "draw:frame",
    "draw:custom-shape",
];

/// Where the reader is.
#[derive(Default)]
struct Walk {
    sheets: Vec<Sheet>,
    /// Open elements.
    depth: usize,
    /// The depth of the outermost open element of [`ASIDE`].
    aside: Option<usize>,
    /// The style being defined, the looks of cells by style, and the styles of hidden tables.
    style: String,
    looks: BTreeMap<String, Look>,
    hidden: BTreeSet<String>,
    /// The sheets that cells of other sheets choose from.
    choices: BTreeSet<String>,
    /// The place of the next cell.
    row: u32,
    column: u32,
    /// How often the row at hand is repeated.
    rows: u32,
    cell: Option<OpenCell>,
    cells_left: usize,
}

/// The cell at hand.
#[derive(Default)]
struct OpenCell {
    repeated: u32,
    span: (u32, u32),
    look: Look,
    /// Its value where the text shown does not tell it: dates.
    value: Option<String>,
    /// The result of a formula that failed.
    failed: bool,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Failure> {
        self.depth += 1;
        let name = element.name();
        if self.aside.is_none() && ASIDE.contains(&name.as_ref()) {
            self.aside = Some(self.depth);
        }
        if self.aside.is_some() {
            return Ok(());
        }
        match name.as_ref() {
            "style:style" => self.style = attribute(element, "style:name")?.unwrap_or_default(),
            "style:text-properties" if attribute(element, "fo:font-weight")?.as_deref() == Some("bold") => {
                self.looks.entry(self.style.clone()).or_default().bold = true;
            }
            "style:table-cell-properties" => {
                let color = attribute(element, "fo:background-color")?.unwrap_or_default();
                let fill = color
                    .strip_prefix('#')
                    .and_then(|color| u32::from_str_radix(color, 16).ok());
                self.looks.entry(self.style.clone()).or_default().fill = fill.filter(|color| *color != 0xff_ffff);
            }
            "style:table-properties" if attribute(element, "table:display")?.as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table:table" => {
                let style = attribute(element, "table:style-name")?.unwrap_or_default();
                self.sheets.push(Sheet {
                    name: attribute(element, "table:name")?.unwrap_or_default(),
                    hidden: self.hidden.contains(&style),
                    ..Sheet::default()
                });
                self.row = 0;
                self.column = 0;
            }
            "table:table-column" => {
                let first = self.column;
                self.column = first.saturating_add(count(element, "table:number-columns-repeated")?);
                let shown = attribute(element, "table:visibility")?.is_none_or(|visibility| visibility == "visible");
                if let (Some(sheet), false) = (self.sheets.last_mut(), shown) {
                    sheet.hidden_columns.push((first, self.column - 1));
                }
            }
            "table:content-validation" => {
                let condition = attribute(element, "table:condition")?.unwrap_or_default();
                let chosen = condition.split_once("cell-content-is-in-list([").map(|(_, list)| list);
                let base = attribute(element, "table:base-cell-address")?.unwrap_or_default();
                let own = sheet_of(&base);
                self.choices
                    .extend(chosen.and_then(sheet_of).filter(|sheet| Some(sheet) != own.as_ref()));
            }
            "table:table-row" => {
                self.rows = count(element, "table:number-rows-repeated")?;
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell = Some(self.open(element)?),
            "text:p" | "text:h" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                    cell.in_paragraph = true;
                }
            }
            "text:line-break" => self.text("\n"),
            "text:tab" | "text:s" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn open(&self, element: &BytesStart<'_>) -> Result<OpenCell, Failure> {
        let style = attribute(element, "table:style-name")?.unwrap_or_default();
        let value_type = attribute(element, "office:value-type")?;
        let own = match value_type.as_deref() {
            // To the minute, and without a time where there is none.
            Some("date") => attribute(element, "office:date-value")?.map(|date| match date.split_once('T') {
                Some((day, time)) if time.starts_with("00:00") => day.to_owned(),
                Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
                None => date,
            }),
            _ => None,
        };
        Ok(OpenCell {
            repeated: count(element, "table:number-columns-repeated")?,
            span: (
                count(element, "table:number-rows-spanned")?,
                count(element, "table:number-columns-spanned")?,
            ),
            look: self.looks.get(&style).copied().unwrap_or_default(),
            value: own,
            failed: attribute(element, "calcext:value-type")?.as_deref() == Some("error"),
            ..OpenCell::default()
        })
    }

    fn text(&mut self, text: &str) {
        if let (Some(cell), None) = (&mut self.cell, self.aside)
            && cell.in_paragraph
        {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str, limits: &Limits) -> Result<(), Failure> {
        if self.aside == Some(self.depth) {
            self.aside = None;
        } else if self.aside.is_none() {
            match name {
                "text:p" | "text:h" => {
                    if let Some(cell) = &mut self.cell {
                        cell.in_paragraph = false;
                    }
                }
                "table:table-cell" | "table:covered-table-cell" => self.close(limits)?,
                "table:table-row" => self.row = self.row.saturating_add(self.rows),
                _ => {}
            }
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }

    /// Puts the cell at hand in all its places.
    fn close(&mut self, limits: &Limits) -> Result<(), Failure> {
        let (Some(cell), Some(sheet)) = (self.cell.take(), self.sheets.last_mut()) else {
            return Ok(());
        };
        let text = cell.value.unwrap_or(cell.text);
        if !text.trim().is_empty() && !cell.failed {
            let count = (cell.repeated as usize).saturating_mul(self.rows as usize);
            self.cells_left = self
                .cells_left
                .checked_sub(count)
                .ok_or_else(|| too_large(limits, Limit::TableCells, "the number of table cells"))?;
            for row in self.row..self.row.saturating_add(self.rows) {
                for column in self.column..self.column.saturating_add(cell.repeated) {
                    sheet.put((row, column), text.clone(), cell.look);
                    let last = (
                        row.saturating_add(cell.span.0 - 1),
                        column.saturating_add(cell.span.1 - 1),
                    );
                    sheet.merge((row, column), last);
                }
            }
        }
        self.column = self.column.saturating_add(cell.repeated);
        Ok(())
    }
}

/// `$Lists.$A$1:.$A$3` → `Lists`; `$'My ''own'' lists'.A1` → `My 'own' lists`.
fn sheet_of(reference: &str) -> Option<String> {
    let reference = reference.trim_start_matches('$');
    let sheet = match reference.strip_prefix('\'') {
        Some(quoted) => quoted.split_once("'.")?.0.replace("''", "'"),
        None => reference.split_once('.')?.0.to_owned(),
    };
    Some(sheet).filter(|sheet| !sheet.is_empty())
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Failure> {
    let Some(attribute) = element.try_get_attribute(name).map_err(unreadable)? else {
        return Ok(None);
    };
    let value = attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .map_err(unreadable)?;
    Ok(Some(value.into_owned()))
}

/// A count that is 1 where nothing is said.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Failure> {
    let value = attribute(element, name)?;
    Ok(value.and_then(|value| value.parse().ok()).unwrap_or(1).max(1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::outcome::FailureKind;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn saved(manifest: &str, styles: &str, tables: &str) -> Result<Workbook, Failure> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let content =
            format!("<office:document-content>{styles}<office:body>{tables}</office:body></office:document-content>");
        for (name, part) in [("META-INF/manifest.xml", manifest), ("content.xml", &content)] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(part.as_bytes()).unwrap();
        }
        read(&zip.finish().unwrap().into_inner(), &Limits::default())
    }

    fn shown(sheet: &Sheet) -> Vec<(u32, u32, &str)> {
        sheet
            .cells
            .iter()
            .map(|(&(row, column), shown)| (row, column, shown.text.as_str()))
            .collect()
    }

    #[test]
    fn cells_keep_their_text_place_and_span() {
        let workbook = saved(
            "",
            r##"<style:style style:name="b"><style:text-properties fo:font-weight="bold"/></style:style>
            <style:style style:name="h"><style:table-properties table:display="false"/></style:style>"##,
            r##"<table:table table:name="A"><table:table-row table:number-rows-repeated="2"><table:table-cell
            table:number-columns-repeated="3"/></table:table-row><table:table-row><table:table-cell
            table:style-name="b" table:number-columns-spanned="2"><office:annotation><text:p>no</text:p></office:annotation>
            <text:p>Data &amp; <text:span>more</text:span></text:p><text:p>second<text:line-break/>third</text:p></table:table-cell>
            <table:covered-table-cell/><table:table-cell office:value-type="date" office:date-value="2024-11-20T00:00:00"><text:p>20.11.24</text:p></table:table-cell>
            <table:table-cell calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row></table:table>
            <table:table table:name="B" table:style-name="h"><table:table-row><table:table-cell
            table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"##,
        )
        .unwrap();
        let [a, b] = workbook.sheets.as_slice() else {
            panic!("two sheets")
        };
        assert_eq!(shown(a), [(2, 0, "Data & more\nsecond\nthird"), (2, 2, "2024-11-20")]);
        assert!(a.cells[&(2, 0)].look.bold && !a.hidden);
        assert_eq!(a.spans[&(2, 0)], (1, 2));
        assert_eq!(shown(b), [(0, 0, "x"), (0, 1, "x")]);
        assert!(b.hidden);
    }

    #[test]
    fn hidden_columns_and_lists_of_choices_are_marked() {
        let validation = |condition: &str| {
            format!("<table:content-validation table:condition=\"{condition}\" table:base-cell-address=\"A.C6\"/>")
        };
        let table = |name: &str, columns: &str| {
            format!(
                "<table:table table:name=\"{name}\">{columns}<table:table-row><table:table-cell><text:p>x</text:p>\
                 </table:table-cell></table:table-row></table:table>"
            )
        };
        let columns = "<table:table-column table:number-columns-repeated=\"2\"/>\
            <table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>";
        let tables = [
            validation("of:cell-content-is-in-list([$'Our ''own'' lists'.$A$1:.$A$3])"),
            validation("of:cell-content-is-in-list([.$B$1:.$B$3])"),
            validation("of:cell-content-is-in-list(&quot;yes&quot;;&quot;no&quot;)"),
            table("A", columns),
            table("Our 'own' lists", ""),
        ];
        let workbook = saved("", "", &tables.concat()).unwrap();
        assert_eq!(workbook.sheets[0].hidden_columns, [(2, 3)]);
        let choices: Vec<bool> = workbook.sheets.iter().map(|sheet| sheet.choices).collect();
        assert_eq!(choices, [false, true]);
    }

    #[test]
    fn a_cell_repeated_without_end_is_too_large() {
        let row = r##"<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">
            <table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>
            </table:table-row></table:table>"##;
        assert_eq!(saved("", "", row).unwrap_err().kind, FailureKind::TooLarge);
        assert_eq!(
            saved("<manifest:encryption-data/>", "", "").unwrap_err().kind,
            FailureKind::Encrypted
        );
    }
}
