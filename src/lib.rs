//! ropex reads the documents in which organisations record how they process personal data, in any layout, and gives
//! normalized records and a gap report.

pub mod batch;
pub mod cli;
pub mod document;
pub mod isolate;
pub mod outcome;
pub mod read;
pub mod record;
pub mod rules;
pub mod write;

// Stubs until the stages are merged; the lead's lib.rs replaces them.

/// Options.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Regime.
    pub regime: Option<String>,
}

/// Stub.
pub fn process(
    source: &outcome::Source,
    document: &document::Document,
    _rules: &rules::Rules,
    _options: &Options,
) -> outcome::Extraction {
    use record::*;
    let gap = Gap {
        code: "G001".into(),
        kind: GapKind::Missing,
        field: "purposes".into(),
        severity: if document.text.contains("whole") { Severity::Note } else { Severity::Error },
        message: "not stated: purposes".into(),
        law: "GDPR Art. 30(1)(b)".into(),
        provenance: None,
    };
    outcome::Extraction {
        records: vec![Record {
            id: format!("{}-1", &source.sha256.clone().unwrap_or_default()[..16]),
            source: source.clone(),
            record: Extent {
                index: 1,
                count: 1,
                location: Span::default(),
            },
            language: Language::default(),
            template: None,
            regime: Some(Regime {
                id: "gdpr-30-1".into(),
                why: "stub".into(),
            }),
            fields: Default::default(),
            unmapped: vec![],
            gaps: vec![gap],
        }],
    }
}

/// Stub.
pub fn inspect(_stage: &str, document: &document::Document, _rules: &rules::Rules) -> serde_json::Value {
    serde_json::to_value(document).unwrap_or_default()
}
