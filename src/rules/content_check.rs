//! Checks of what a record says, beyond that it says something: their words, laws and severities.
//!
//! A check that words alone can tell is a row: [`When`] says where they must stand. One that takes logic has a module
//! under `audit::checks`, which asks its file here for its words.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::check::{self, Names};
use super::error::Errors;
use super::file::{CheckFile, Phrase};
use super::load::Source;
use super::regime::Regime;
use super::vocabulary::lexicon::Lexicon;
use crate::record::{GapKind, Severity};

/// Words that hold in every language: names of firms and of laws.
const ANY: &str = "any";

/// A check, ready for use.
#[derive(Debug, Clone)]
pub struct ContentCheck {
    /// A code that never changes.
    pub code: String,
    /// What kind of gap its findings are.
    pub kind: GapKind,
    /// The sentence of its findings.
    pub message: String,
    /// For a check that words alone can tell.
    pub when: Option<When>,
    severity: Severity,
    severities: BTreeMap<String, Severity>,
    law: BTreeMap<String, String>,
    /// By list and language.
    words: BTreeMap<String, BTreeMap<String, CheckWords>>,
}

/// The words of a list in one language; folded when first asked for, for most languages never are.
#[derive(Debug, Clone, Default)]
struct CheckWords {
    phrases: Vec<String>,
    lexicon: OnceLock<Lexicon<String>>,
}

impl CheckWords {
    fn lexicon(&self) -> &Lexicon<String> {
        let phrases = || self.phrases.iter().map(|phrase| (phrase, phrase.clone()));
        self.lexicon.get_or_init(|| Lexicon::new(phrases()))
    }
}

/// When a check that words alone can tell has found something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Ids of the fields to look in.
    pub fields: Vec<String>,
    /// Name of a list of words, one of which stands there.
    pub has: String,
    /// Name of a list of words, none of which does.
    pub lacks: Option<String>,
}

impl ContentCheck {
    /// How grave its findings are under a regime.
    pub fn severity(&self, regime: &Regime) -> Severity {
        most_specific(&self.severities, regime)
            .copied()
            .unwrap_or(self.severity)
    }

    /// The gravest that its findings can be, under any regime.
    pub fn gravest(&self) -> Severity {
        self.severities.values().copied().fold(self.severity, Severity::max)
    }

    /// The provision that it rests on under a regime; the check does not run where there is none.
    pub fn law(&self, regime: &Regime) -> Option<&str> {
        most_specific(&self.law, regime).map(String::as_str)
    }

    /// Whether it has a list in this language: where it has none, that a word is absent means nothing.
    pub(crate) fn speaks(&self, list: &str, language: &str) -> bool {
        self.words
            .get(list)
            .is_some_and(|by_language| by_language.contains_key(language))
    }

    /// One of its lists in these languages, and the words that hold in all; the meaning of each is its rule's own
    /// spelling.
    pub(crate) fn words(&self, list: &str, languages: &[&str]) -> Vec<&Lexicon<String>> {
        let Some(by_language) = self.words.get(list) else {
            return Vec::new();
        };
        let any = by_language.get(ANY);
        languages
            .iter()
            .filter_map(|code| by_language.get(*code))
            .chain(any)
            .map(CheckWords::lexicon)
            .collect()
    }
}

/// The entry for a regime, or for one that it includes.
fn most_specific<'a, T>(table: &'a BTreeMap<String, T>, regime: &Regime) -> Option<&'a T> {
    regime.covers.iter().find_map(|id| entry(table, id))
}

/// The entry for an id, else for the longest part of it that ends before a hyphen.
fn entry<'a, T>(table: &'a BTreeMap<String, T>, regime: &str) -> Option<&'a T> {
    let mut id = regime;
    loop {
        if let Some(found) = table.get(id) {
            return Some(found);
        }
        id = id.rsplit_once('-')?.0;
    }
}

/// Compiles a check from its layers, the binary's first; notes every error.
pub(super) fn compile(layers: &[Source], names: &Names, errors: &mut Errors) -> Option<ContentCheck> {
    let mut words: BTreeMap<String, BTreeMap<String, CheckWords>> = BTreeMap::new();
    let mut compiled: Option<ContentCheck> = None;
    for source in layers {
        let Some(file) = errors.parse::<CheckFile>(source) else {
            continue;
        };
        check::own_id(source, &file.code, errors);
        for (list, by_language) in file.words {
            let known = words.entry(list).or_default();
            for (language, phrases) in by_language {
                if language != ANY && !names.has_language(&language) {
                    errors.at(
                        source,
                        file.code.span(),
                        format!("unknown language `{language}` in its words"),
                    );
                }
                known.entry(language).or_default().phrases.extend(phrases);
            }
        }
        let when = file.when.map(|when| {
            for list in [Some(&when.has), when.lacks.as_ref()].into_iter().flatten() {
                if !words.contains_key(list.get_ref()) {
                    errors.at(
                        source,
                        list.span(),
                        format!("no list of words is called `{}`", list.get_ref()),
                    );
                }
            }
            for field in &when.fields {
                names.field(source, field, errors);
            }
            When {
                fields: when.fields.into_iter().map(Phrase::into_inner).collect(),
                has: when.has.into_inner(),
                lacks: when.lacks.map(Phrase::into_inner),
            }
        });
        let mut next = ContentCheck {
            code: file.code.into_inner(),
            kind: file.kind,
            message: file.message,
            when,
            severity: file.severity,
            severities: file.severities,
            law: file.law,
            words: BTreeMap::new(),
        };
        // What a layer does not say stays as it was said before.
        if let Some(earlier) = compiled {
            next.when = next.when.or(earlier.when);
            next.severities = earlier.severities.into_iter().chain(next.severities).collect();
            next.law = earlier.law.into_iter().chain(next.law).collect();
        }
        compiled = Some(next);
    }
    Some(ContentCheck { words, ..compiled? })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;
    use crate::rules::Rules;

    #[test]
    fn words_of_ones_own_leave_the_rest_of_a_check_as_it_is() {
        let of = |rules: &Rules| rules.checks.iter().find(|check| check.code == "C009").cloned();
        let before = of(&Rules::embedded().unwrap()).unwrap();
        let list = before.words.keys().next().unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("checks")).unwrap();
        let ours = format!(
            "extends = \"builtin\"\ncode = \"C009\"\nkind = \"stale\"\nseverity = \"error\"\nmessage = {:?}\n\
             [words.{list}]\nen = [\"lorem ipsum\"]\n[law]\ngdpr = \"ours\"\n",
            before.message
        );
        fs::write(folder.path().join("checks/C009.toml"), ours).unwrap();
        fs::write(folder.path().join("checks/C009.cases.toml"), "extends = \"builtin\"\n").unwrap();
        let after = of(&Rules::load(Some(folder.path())).unwrap()).unwrap();
        assert_eq!(after.when, before.when);
        assert_eq!(
            (after.law["gdpr"].as_str(), &after.law["eudpr"]),
            ("ours", &before.law["eudpr"])
        );
        let phrases = |words: &BTreeMap<String, BTreeMap<String, CheckWords>>| words[list]["en"].phrases.len();
        assert_eq!(phrases(&after.words), phrases(&before.words) + 1);
    }

    #[test]
    fn the_most_specific_regime_wins() {
        let table = BTreeMap::from([("gdpr".to_owned(), 1), ("gdpr-13".to_owned(), 2)]);
        assert_eq!(entry(&table, "gdpr-13-14"), Some(&2));
        assert_eq!(entry(&table, "gdpr-30-1"), Some(&1));
        assert_eq!(entry(&table, "bc-pia"), None);
    }
}
