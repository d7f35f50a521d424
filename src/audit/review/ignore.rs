//! Findings that somebody set aside, with a reason.

use jiff::civil::Date;

use super::folder::Glob;
use crate::audit::CODES;
use crate::audit::fingerprint::folded;
use crate::record::{Gap, GapKind, Ignored, Record};

/// An `[[ignore]]` entry of `ropex.toml`.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// The code of the findings that it is for.
    pub code: String,
    /// Only in documents that this holds for, named from the file's folder.
    pub path: Option<Glob>,
    /// Only on this field, by its id.
    pub field: Option<String>,
    /// Only in records of this title or reference.
    pub record: Option<String>,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// The line that it begins on.
    pub line: u32,
}

impl Ignore {
    /// Whether it looks at a document; one without a name is outside the folder.
    pub(super) fn looks_at(&self, name: Option<&str>) -> bool {
        match (&self.path, name) {
            (None, _) => true,
            (Some(glob), Some(name)) => glob.matches(name),
            (Some(_), None) => false,
        }
    }

    /// Whether it is for a finding of a document that it looks at.
    pub(super) fn is_for(&self, record: &Record, gap: &Gap) -> bool {
        let called = |wanted: &String| {
            ["title", "reference_number"]
                .iter()
                .filter_map(|field| record.fields.get(*field))
                .any(|field| folded(&field.text) == folded(wanted))
        };
        self.code == gap.code
            && self.field.as_ref().is_none_or(|field| *field == gap.field)
            && self.record.as_ref().is_none_or(called)
    }

    pub(super) fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|day| day < today)
    }

    /// What a finding is marked with.
    pub(super) fn mark(&self) -> Ignored {
        Ignored {
            reason: self.reason.clone(),
            owner: self.owner.clone(),
            expires: self.expires.map(|day| day.to_string()),
        }
    }

    /// The finding on the entry itself: it has expired, or is not used. `more` goes on from the words of its code.
    pub(super) fn gap(&self, kind: GapKind, more: &str) -> Option<Gap> {
        let code = CODES.iter().find(|code| code.kind == kind)?;
        let owner = self
            .owner
            .as_ref()
            .map(|owner| format!(" (owner: {owner})"))
            .unwrap_or_default();
        let location = crate::document::Location {
            lines: Some((self.line, self.line)),
            ..Default::default()
        };
        Some(Gap {
            code: code.code.to_owned(),
            kind,
            field: "ignore".to_owned(),
            severity: code.gravest,
            message: format!("{}{more}: {}, {}{owner}", code.words, self.code, self.reason),
            law: "ropex.toml".to_owned(),
            provenance: Some(crate::record::Provenance::at(&location)),
            evidence: Vec::new(),
            baseline: None,
            ignored: None,
        })
    }
}
