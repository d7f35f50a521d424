//! Arguments of `inspect`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::reading::Reading;

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
