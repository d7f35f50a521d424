//! The arguments, and the help that teaches them.

mod limits;
pub(in crate::cli) mod report;
mod rules;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

use crate::isolate::confine::Reach;
use crate::record::Severity;
use crate::rules::{Errors, PhraseSource, Rules};

pub use limits::LimitArgs;
pub use report::{Report, ReportFormat};
pub use rules::{Coverage, New, NewKind, RulesCommand, Suggest, SuggestFormat, TableFormat};

/// Reads records of processing, privacy notices and impact assessments; gives normalized records and a gap report.
#[derive(Debug, Parser)]
#[command(
    name = "ropex",
    disable_version_flag = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
#[command(after_help = "\
Examples:
  ropex check registers/                     what do these records lack?
  ropex extract registers/ > records.jsonl   their fields, normalized, one record a line
  ropex explain G001                         what does this finding mean?

Exit codes: 0 done, 1 gaps at or above --fail-on, 2 could not run, 3 some documents unread, 130 interrupted.")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Options that every command takes.
    #[command(flatten)]
    pub everywhere: Everywhere,

    /// Print the version and the hash of the rules in force.
    #[arg(short = 'V', long)]
    pub version: bool,

    /// With --version, also what this machine holds the processes to that read PDF and office formats.
    #[arg(short, long, requires = "version")]
    pub verbose: bool,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Everywhere {
    /// Rules of your own: a folder laid out like the built-in one, whose files replace or extend those of the same path.
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Option<PathBuf>,

    /// Leave out the phrases of headings that come from here; may be given again. What rests on having seen these very
    /// documents is what changes with `--without-origin seen`.
    #[arg(long, global = true, value_name = "ORIGIN", hide_short_help = true, value_parser = origin)]
    pub without_origin: Vec<PhraseSource>,

    /// When to colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Say nothing on standard error but errors.
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

impl Everywhere {
    /// The rules in force.
    ///
    /// # Errors
    ///
    /// All errors of all rule files.
    pub fn load(&self) -> Result<Rules, Errors> {
        Rules::load_without(self.rules.as_deref(), &self.without_origin)
    }
}

/// A list that phrases stand in: `law`, `seen`.
fn origin(word: &str) -> Result<PhraseSource, String> {
    let named = PhraseSource::ALL.into_iter().find(|source| source.name() == word);
    named.ok_or_else(|| format!("wants one of {}", PhraseSource::ALL.map(PhraseSource::name).join(", ")))
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Give the records of documents with their fields, normalized, and where each value stands.
    #[command(after_help = "\
Examples:
  ropex extract register.pdf                      one JSON line a record, on standard output
  ropex extract registers/ -o out/                out/records.jsonl and out/summary.json
  ropex extract registers/ --format csv > r.csv   one row a record, for a spreadsheet
  ropex extract registers/ --cache ~/.cache/ropex  read only what is new or changed since the last time
  find . -name '*.pdf' | ropex extract -          paths from standard input, one a line")]
    Extract(Extract),

    /// Hold records against the law that they are under, and report what they lack.
    #[command(after_help = "\
Examples:
  ropex check registers/                              the report, for a person
  ropex check registers/ --report html=report.html    a page to look at besides, with the texts
  ropex check registers/ --format markdown            the same for a pull request
  ropex check registers/ --format github --report sarif=ropex.sarif
                                                      annotations for the run, a log for code scanning
  ropex check registers/ --fail-on warning            exit code 1 for warnings too
  ropex check registers/ --baseline known.json --update-baseline
                                                      from now on, fail for what is new only
  ropex check registers/ --baseline known.json --changed-since origin/main
                                                      in a pull request: new uploads only
  ropex check notice.html --regime gdpr-13-14         held against a law of your choice

Exit codes: 0 nothing at or above --fail-on, 1 gaps at or above it, 3 some documents unread (outranks 1).")]
    Check(Check),

    /// Compare the records of two runs, field by field.
    #[command(after_help = "\
Examples:
  ropex extract registers/ -o before/      then edit, or change the rules
  ropex extract registers/ -o after/
  ropex diff before/ after/                fields that came, went or changed; gaps closed and opened
  ropex diff before/ after/ --format html > diff.html

A record is the same one by its document's path, else by the document's bytes, else by its title.
Exit codes: 0 done, 1 with --exit-code where anything differs, 2 could not run.")]
    Diff(Diff),

    /// Show what one stage made of a document, to see why a value was or was not found.
    #[command(after_help = "\
Examples:
  ropex inspect register.pdf --stage outline   headings, entries and tables as they were understood
  ropex inspect register.pdf --stage mapping   which heading is which field, and by which rule")]
    Inspect(Inspect),

    /// Explain a finding's code, a field, a regime, or a kind of failure.
    #[command(after_help = "\
Examples:
  ropex explain G001        a finding
  ropex explain retention   a field: what it means, how it is headed, which law asks for it
  ropex explain gdpr-30-1   a regime: what it asks for
  ropex explain no_text     why a document could not be read, and what to do")]
    Explain {
        /// A code, the id of a field or a regime, or a kind of failure.
        word: String,
    },

    /// Look at the rules in force, and make rules of your own.
    #[command(after_help = "\
Examples:
  ropex rules list                              languages, templates and regimes, with their sizes
  ropex rules coverage                          which field has how many phrases, by language
  ropex rules suggest registers/                headings that no rule knows, and the fields they come near to
  ropex rules suggest registers/ --output mine  the same as rules of your own, to be looked through
  ropex rules new language is --rules mine      a file to begin with
  ropex rules check --rules mine                are the files sound?
  ropex rules test --rules mine                 do they do what their cases say?
  ropex check registers/ --rules mine           use them

All of it with one worked example: docs/rules.md")]
    Rules {
        /// What to do with them.
        #[command(subcommand)]
        command: RulesCommand,
    },

    /// Print the JSON Schema of the output.
    #[command(after_help = "Example:\n  ropex schema record > record.schema.json")]
    Schema {
        /// Of what: `record` is a line of `ropex extract`.
        what: Schema,
    },

    /// Print completions for a shell.
    #[command(after_help = "Example:\n  ropex completions bash > ~/.local/share/bash-completion/completions/ropex")]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },

    /// Read documents for a parent process.
    #[command(hide = true)]
    Worker {
        /// Most memory that it may use.
        #[arg(long)]
        memory_bytes: Option<u64>,

        /// What it can reach beside its parent.
        #[arg(long, default_value = "nothing")]
        reach: Reach,

        /// Read nothing, and tell what it really can and cannot do, tried in this empty folder.
        #[arg(long, value_name = "DIR", requires = "memory_bytes")]
        trial: Option<PathBuf>,
    },
}

/// Arguments of `extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// What to read.
    #[command(flatten)]
    pub inputs: InputArgs,

    /// Write records and a summary into this folder, not to standard output. Files appear whole or not at all; what was
    /// broken off goes on when the same command is given again.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,

    /// Begin anew where a run into the folder was broken off.
    #[arg(long, requires = "output")]
    pub force: bool,

    /// Format of the records.
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    pub format: RecordFormat,

    /// How to read it.
    #[command(flatten)]
    pub reading: Reading,

    /// What was read before.
    #[command(flatten)]
    pub cached: Cached,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// What to read.
    #[command(flatten)]
    pub inputs: InputArgs,

    /// Severity from which on gaps make the exit code 1.
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: FailOn,

    /// Format of the report on standard output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,

    /// Write a report into a file too, such as html=report.html; may be given again, once a format and file. Files
    /// appear whole or not at all.
    #[arg(long = "report", value_name = "FORMAT=PATH", value_parser = report::parsed)]
    pub reports: Vec<Report>,

    /// How to read it.
    #[command(flatten)]
    pub reading: Reading,

    /// What was read before.
    #[command(flatten)]
    pub cached: Cached,

    /// What was said before.
    #[command(flatten)]
    pub before: Before,
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

/// What was said of documents and their findings before.
#[derive(Debug, Args)]
#[command(next_help_heading = "In pipelines")]
pub struct Before {
    /// Findings that this file knows are marked, and do not count for --fail-on.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write what is found into the baseline: from now on it is known. The exit code is that of a check without gaps.
    #[arg(long, conflicts_with = "changed_since")]
    pub update_baseline: bool,

    /// Check only files that git says came or changed since this revision, committed or not.
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,

    /// Options and ignored findings, in place of the ropex.toml of this folder or of one above it in the repository.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Read no ropex.toml.
    #[arg(long)]
    pub no_config: bool,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier run: records.jsonl, or the folder that `ropex extract -o` wrote it into.
    #[arg(value_name = "OLD")]
    pub old: PathBuf,

    /// The later run.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,

    /// Format of the comparison.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,

    /// End with exit code 1 where anything differs.
    #[arg(long)]
    pub exit_code: bool,
}

impl Check {
    /// The formats of all reports that are asked for.
    pub fn formats(&self) -> impl Iterator<Item = ReportFormat> {
        self.reports.iter().map(|report| report.format).chain([self.format])
    }
}

/// Arguments of `inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// The document.
    pub file: PathBuf,

    /// After which stage.
    #[arg(long, default_value = "outline")]
    pub stage: Stage,

    /// How to read it.
    #[command(flatten)]
    pub reading: Reading,
}

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

    /// Read PDF in this process, where a debugger sees it and a bad file ends the run.
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

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that wants it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Formats of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// JSON Lines.
    Jsonl,
    /// One JSON array.
    Json,
    /// One row a record.
    Csv,
}

/// Formats of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal.
    Text,
    /// One JSON object.
    Json,
    /// For a pull request.
    Markdown,
    /// One page for a browser.
    Html,
}

/// The least severity that fails a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Mandatory elements only.
    Error,
    /// Also what the law wants where possible, and likely defects.
    Warning,
    /// Anything.
    Note,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The least severity, where there is one.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Note => Some(Severity::Note),
            FailOn::Never => None,
        }
    }
}

/// Stages whose result can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Blocks in reading order.
    Document,
    /// Sections, entries and tables.
    Outline,
    /// Where each record begins and ends.
    Records,
    /// Which heading is which field, by which rule.
    Mapping,
}

impl From<Stage> for crate::Stage {
    fn from(stage: Stage) -> crate::Stage {
        match stage {
            Stage::Document => crate::Stage::Document,
            Stage::Outline => crate::Stage::Outline,
            Stage::Records => crate::Stage::Records,
            Stage::Mapping => crate::Stage::Mapping,
        }
    }
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// A line of `ropex extract`.
    Record,
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
