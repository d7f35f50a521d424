//! The arguments, and the help that teaches them.

mod check;
mod diff;
mod extract;
mod inspect;
mod limits;
pub(in crate::cli) mod reading;
pub(in crate::cli) mod report;
mod rules;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::isolate::confine::Reach;
use crate::rules::{Errors, PhraseSource, Rules};

pub use check::{Check, FailOn};
pub use diff::{Diff, DiffFormat};
pub use extract::{Extract, RecordFormat};
pub use inspect::{Inspect, Stage};
pub use limits::LimitArgs;
pub use reading::{Cached, InputArgs, OcrMode, PdfReader, Reading};
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

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// A line of `ropex extract`.
    Record,
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
