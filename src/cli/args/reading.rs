//! What is read, and how: the same for every command that reads documents.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::limits::LimitArgs;

/// What to read.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files and folders; `-` reads paths from standard input, one a line. Of a folder, hidden files and those that a
    /// .gitignore or .ignore file in it names are left out.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read only files of folders that match; may be given again.
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,

    /// Leave out files of folders that match; may be given again.
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,

    /// Read also what ignore files name, and hidden files.
    #[arg(long)]
    pub no_ignore: bool,
}

/// How to read and what to hold it against.
#[derive(Debug, Args)]
pub struct Reading {
    /// Hold every record against this regime, whatever the document says; `ropex rules list` names them.
    #[arg(long, value_name = "ID")]
    pub regime: Option<String>,

    /// The day on which the age of records is judged, as 2024-12-31, or `today`; no age is judged without it, so that
    /// the same files give the same report tomorrow.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<jiff::civil::Date>,

    /// Documents read at once [default: one a core].
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// The reader of PDF.
    #[arg(long, value_name = "READER", default_value = "auto")]
    pub pdf_reader: PdfReader,

    /// Pages of PDF to read by OCR, which takes tesseract: those without readable text, all, or none.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub ocr: OcrMode,

    /// Languages that OCR reads, such as fi+en or, by tesseract's names, chi_sim [default: the document's own].
    #[arg(long, value_name = "LANGS", value_delimiter = '+', value_parser = tesseract_language)]
    pub lang: Vec<String>,

    /// Read PDF and office formats in this process, where a debugger sees it and a bad file ends the run.
    #[arg(long, hide = true)]
    pub no_isolation: bool,

    /// Let the processes that read PDF and office formats use files and network as you may: for a tesseract that does
    /// not run without.
    #[arg(long, hide_short_help = true)]
    pub no_sandbox: bool,

    /// How much of everything one document may take. Last, for its heading stays with whatever follows.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// What was read before.
#[derive(Debug, Args)]
#[command(next_help_heading = "Cache")]
pub struct Cached {
    /// Keep what PDF and office documents were read as in this folder, and read only those that it does not know. Files
    /// that changed are read anew, other rules are applied to what is kept: the output is the same. It holds the texts of
    /// the documents; it may be shared by several runs, and taken away at any time.
    #[arg(long, value_name = "DIR", overrides_with = "no_cache")]
    pub cache: Option<PathBuf>,

    /// Keep nothing and read everything, whatever ropex.toml or a --cache before this says.
    #[arg(long, overrides_with = "cache")]
    pub no_cache: bool,
}

/// Readers of PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PdfReader {
    /// hayro; pdf-extract where that gives no readable text.
    Auto,
    /// hayro only: pages with the place of every glyph.
    Hayro,
    /// pdf-extract only: text without places.
    PdfExtract,
}

/// When to read pages by OCR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OcrMode {
    /// Pages without text, and those whose fonts do not tell what their glyphs stand for.
    Auto,
    /// All pages, whatever text they have.
    Always,
    /// None: a scan is a failure, no_text.
    Never,
}

/// A date, or the day that it is.
pub(in crate::cli) fn day(text: &str) -> Result<jiff::civil::Date, String> {
    if text == "today" {
        return Ok(jiff::Zoned::now().date());
    }
    text.parse()
        .map_err(|_| "is no date such as 2024-12-31, and not `today`".to_owned())
}

/// A name of tesseract's: `fin`, `chi_sim`, `script/Cyrillic`.
fn tesseract_language(word: &str) -> Result<String, String> {
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '/');
    match word.is_empty() || !word.chars().all(known) {
        true => Err("wants names as `tesseract --list-langs` gives them, joined by +".to_owned()),
        false => Ok(word.to_owned()),
    }
}
