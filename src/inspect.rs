//! What each stage made of a document, for people who write rules and for those who mend stages.

use serde_json::{Value, json};

use crate::document::Document;
use crate::rules::Rules;
use crate::{language, mapping, outline, segment};

/// Stages whose result can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Blocks in reading order.
    Document,
    /// Headings, labels, tables, body.
    Outline,
    /// Where records begin and end.
    Records,
    /// Which text was claimed for which field, by which rule.
    Mapping,
}

/// The result of a stage as JSON.
pub fn inspect(stage: Stage, document: &Document, rules: &Rules) -> Value {
    let outlined = || outline::outline(document);
    let result = match stage {
        Stage::Document => serde_json::to_value(document),
        Stage::Outline => serde_json::to_value(outlined()),
        Stage::Records => serde_json::to_value(segment::segment(&outlined(), rules)),
        Stage::Mapping => Ok(mappings(&outlined(), document, rules)),
    };
    result.unwrap_or_else(|error| json!({ "error": error.to_string() }))
}

fn mappings(outline: &outline::Outline, document: &Document, rules: &Rules) -> Value {
    let segments = segment::segment(outline, rules);
    let titles = mapping::Titles {
        metadata: outline.title.as_deref(),
        running: &outline.running,
    };
    let map = |part| {
        mapping::map(
            &language::tag(part, document.language.as_deref(), rules),
            None,
            titles,
            rules,
        )
    };
    let shown = |mapping: mapping::Mapping<'_>| {
        let name = |field: &crate::rules::FieldId| rules.field(*field).id.clone();
        let claims: Vec<Value> = mapping
            .claims
            .iter()
            .map(|claim| {
                json!({
                    "fields": claim.fields.iter().map(name).collect::<Vec<_>>(),
                    "heading": claim.heading,
                    "rule": claim.rule,
                    "evidence": claim.evidence,
                    "text": claim.blocks.iter().map(|block| block.text()).collect::<Vec<_>>(),
                })
            })
            .collect();
        let unmapped: Vec<Value> = mapping
            .unmapped
            .iter()
            .map(|section| {
                let nearest: Vec<Value> = section
                    .nearest
                    .iter()
                    .map(|(field, phrase)| json!({ "field": name(field), "phrase": phrase }))
                    .collect();
                json!({ "heading": section.heading.text, "nearest": nearest })
            })
            .collect();
        json!({ "language": mapping.language, "template": mapping.template.map(|t| &t.id), "claims": claims, "unmapped": unmapped })
    };
    json!({
        "shared": shown(map(&segments.shared)),
        "records": segments.records.iter().map(|part| shown(map(part))).collect::<Vec<_>>(),
    })
}
