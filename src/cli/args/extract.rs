//! Arguments of `extract`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::reading::{Cached, InputArgs, Reading};

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
