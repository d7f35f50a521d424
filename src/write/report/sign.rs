//! How a record answers one element of the law, in one sign: the same in every format.

use crate::record::{Gap, GapKind, Record, Severity, Status};

/// How a record answers one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write) enum Sign {
    Stated,
    NotApplicable,
    Elsewhere,
    Redacted,
    Empty,
    Missing(Severity),
    NotAsked,
}

impl Sign {
    pub(in crate::write) const LEGEND: [(Sign, &'static str); 7] = [
        (Sign::Stated, "stated"),
        (Sign::NotApplicable, "none or not applicable"),
        (Sign::Elsewhere, "elsewhere"),
        (Sign::Redacted, "redacted"),
        (Sign::Empty, "empty"),
        (Sign::Missing(Severity::Error), "missing"),
        (Sign::NotAsked, "not asked"),
    ];

    pub(in crate::write) fn symbol(self) -> &'static str {
        match self {
            Sign::Stated => "●",
            Sign::NotApplicable => "○",
            Sign::Elsewhere => "→",
            Sign::Redacted => "▒",
            Sign::Empty => "∅",
            Sign::Missing(_) => "✕",
            Sign::NotAsked => "·",
        }
    }

    /// In words.
    pub(in crate::write) fn meaning(self) -> &'static str {
        if self == Sign::Missing(Severity::Note) {
            return "missing, perhaps not needed";
        }
        let same = |known: &Sign| known.symbol() == self.symbol();
        Sign::LEGEND
            .iter()
            .find(|(known, _)| same(known))
            .map_or("", |(_, meaning)| meaning)
    }

    pub(in crate::write) fn of(record: &Record, field: &str) -> Sign {
        let missing = |gap: &&Gap| gap.field == field && gap.kind == GapKind::Missing;
        match record.fields.get(field).map(|field| field.status) {
            Some(Status::Present) => Sign::Stated,
            Some(Status::NotApplicable) => Sign::NotApplicable,
            Some(Status::ReferenceOnly) => Sign::Elsewhere,
            Some(Status::Redacted) => Sign::Redacted,
            Some(Status::Empty) => Sign::Empty,
            None => record
                .gaps
                .iter()
                .find(missing)
                .map_or(Sign::NotAsked, |gap| Sign::Missing(gap.severity)),
        }
    }
}
