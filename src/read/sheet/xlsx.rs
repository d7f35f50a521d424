//! XLSX and XLSM: cells with their styles, which say how numbers are shown and what is bold.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};

use crate::outcome::{Failure, FailureKind};

use super::super::archive::package;
use super::super::bounds::too_large;
use super::super::{Limit, Limits};
use super::workbook::{Look, Sheet, Workbook};
use super::{encrypted, marks, shown, unreadable};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Failure> {
    // Its limits hold for what is unpacked below, too.
    let mut marks = marks::of(&mut package::open(bytes, limits)?, limits)?;
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(failure)?;
    let mut workbook = Workbook {
        // Properties that are damaged are no reason to leave the sheets unread.
        title: file.workbook_properties().ok().and_then(|properties| properties.title),
        sheets: Vec::new(),
    };
    let listed: Vec<calamine::Sheet> = file
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .cloned()
        .collect();
    let mut count = 0;
    for listed in listed {
        let mut sheet = Sheet {
            hidden: listed.visible != SheetVisible::Visible,
            name: listed.name,
            ..Sheet::default()
        };
        match cells(&mut file, &mut sheet, limits.table_cells - count) {
            Ok(()) => {}
            Err(CellsError::TooMany) => {
                return Err(too_large(limits, Limit::TableCells, "the number of table cells"));
            }
            Err(CellsError::Xlsx(XlsxError::NotAWorksheet(_))) => continue,
            Err(CellsError::Xlsx(error)) => return Err(failure(error)),
        }
        count += sheet.cells.len();
        sheet.hidden_columns = marks
            .get_mut(&sheet.name)
            .map(|marks| std::mem::take(&mut marks.hidden_columns))
            .unwrap_or_default();
        workbook.sheets.push(sheet);
    }
    for (name, marks) in marks {
        let mut lists = marks::sheets_of(&marks.choices, file.defined_names());
        lists.remove(&name);
        for sheet in workbook.sheets.iter_mut().filter(|sheet| lists.contains(&sheet.name)) {
            sheet.choices = true;
        }
    }
    Ok(workbook)
}

enum CellsError {
    Xlsx(XlsxError),
    TooMany,
}

impl From<XlsxError> for CellsError {
    fn from(error: XlsxError) -> CellsError {
        CellsError::Xlsx(error)
    }
}

/// Reads the cells one by one: a sheet's extent, as declared, may be all 17 thousand million of them.
fn cells(file: &mut Xlsx<Cursor<&[u8]>>, sheet: &mut Sheet, most: usize) -> Result<(), CellsError> {
    let name = sheet.name.clone();
    let mut reader = file.worksheet_cells_reader(&name)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let style = reader.styles().get(style);
        let format = style.and_then(|style| style.number_format.as_ref());
        let format = format.map_or("General", |format| format.format_code.as_str());
        let text = match cell.get_value() {
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::Int(number) => shown::number(*number as f64, format),
            DataRef::Float(number) => shown::number(*number, format),
            DataRef::DateTime(moment) => shown::moment(moment, format),
            DataRef::Bool(yes) => shown::truth(*yes).to_owned(),
            // A formula that gave no result says nothing.
            DataRef::Error(_) | DataRef::Empty => String::new(),
        };
        sheet.put(cell.get_position(), text, style.map(look).unwrap_or_default());
        if sheet.cells.len() > most {
            return Err(CellsError::TooMany);
        }
    }
    drop(reader);
    for merged in file.merge_cells_by_sheet_name(&name)? {
        sheet.merge(merged.start, merged.end);
    }
    Ok(())
}

fn look(style: &Style) -> Look {
    let color = style
        .fill
        .as_ref()
        .filter(|fill| fill.is_visible())
        .and_then(|fill| fill.get_color());
    Look {
        bold: style.font.as_ref().is_some_and(|font| font.is_bold()),
        fill: color.filter(|color| !color.is_white()).map(|color| color.to_argb()),
    }
}

fn failure(error: XlsxError) -> Failure {
    match error {
        XlsxError::Password => encrypted(),
        XlsxError::Unrecognized { typ: "sheet:type", .. } => {
            let message = "the workbook holds a sheet of macros from before 1995; save it as .xlsx, which has none";
            Failure::new(FailureKind::Unreadable, message)
        }
        error => unreadable(error),
    }
}
