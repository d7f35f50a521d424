//! Outcomes that the tests of all formats write.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::*;
use crate::document::Format;
use crate::outcome::{Extraction, FailureKind, Source};
use crate::record::{Extent, Field, Gap, GapKind, Language, Provenance, Span, Status};

fn source(path: &str) -> Source {
    Source {
        path: path.to_owned(),
        sha256: Some("ab".repeat(32)),
        format: Some(Format::Text),
        pages: None,
        text: None,
        remarks: Vec::new(),
    }
}

fn gap(code: &str, kind: GapKind, field: &str, severity: Severity, line: Option<u32>) -> Gap {
    let location = crate::document::Location {
        lines: line.map(|line| (line, line)),
        ..Default::default()
    };
    Gap {
        code: code.to_owned(),
        kind,
        field: field.to_owned(),
        severity,
        message: format!("{}: {field}", if line.is_some() { "placeholder" } else { "not stated" }),
        law: "Art. 30(1)".to_owned(),
        provenance: line.map(|_| Provenance::at(&location)),
        evidence: Vec::new(),
        baseline: None,
        ignored: None,
    }
}

pub(in crate::write) fn document() -> Outcome {
    let mut retention = Field::answered("tbd");
    retention.status = Status::Empty;
    let record = Record {
        id: "abababababababab-1".to_owned(),
        source: source("a/one.txt"),
        record: Extent {
            index: 1,
            count: 1,
            location: Span::default(),
        },
        language: Language::default(),
        template: None,
        regime: Some(crate::record::Regime {
            id: "law".to_owned(),
            why: "chosen".to_owned(),
        }),
        fields: BTreeMap::from([
            ("title".to_owned(), Field::answered("A\x1b[31m club\nregister")),
            ("purposes".to_owned(), Field::answered("to send letters")),
            ("deadline".to_owned(), retention),
        ]),
        unmapped: Vec::new(),
        gaps: vec![
            gap("G003", GapKind::Placeholder, "deadline", Severity::Warning, Some(14)),
            gap("G001", GapKind::Missing, "recipients", Severity::Error, None),
        ],
    };
    Outcome {
        source: source("a/one.txt"),
        result: Ok(Extraction {
            findings: Vec::new(),
            records: vec![record],
            text: None,
        }),
    }
}

pub(in crate::write) fn unread() -> Outcome {
    Outcome {
        source: source("sealed.pdf"),
        result: Err(Failure::new(FailureKind::Encrypted, "needs a password")),
    }
}

pub(in crate::write) fn requirements() -> Requirements {
    let element = |field: &str| Element {
        field: field.to_owned(),
        label: field.to_owned(),
        law: "Art. 30(1)".to_owned(),
    };
    let elements = ["purposes", "recipients", "deadline", "security"].map(element).to_vec();
    let name = "the law of the land".to_owned();
    Requirements {
        regimes: BTreeMap::from([("law".to_owned(), RegimeColumns { name, elements })]),
        fields: Vec::new(),
        codes: requirements::codes(&[]),
    }
}
