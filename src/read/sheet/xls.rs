//! XLS: the binary workbooks of Excel 5 to 2003. The reader gives values, dates and merged cells, and no styles.

use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};

use crate::outcome::Failure;

use super::workbook::{Look, Sheet, Workbook};
use super::{encrypted, shown, unreadable};

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Failure> {
    let mut file = Xls::new(Cursor::new(bytes)).map_err(failure)?;
    let mut workbook = Workbook {
        title: file.workbook_properties().ok().and_then(|properties| properties.title),
        sheets: Vec::new(),
    };
    for listed in file.sheets_metadata().to_vec() {
        if listed.typ != SheetType::WorkSheet {
            continue;
        }
        let range = file.worksheet_range(&listed.name).map_err(failure)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Sheet {
            hidden: listed.visible != SheetVisible::Visible,
            ..Sheet::default()
        };
        for (row, column, value) in range.used_cells() {
            let text = match value {
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
                Data::Int(number) => number.to_string(),
                Data::Float(number) => shown::number(*number, "General"),
                Data::DateTime(moment) => shown::moment(moment, "General"),
                Data::Bool(yes) => shown::truth(*yes).to_owned(),
                Data::Error(_) | Data::Empty => String::new(),
            };
            sheet.put((top + row as u32, left + column as u32), text, Look::default());
        }
        for merged in file.merge_cells_by_sheet_name(&listed.name).unwrap_or_default() {
            sheet.merge(merged.start, merged.end);
        }
        sheet.name = listed.name;
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

fn failure(error: XlsError) -> Failure {
    match error {
        XlsError::Password => encrypted(),
        error => unreadable(error),
    }
}
