//! Which reports, and where to.

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Deserialize;

/// Formats of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportFormat {
    /// For a terminal.
    Text,
    /// One JSON object.
    Json,
    /// For a pull request.
    Markdown,
    /// One page for a browser, with everything in it.
    Html,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for the test pages of CI servers.
    Junit,
    /// Annotations of a GitHub workflow, and its job summary.
    Github,
    /// GitLab's code quality.
    Gitlab,
    /// A row a finding.
    Csv,
    /// A workbook: records, findings, unread documents.
    Xlsx,
}

/// A report into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// In which format.
    pub format: ReportFormat,
    /// Where to.
    pub path: PathBuf,
}

/// `FORMAT=PATH`, taken apart.
pub(in crate::cli) fn parsed(argument: &str) -> Result<Report, String> {
    let (format, path) = argument
        .split_once('=')
        .ok_or("FORMAT=PATH is wanted, such as html=report.html")?;
    let format = ReportFormat::from_str(format, false).map_err(|_| {
        let formats = ReportFormat::value_variants()
            .iter()
            .filter_map(|format| format.to_possible_value());
        let names: Vec<String> = formats.map(|format| format.get_name().to_owned()).collect();
        format!("no format is called `{format}`; there are {}", names.join(", "))
    })?;
    match path {
        "" => Err("the path is missing after `=`".to_owned()),
        path => Ok(Report {
            format,
            path: PathBuf::from(path),
        }),
    }
}
