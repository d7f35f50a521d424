//! The codes of what is not given, and of entries of `ropex.toml` that no longer serve. A code never changes its meaning;
//! `docs/checks/` has a page for each. Those of checks stand in the rules.

use crate::record::{GapKind, Severity};

/// One code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Such as `G001`.
    pub code: &'static str,
    /// The kind of gap that it stands for.
    pub kind: GapKind,
    /// How its findings begin.
    pub words: &'static str,
    /// The gravest that it can be; the law and the record may make it less.
    pub gravest: Severity,
}

/// In their order.
pub const CODES: [Code; 9] = [
    code("G001", GapKind::Missing, "not stated", Severity::Error),
    code("G002", GapKind::Empty, "heading without an answer", Severity::Error),
    code(
        "G003",
        GapKind::Placeholder,
        "a placeholder stands for the answer",
        Severity::Error,
    ),
    code(
        "G004",
        GapKind::ReferenceOnly,
        "stated elsewhere only",
        Severity::Warning,
    ),
    code("G005", GapKind::Redacted, "answer withheld", Severity::Note),
    code("G006", GapKind::StatedAsNone, "stated as none", Severity::Error),
    code("G007", GapKind::Unsure, "read with low confidence", Severity::Note),
    code("I001", GapKind::Expired, "the ignore entry expired", Severity::Warning),
    code(
        "I002",
        GapKind::Unused,
        "the ignore entry is for no finding",
        Severity::Warning,
    ),
];

const fn code(code: &'static str, kind: GapKind, words: &'static str, gravest: Severity) -> Code {
    Code {
        code,
        kind,
        words,
        gravest,
    }
}
