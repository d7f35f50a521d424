//! What a record lacks, or what an auditor would ask about it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Provenance;

/// Something that the record lacks, or that an auditor would ask about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Gap {
    /// A code that never changes; `ropex explain CODE` tells about it.
    pub code: String,
    /// What kind of gap.
    pub kind: GapKind,
    /// Field id.
    pub field: String,
    /// How grave.
    pub severity: Severity,
    /// In words: "not stated", "stated as none", "stated but unclear".
    pub message: String,
    /// The provision that asks for it.
    pub law: String,
    /// Where it shows; `null` for what is nowhere.
    pub provenance: Option<Provenance>,
    /// The words that it rests on; of a contradiction both sides. Absent where the field's own text is all there is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Quote>,
    /// Whether a baseline knows it; absent without a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// An entry of `ropex.toml` sets it aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignored: Option<Ignored>,
}

impl Gap {
    /// It waits for somebody: no baseline knows it, and nobody set it aside. Only such gaps fail a check.
    pub fn is_open(&self) -> bool {
        is_open(self.ignored.as_ref(), self.baseline)
    }
}

/// What is said of a finding leaves it waiting for somebody.
pub(crate) fn is_open(ignored: Option<&Ignored>, baseline: Option<Baseline>) -> bool {
    ignored.is_none() && baseline != Some(Baseline::Known)
}

/// Whether a gap was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// The baseline does not name it.
    New,
    /// It does.
    Known,
}

/// Why and until when a gap is set aside, as `ropex.toml` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ignored {
    /// Why.
    pub reason: String,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The last day on which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

/// Words that a finding rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Quote {
    /// Field id that they stand under.
    pub field: String,
    /// As written: the sentence or line, shortened where it is long.
    pub text: String,
    /// The record that they stand in, where it is another one of the same file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Where.
    pub provenance: Option<Provenance>,
}

/// Kinds of gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// No heading and no text gives it.
    Missing,
    /// Its heading stands there with nothing under it.
    Empty,
    /// A placeholder or an instruction of the form stands there.
    Placeholder,
    /// It only points to a place that the reader of the record may not reach.
    ReferenceOnly,
    /// The answer is withheld.
    Redacted,
    /// "None" stands where the law wants a value.
    StatedAsNone,
    /// It stands on a scan that OCR is not sure to have read right.
    Unsure,
    /// It is stated in words that say too little.
    Vague,
    /// Something else in the record, or in another one of the file, says the contrary.
    Contradicted,
    /// What stands there answers another question.
    Misplaced,
    /// A part of it is stated, and what belongs to it is not.
    Incomplete,
    /// It rests on a law or a date that time has passed by.
    Stale,
    /// Whoever it is for cannot get at it.
    Unreachable,
    /// It says more than it should, or what another text says word for word.
    Doubtful,
    /// An entry of `ropex.toml` whose last day is over.
    Expired,
    /// An entry of `ropex.toml` that is for no finding.
    Unused,
}

/// How grave a gap is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Conditional and not known to hold, or good practice.
    Note,
    /// Where possible, or a likely defect.
    Warning,
    /// A mandatory element, or one whose condition is known to hold.
    Error,
}

impl Severity {
    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
