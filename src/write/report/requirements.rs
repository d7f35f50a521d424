//! What the regimes ask for, as reports show it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audit::CODES;
use crate::record::Severity;
use crate::rules::{ContentCheck, Level, Rules};

/// What each regime asks for, and what fields are called.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Requirements {
    /// By their ids.
    pub regimes: BTreeMap<String, RegimeColumns>,
    /// Ids and English names of all fields, in the order in which people read a record.
    pub fields: Vec<(String, String)>,
    /// All codes that findings may have, in their order.
    pub codes: Vec<Code>,
}

/// One code of findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Such as `G001`.
    pub code: String,
    /// How its findings begin.
    pub words: String,
    /// The gravest that they can be.
    pub gravest: Severity,
}

/// One regime's columns.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct RegimeColumns {
    /// Its name, for people.
    pub name: String,
    /// In the order of the law, mandatory elements first; good practice is no column.
    pub elements: Vec<Element>,
}

/// One element that a regime asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Element {
    /// Field id.
    pub field: String,
    /// The field's name in English.
    pub label: String,
    /// The provision, as cited.
    pub law: String,
}

impl Requirements {
    /// Those of the rules in force.
    pub fn new(rules: &Rules) -> Requirements {
        let regimes = rules.regimes.iter().map(|regime| {
            let mut asked: Vec<_> = regime
                .elements
                .iter()
                .filter(|element| element.level != Level::GoodPractice)
                .collect();
            asked.sort_by_key(|element| element.level);
            let mut elements: Vec<Element> = Vec::new();
            for element in asked {
                let field = rules.field(element.field);
                if elements.iter().all(|known| known.field != field.id) {
                    elements.push(Element {
                        field: field.id.clone(),
                        label: field.label.clone(),
                        law: element.law.clone(),
                    });
                }
            }
            let name = regime.name.clone();
            (regime.id.clone(), RegimeColumns { name, elements })
        });
        let fields = rules.fields.iter().map(|field| (field.id.clone(), field.label.clone()));
        Requirements {
            regimes: regimes.collect(),
            fields: fields.collect(),
            codes: codes(&rules.checks),
        }
    }

    /// What a regime asks for; nothing, where there is none of this id.
    pub(in crate::write) fn elements(&self, regime: &str) -> &[Element] {
        self.regimes.get(regime).map_or(&[], |regime| &regime.elements)
    }

    /// The field's name for people; its id, where it has none.
    pub(in crate::write) fn label<'a>(&'a self, field: &'a str) -> &'a str {
        let known = self.fields.iter().find(|(id, _)| id == field);
        known.map_or(field, |(_, label)| label)
    }
}

/// The codes of what is not given, then those of the checks in force.
pub(super) fn codes(checks: &[ContentCheck]) -> Vec<Code> {
    let presence = CODES.iter().map(|code| Code {
        code: code.code.to_owned(),
        words: code.words.to_owned(),
        gravest: code.gravest,
    });
    let checks = checks.iter().map(|check| Code {
        code: check.code.clone(),
        words: check.message.clone(),
        gravest: check.gravest(),
    });
    let mut codes: Vec<Code> = presence.chain(checks).collect();
    codes.sort_by(|a, b| a.code.cmp(&b.code));
    codes
}
