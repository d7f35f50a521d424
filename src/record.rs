//! The output contract: a normalized record with its fields, gaps and where each came from.
//!
//! These types *are* the contract: `ropex schema record` prints the JSON Schema that is made from them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::Location;
use crate::outcome::Source;

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
        self.ignored.is_none() && self.baseline != Some(Baseline::Known)
    }
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

/// A normalized value, by the field's type.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// For fields of type `date`.
    Date(Date),
    /// For fields of type `duration`.
    Retention(Retention),
    /// For fields of type `party`.
    Parties(Parties),
    /// For fields of type `country`.
    Transfers(Transfers),
    /// For fields of type `legal_basis`.
    LegalBases(LegalBases),
    /// For fields of type `rights`.
    Rights(Rights),
    /// For fields of type `answer`.
    Answer(Answer),
}

impl Value {
    /// The value holds this code: a legal basis, a right, a country.
    pub fn holds(&self, code: &str) -> bool {
        let list = match self {
            Value::LegalBases(bases) => &bases.codes,
            Value::Rights(rights) => &rights.rights,
            Value::Transfers(transfers) => &transfers.countries,
            _ => return false,
        };
        list.iter().any(|held| held == code)
    }
}

/// A calendar date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Date {
    /// ISO 8601, as precise as written: `2024`, `2024-01` or `2024-01-30`.
    pub date: String,
    /// How precise.
    pub precision: Precision,
}

/// Precision of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Day and month could be either way round; the language's usual order was taken.
    Ambiguous,
}

/// A retention period or the criterion for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Retention {
    /// Of the first period stated.
    pub kind: RetentionKind,
    /// ISO 8601, of the first period stated.
    pub duration: Option<String>,
    /// What starts the period, or ends it, as written.
    pub event: Option<String>,
    /// All periods, where more than one is stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
}

/// One of several periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// Kind of period.
    pub kind: RetentionKind,
    /// ISO 8601.
    pub duration: Option<String>,
    /// What starts the period, or ends it, as written.
    pub event: Option<String>,
    /// The clause that states it, as written.
    pub text: String,
}

/// Kinds of retention period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RetentionKind {
    /// So long.
    Fixed,
    /// At least so long.
    Minimum,
    /// At most so long.
    Maximum,
    /// Until or after something, or by a schedule.
    Criterion,
    /// For ever, or with no end stated.
    Indefinite,
    /// Not kept at all.
    None,
}

/// Persons and bodies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Parties {
    /// In the order written.
    pub parties: Vec<Party>,
}

/// A person or body; what is not stated is `null`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Party {
    /// Name of a person.
    pub name: Option<String>,
    /// Role or title.
    pub role: Option<String>,
    /// Organisation or unit.
    pub org: Option<String>,
    /// Postal address, its lines joined by `, `.
    pub address: Option<String>,
    /// With `@`, however it was written.
    pub email: Option<String>,
    /// As written.
    pub phone: Option<String>,
    /// As written.
    pub url: Option<String>,
}

/// Transfers to third countries or international organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Transfers {
    /// Whether data are transferred, where the text says so.
    pub answer: Option<bool>,
    /// ISO 3166-1 alpha-2, `EU` or `EEA`, in the order met, each once.
    pub countries: Vec<String>,
}

/// Legal bases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LegalBases {
    /// Such as `GDPR:6.1.c` or `EUDPR:5.1.a`, in the order met, each once.
    pub codes: Vec<String>,
}

/// Rights of data subjects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rights {
    /// access, rectification, erasure, restriction, portability, objection, no_adm, withdraw_consent, complaint.
    pub rights: Vec<String>,
}

/// A yes or no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Answer {
    /// Whether yes, where the text says so.
    pub answer: Option<bool>,
}
