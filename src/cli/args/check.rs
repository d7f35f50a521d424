//! Arguments of `check`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::reading::{Cached, InputArgs, Reading};
use super::report::{self, Report, ReportFormat};
use crate::record::Severity;

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

impl Check {
    /// The formats of all reports that are asked for.
    pub fn formats(&self) -> impl Iterator<Item = ReportFormat> {
        self.reports.iter().map(|report| report.format).chain([self.format])
    }
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
