//! Headings and values judged as the stages judge them: what the cases beside the rules are held against.

use crate::normalize::status::{self, Expected};
use crate::rules::cases::Judge;
use crate::rules::{FieldId, Language, Rules, Scope};

/// The judge of `ropex rules test`.
pub const JUDGE: Judge = Judge { heading, status: value };

/// A heading of a document in this language, marked as a heading and below no other one.
fn heading(rules: &Rules, language: &Language, text: &str) -> Vec<FieldId> {
    let others = rules.languages.iter().filter(|other| other.code != language.code);
    let scope = Scope {
        template: None,
        languages: rules.language(&language.code).into_iter().collect(),
        others: others.collect(),
    };
    scope.find(text).map_or(Vec::new(), |found| found.fields)
}

fn value(rules: &Rules, language: &Language, field: FieldId, text: &str) -> String {
    let field = rules.field(field);
    let expected = Expected {
        none: field.none,
        place: field.place,
    };
    let verdict = status::judge(text, expected, &[language.vocabulary()]);
    verdict.status.name().to_owned()
}
