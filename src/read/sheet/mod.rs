//! Workbooks (XLSX, XLSM, XLS, ODS) → tables, a heading over the content of each sheet where there are several.
//!
//! Each format's reader gives [`Sheet`]s of cells with the text that a spreadsheet program shows. [`region`] finds the
//! tables that stand on one sheet, [`table`] gives them the shape of every other format's tables.

mod marks;
mod ods;
mod region;
mod shown;
mod table;
mod workbook;
mod xls;
mod xlsx;

use crate::document::{Block, Document, Format, Line, Role, Style, TextBlock, TextSource, Transcript};
use crate::outcome::{Failure, FailureKind};

use super::{Limits, no_text};
use workbook::{Sheet, Workbook};

pub(super) use region::{Extent, regions};
pub(super) use table::blocks;
pub(super) use workbook::Look;

/// Reads a workbook of this format.
pub(super) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Document, Failure> {
    let workbook = match format {
        Format::Xls => xls::read(bytes)?,
        Format::Ods => ods::read(bytes, limits)?,
        _ => xlsx::read(bytes, limits)?,
    };
    document(workbook, format, limits)
}

fn document(workbook: Workbook, format: Format, limits: &Limits) -> Result<Document, Failure> {
    let Workbook { title, mut sheets } = workbook;
    sheets.retain(|sheet| !sheet.cells.is_empty());
    let remarks = remarks(&sheets);
    sheets.retain(|sheet| !sheet.hidden && !sheet.choices);
    if sheets.is_empty() && !remarks.is_empty() {
        return Err(no_text(&format!("nothing is left to read: {}", remarks.join(", "))));
    }
    let several = sheets.len() > 1;
    let mut transcript = Transcript::default();
    let mut blocks = Vec::new();
    for sheet in &sheets {
        if several && !is_default_name(&sheet.name) {
            blocks.extend(heading(&sheet.name, &mut transcript));
        }
        blocks.extend(table::of_sheet(sheet, &mut transcript, limits)?);
    }
    Ok(Document {
        format,
        text_source: TextSource::Markup,
        pages: Vec::new(),
        text: transcript.finish(),
        blocks,
        running: Vec::new(),
        title,
        language: None,
        remarks,
    })
}

/// What a reader of the records should know about sheets that were left out, or that show less than was read.
fn remarks(sheets: &[Sheet]) -> Vec<String> {
    let mut remarks = Vec::new();
    for sheet in sheets {
        let name = &sheet.name;
        if sheet.hidden {
            remarks.push(format!("the sheet `{name}` is hidden: left out"));
        } else if sheet.choices {
            remarks.push(format!(
                "the sheet `{name}` holds the choices of drop-down lists: left out"
            ));
        } else {
            let is_used =
                |&(first, last): &(u32, u32)| sheet.cells.keys().any(|(_, column)| (first..=last).contains(column));
            for (first, last) in sheet.hidden_columns.iter().filter(|run| is_used(run)) {
                let columns = match first == last {
                    true => format!("column {} is", letters(*first)),
                    false => format!("columns {} to {} are", letters(*first), letters(*last)),
                };
                remarks.push(format!("in the sheet `{name}`, {columns} hidden: read all the same"));
            }
        }
    }
    remarks
}

/// A column as spreadsheets name it: 0 is A, 26 is AA.
fn letters(column: u32) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        rest => letters(rest - 1) + &last.to_string(),
    }
}

fn heading(name: &str, transcript: &mut Transcript) -> Option<Block> {
    let text = super::inline::tidy(name);
    (!text.is_empty()).then(|| {
        let location = transcript.push(&text);
        Block::Text(TextBlock {
            role: Role::Heading { level: 1 },
            lines: vec![Line {
                text,
                lead: 0,
                location,
            }],
            style: Style::default(),
        })
    })
}

/// The name that a spreadsheet program gives a new sheet: a word of its language with a number.
fn is_default_name(name: &str) -> bool {
    // Excel, LibreOffice and Google Sheets in the languages of Europe.
    const WORDS: &[&str] = &[
        "arkusz",
        "ark",
        "blad",
        "darblapa",
        "feuil",
        "feuille",
        "foaie",
        "foglio",
        "folha",
        "hárok",
        "hoja",
        "lapas",
        "leht",
        "list",
        "munka",
        "munkalap",
        "planilha",
        "sheet",
        "tabelle",
        "table",
        "taul",
        "taulukko",
        "werkblad",
        "φύλλο",
        "лист",
    ];
    let lower = name.to_lowercase();
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')'));
    word.len() < lower.len() && WORDS.contains(&word)
}

/// A workbook that cannot be read, whatever the reason that its reader gives.
fn unreadable(error: impl std::fmt::Display) -> Failure {
    let message = format!("the workbook is damaged: {error}; open it in a spreadsheet program and save it anew");
    Failure::new(FailureKind::Unreadable, message)
}

fn encrypted() -> Failure {
    let message = "the workbook needs a password; save it without one";
    Failure::new(FailureKind::Encrypted, message)
}

#[cfg(test)]
mod tests;
