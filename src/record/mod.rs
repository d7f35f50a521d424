//! The output contract: a normalized record with its fields, gaps and where each came from.
//!
//! These types *are* the contract: `ropex schema record` prints the JSON Schema that is made from them.

mod gap;
mod value;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Location;
use crate::outcome::Source;

pub(crate) use gap::is_open;
pub use gap::{Baseline, Gap, GapKind, Ignored, Quote, Severity};
pub use value::{
    Answer, Date, LegalBases, Parties, Party, Period, Precision, Retention, RetentionKind, Rights, Transfers, Value,
};

/// The `schema` of every line of output. Fields may be added under the same name; none changes its meaning.
pub const SCHEMA: &str = "ropex/record/1";

/// One record of processing, notice or assessment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Record {
    /// 16 hexadecimal digits of the file's hash, a hyphen, and the record's index.
    pub id: String,
    /// The file that it stands in.
    pub source: Source,
    /// Which record of that file it is.
    pub record: Extent,
    /// Its language.
    pub language: Language,
    /// The id of the form that it follows, where one was recognised.
    pub template: Option<String>,
    /// The law that it was held against.
    pub regime: Option<Regime>,
    /// Fields by id, those that the document gives; a field that is missing is not listed, its gap is.
    pub fields: BTreeMap<String, Field>,
    /// Headings that no rule knows, with what stands under them.
    pub unmapped: Vec<Unmapped>,
    /// What is missing, empty, a placeholder or stands elsewhere.
    pub gaps: Vec<Gap>,
}

/// Which record of a file, and where.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Extent {
    /// 1-based.
    pub index: usize,
    /// Records in the file.
    pub count: usize,
    /// Pages and lines that it covers.
    pub location: Span,
}

/// Pages and lines that something covers, 1-based, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, JsonSchema)]
pub struct Span {
    /// First and last page, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<(u32, u32)>,
    /// First and last line of the text as read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<(u32, u32)>,
}

/// The language of a record.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Language {
    /// BCP 47; `und` where it could not be told.
    pub code: String,
    /// Whether body text and headings leave no doubt.
    pub reliable: bool,
    /// Other languages that stretches or headings of it are in.
    pub also: Vec<String>,
}

/// The law that a record was held against, and why that one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Regime {
    /// Id of a rule file under `regimes/`.
    pub id: String,
    /// What in the document, or which option, decided it.
    pub why: String,
}

/// What a record says of one field.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Field {
    /// Whether it answers.
    pub status: Status,
    /// As written: white space tidied, mark-up gone, paragraphs kept.
    pub text: String,
    /// The items of a list or the lines of a value, as written.
    pub items: Vec<String>,
    /// The normalized value, where the field's type has one and the text gives it.
    pub value: Option<Value>,
    /// It stands once for several records, outside this one.
    pub inherited: bool,
    /// A placeholder or an instruction of the form stands there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub placeholder: bool,
    /// Every place that it was taken from, in order.
    pub provenance: Vec<Provenance>,
}

#[cfg(test)]
impl Field {
    /// A field that a text answers, and nothing is known of besides.
    pub(crate) fn answered(text: &str) -> Field {
        Field {
            status: Status::Present,
            text: text.to_owned(),
            items: Vec::new(),
            value: None,
            inherited: false,
            placeholder: false,
            provenance: Vec::new(),
        }
    }
}

/// Whether and how a field is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A substantive value stands there.
    Present,
    /// The record says itself that there is none, or that it does not apply.
    NotApplicable,
    /// The value only points elsewhere.
    ReferenceOnly,
    /// The answer is withheld.
    Redacted,
    /// The heading stands there with nothing, a placeholder or the form's own instruction under it.
    Empty,
}

impl Status {
    /// Its name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Status::Present => "present",
            Status::NotApplicable => "not_applicable",
            Status::ReferenceOnly => "reference_only",
            Status::Redacted => "redacted",
            Status::Empty => "empty",
        }
    }
}

/// Where a value stands and which rule found it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Provenance {
    /// The heading or label as written; absent where the text itself told the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// 1-based page that the value begins on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// [x, y, width, height] in points, origin at the page's top left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rect: Option<[f32; 4]>,
    /// First and last line of the text as read, 1-based, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<(u32, u32)>,
    /// First character and the one after the last, 0-based Unicode scalars of the text as read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chars: Option<(usize, usize)>,
    /// How sure OCR is of it, 0 to 100, line by line the least; absent where the document's own text was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// The rule, as `file#key[index]` below the rules' root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How the rule found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

impl Provenance {
    /// A bare place.
    pub fn at(location: &Location) -> Provenance {
        Provenance {
            heading: None,
            page: location.page,
            rect: location
                .rect
                .map(|r| [r.x, r.y, r.width, r.height].map(|v| (v * 10.0).round() / 10.0)),
            lines: location.lines,
            chars: location.chars,
            confidence: location.confidence,
            rule: None,
            evidence: None,
        }
    }
}

/// How a rule found a field: a word with a meaning, in falling order of strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The heading is one of a recognised form.
    Template,
    /// The heading is a phrase of the rules, but for case, numbering and punctuation.
    Phrase,
    /// A pattern of the rules matched the heading or the text.
    Pattern,
    /// The heading holds the words of a phrase of the rules, with others beside them.
    Similar,
}

/// A heading that no rule knows.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Unmapped {
    /// As written.
    pub heading: String,
    /// What stands under it.
    pub text: String,
    /// Where.
    pub provenance: Provenance,
    /// The fields whose phrases come nearest, the nearest first.
    pub nearest: Vec<Nearest>,
}

/// A field that a heading comes near to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Nearest {
    /// Field id.
    pub field: String,
    /// Its phrase that comes near.
    pub phrase: String,
}
