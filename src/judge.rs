//! How the cases beside the rule files are judged: by what the stages make of them, so that they hold for what users see.

use std::collections::BTreeSet;

use crate::document::Format;
use crate::normalize::status::{self, Expected};
use crate::outcome::Source;
use crate::rules::cases::Judge;
use crate::rules::file::CheckCase;
use crate::rules::{FieldId, Language, Rules, Scope};
use crate::{Options, process, read};

/// The judge of `ropex rules test`.
pub const JUDGE: Judge = Judge {
    heading,
    status: value,
    check: found_by_check,
};

/// A heading of a document in this language, marked as a heading and below no other one.
fn heading(rules: &Rules, language: &Language, text: &str) -> Vec<FieldId> {
    let others = rules.languages.iter().filter(|other| other.code != language.code);
    let scope = Scope::new(
        rules,
        None,
        rules.language(&language.code).into_iter().collect(),
        others,
    );
    scope.find(text).map_or(Vec::new(), |found| found.fields)
}

fn value(rules: &Rules, language: &Language, field: FieldId, text: &str) -> String {
    let expected = Expected::of(rules.field(field));
    let verdict = status::judge(text, expected, &[language.vocabulary()]);
    verdict.status.name().to_owned()
}

/// The regime of a case that names none.
const REGIME: &str = "gdpr-30-1";

/// Ids of the fields that a check finds something in, each once, in the document of a case.
///
/// # Errors
///
/// In words, where the case is not one: no such regime, no such date, no text.
fn found_by_check(rules: &Rules, code: &str, case: &CheckCase) -> Result<Vec<String>, String> {
    let regime = case.regime.as_deref().unwrap_or(REGIME);
    if rules.regime(regime).is_none() {
        return Err(format!("no regime is called `{regime}`"));
    }
    let as_of = match case.as_of.as_deref().map(str::parse) {
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => return Err("`as_of` is no date such as 2024-12-31".to_owned()),
        None => None,
    };
    let options = Options {
        regime: Some(regime.to_owned()),
        as_of,
        ..Options::default()
    };
    let text = case.text.get_ref();
    let document =
        read::read(text.as_bytes(), Format::Text, &read::Limits::default()).map_err(|failure| failure.message)?;
    let source = Source {
        path: String::new(),
        sha256: None,
        format: Some(Format::Text),
        pages: None,
        text: None,
        remarks: Vec::new(),
    };
    let records = process(&source, &document, rules, &options).records;
    let gaps = records.iter().flat_map(|record| &record.gaps);
    let fields: BTreeSet<String> = gaps
        .filter(|gap| gap.code == code)
        .map(|gap| gap.field.clone())
        .collect();
    Ok(fields.into_iter().collect())
}
