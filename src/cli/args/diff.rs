//! Arguments of `diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
