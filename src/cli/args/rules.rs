//! Arguments of `ropex rules`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{InputArgs, Reading};

/// What to do with the rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List fields, languages, templates and regimes.
    List,

    /// Show how many phrases and cases each field has in each language.
    #[command(after_help = "\
Examples:
  ropex rules coverage                      a row a field, a column a language
  ropex rules coverage --language is        one language: where its phrases come from, and its cases
  ropex rules coverage --format csv > c.csv for a spreadsheet")]
    Coverage(Coverage),

    /// Tell whether the files are sound.
    Check,

    /// Run the cases that stand beside the rules.
    #[command(after_help = "\
A case that does not hold is shown with its place; the exit code is then 1.

Examples:
  ropex rules test                 the built-in rules
  ropex rules test --rules mine/   with yours laid over them")]
    Test,

    /// List headings that no rule knows, by how often they occur, with the fields that they come near to.
    #[command(after_help = "\
What to do with it:
  1. ropex rules suggest registers/                  look at the headings
  2. ropex rules suggest registers/ --output mine    have them written as rules, each with a case
  3. look through mine/languages/*.toml: a row stands where a phrase of the field is near and nothing
     else in the record is that field; the others are comments, for you to decide. Delete what is wrong
  4. ropex rules test --rules mine                   do they do what their cases say?
  5. ropex check registers/ --rules mine             use them")]
    Suggest(Box<Suggest>),

    /// Start a file of rules, with its cases, to be filled in. Nothing is overwritten.
    #[command(after_help = "\
Examples:
  ropex rules new language en --rules mine         adds to a language that ropex knows
  ropex rules new language mk --rules mine         a language that it does not know
  ropex rules new template our-form --rules mine   a form that your organisation fills in
  ropex rules new regime kvkk --rules mine         a law

Then: ropex rules check --rules mine")]
    New(New),
}

/// Arguments of `rules coverage`.
#[derive(Debug, Args)]
pub struct Coverage {
    /// Show this language alone, by where its phrases come from.
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,

    /// Format of the table.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TableFormat,
}

/// Arguments of `rules suggest`.
#[derive(Debug, Args)]
pub struct Suggest {
    /// What to read.
    #[command(flatten)]
    pub inputs: InputArgs,

    /// Leave out headings that occur fewer times.
    #[arg(long, value_name = "N", default_value = "1")]
    pub at_least: NonZeroUsize,

    /// Format of the list.
    #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "output")]
    pub format: SuggestFormat,

    /// Write rules and cases into this new folder, to be looked through and named with --rules.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,

    /// How to read it.
    #[command(flatten)]
    pub reading: Reading,
}

/// Arguments of `rules new`.
#[derive(Debug, Args)]
pub struct New {
    /// What it is.
    pub kind: NewKind,

    /// Its name: a language's code (is, pt), else lower case letters, digits and hyphens.
    #[arg(value_parser = name)]
    pub name: String,
}

/// Kinds of rule files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// How documents in a language are written.
    Language,
    /// A form that is filled in.
    Template,
    /// A law.
    Regime,
}

/// Formats of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For a terminal.
    Text,
    /// One JSON array.
    Json,
    /// For a page of documentation.
    Markdown,
    /// For a spreadsheet.
    Csv,
}

/// Formats of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SuggestFormat {
    /// For a person.
    Text,
    /// One JSON object.
    Json,
    /// Rows of rule files, each with its case.
    Toml,
}

/// A name that is a file's on every system, and the same as in the file.
fn name(word: &str) -> Result<String, String> {
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    match word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(known) {
        true => Ok(word.to_owned()),
        false => Err("wants lower case letters, digits and hyphens, a letter first".to_owned()),
    }
}
