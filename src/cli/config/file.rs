//! The shape of `ropex.toml`.

use std::path::PathBuf;

use serde::Deserialize;
use serde_spanned::Spanned;

use crate::cli::args::{FailOn, OcrMode, ReportFormat};

/// A text with its place.
pub(super) type Text = Spanned<String>;

/// `ropex.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Defaults of `ropex check`; what the command line says comes first.
    #[serde(default)]
    pub(super) check: CheckTable,
    /// Regimes of some documents; the first entry that holds for a document counts.
    #[serde(default, rename = "regime")]
    pub(super) regimes: Vec<RegimeEntry>,
    /// Findings set aside.
    #[serde(default, rename = "ignore")]
    pub(super) ignores: Vec<Spanned<IgnoreEntry>>,
}

/// `[check]`: keys as the options are called, paths from the folder of the file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckTable {
    #[serde(default)]
    pub(super) fail_on: Option<FailOn>,
    #[serde(default)]
    pub(super) format: Option<ReportFormat>,
    /// `FORMAT=PATH` each.
    #[serde(default)]
    pub(super) reports: Vec<Text>,
    #[serde(default)]
    pub(super) rules: Option<PathBuf>,
    #[serde(default)]
    pub(super) baseline: Option<PathBuf>,
    #[serde(default)]
    pub(super) cache: Option<PathBuf>,
    #[serde(default)]
    pub(super) regime: Option<Text>,
    /// A date, or `today`.
    #[serde(default)]
    pub(super) as_of: Option<Spanned<toml::Value>>,
    #[serde(default)]
    pub(super) include: Vec<String>,
    #[serde(default)]
    pub(super) exclude: Vec<String>,
    #[serde(default)]
    pub(super) ocr: Option<OcrMode>,
    #[serde(default)]
    pub(super) lang: Vec<String>,
    #[serde(default)]
    pub(super) limits: Limits,
}

/// `[check.limits]`: as the options are called, in their units.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    #[serde(default)]
    pub(super) timeout: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) memory: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) max_file_mib: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) max_pages: Option<usize>,
    #[serde(default)]
    pub(super) max_ocr_pages: Option<usize>,
    #[serde(default)]
    pub(super) max_text_mib: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) max_page_text_mib: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) max_table_cells: Option<usize>,
    #[serde(default)]
    pub(super) max_nesting: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) max_members: Option<usize>,
    #[serde(default)]
    pub(super) max_unpacked_mib: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) max_unpacked_ratio: Option<u64>,
    #[serde(default)]
    pub(super) max_archive_depth: Option<Spanned<u64>>,
}

/// `[[regime]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegimeEntry {
    /// A glob.
    pub(super) path: Text,
    /// Of the regime.
    pub(super) id: Text,
}

/// `[[ignore]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IgnoreEntry {
    pub(super) code: Text,
    #[serde(default)]
    pub(super) path: Option<Text>,
    #[serde(default)]
    pub(super) field: Option<Text>,
    #[serde(default)]
    pub(super) record: Option<String>,
    pub(super) reason: Text,
    #[serde(default)]
    pub(super) owner: Option<String>,
    /// A date, with or without quotes.
    #[serde(default)]
    pub(super) expires: Option<Spanned<toml::Value>>,
}
