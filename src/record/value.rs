//! Normalized values: what the text of a field says, in terms that two records can be compared in.

use schemars::JsonSchema;
use serde::Serialize;

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
