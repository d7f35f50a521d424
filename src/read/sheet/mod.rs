//! Workbooks (XLSX, XLSM, XLS, ODS) → tables, a heading over the content of each sheet where there are several.
//!
//! Each format's reader gives [`Sheet`]s of cells with the text that a spreadsheet program shows. [`region`] finds the
//! tables that stand on one sheet, [`table`] gives them the shape of every other format's tables.

mod ods;
mod region;
mod shown;
mod table;
mod workbook;
mod xls;
mod xlsx;

use crate::document::{Block, Document, Format, Line, Role, Style, TextBlock, TextSource, Transcript};
use crate::outcome::{Failure, FailureKind};

use super::Limits;
use workbook::Workbook;

pub(super) use table::blocks;

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
    let all_hidden = sheets.iter().all(|sheet| sheet.hidden);
    sheets.retain(|sheet| !sheet.cells.is_empty() && (all_hidden || !sheet.hidden));
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
    })
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
