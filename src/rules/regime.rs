//! What each law asks for, ready for use.

use std::collections::BTreeMap;
use std::iter;

use super::FieldId;
use super::check::{self, Names};
use super::error::Errors;
use super::file::{self, DocumentKind, Level, Phrase, RegimeFile};
use super::fold::words;
use super::load::Source;
use super::openings::opens;
use super::pattern::Pattern;

/// A law, as far as it says what a document must hold.
#[derive(Debug, Clone)]
pub struct Regime {
    /// The file's name.
    pub id: String,
    /// Its own id, then those of the regimes that it includes: what holds under them holds under it.
    pub covers: Vec<String>,
    /// Its name, for people.
    pub name: String,
    /// The law, as cited.
    pub law: String,
    /// What kind of document it governs.
    pub document: DocumentKind,
    /// Words of the title or the legal sentence, folded, and whether any ending of the last one will do.
    phrases: Vec<(String, bool)>,
    /// What phrases cannot say.
    patterns: Vec<Pattern>,
    /// Fields whose headings speak for it, where no sentence does.
    pub fields: Vec<FieldId>,
    /// Whether it is taken for its kind of document where nothing else tells.
    pub default: bool,
    /// What it asks for, in the order of the law; those of the regimes that it includes first.
    pub elements: Vec<Element>,
    /// Fields that this law never asks for.
    pub never: Vec<FieldId>,
    /// The citations were written from memory and await checking.
    pub awaits_checking: bool,
}

/// One element that a law asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The field that answers it.
    pub field: FieldId,
    /// How strictly.
    pub level: Level,
    /// The provision, as cited.
    pub law: String,
    /// The condition, in words, where the level is conditional.
    pub when: Option<String>,
    /// The condition, where the record itself can tell it: this field is stated, and holds this code where one is given.
    pub condition: Option<(FieldId, Option<String>)>,
}

impl Regime {
    /// Whether words cite the law's own article, and do not only name the kind of document that it asks for.
    pub fn is_cited_by(&self, words: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.is_match(words))
    }

    /// Whether a title or sentence names this law; it is taken as [`fold::words`](super::fold::words) gives it, since
    /// one folding serves all regimes.
    pub fn is_named_by(&self, words: &str) -> bool {
        // Compared where a word begins: cheaper than to prepare a search for each of dozens of phrases.
        let starts = iter::once(0).chain(words.match_indices(' ').map(|(space, _)| space + 1));
        let mut tails = starts.map(|start| &words[start..]);
        let begins = |tail: &str| {
            self.phrases
                .iter()
                .any(|(phrase, open)| opens(tail, phrase) || *open && tail.starts_with(phrase.as_str()))
        };
        tails.any(begins) || self.patterns.iter().any(|pattern| pattern.is_match(words))
    }
}

/// Compiles all regimes; notes every error.
pub(super) fn compile<'a>(
    files: impl Iterator<Item = &'a [Source]>,
    names: &Names,
    errors: &mut Errors,
) -> Vec<Regime> {
    let mut own = BTreeMap::new();
    for layers in files {
        for source in layers {
            let Some(file) = errors.parse::<RegimeFile>(source) else {
                continue;
            };
            check::own_id(source, &file.id, errors);
            for included in &file.includes {
                names.regime(source, included, errors);
            }
            let includes = file.includes.iter().map(|id| (id.clone(), source)).collect::<Vec<_>>();
            let regime = one(source, file, names, errors);
            match own.get_mut(&regime.id) {
                None => drop(own.insert(regime.id.clone(), (regime, includes))),
                Some((base, inherited)) => {
                    base.extend(regime);
                    inherited.extend(includes);
                }
            }
        }
    }
    own.keys()
        .map(|id| resolved(id, &own, &mut Vec::new(), errors))
        .collect()
}

type Own<'a> = BTreeMap<String, (Regime, Vec<(Phrase, &'a Source)>)>;

/// A regime with the elements of those that it includes.
fn resolved(id: &str, own: &Own<'_>, above: &mut Vec<String>, errors: &mut Errors) -> Regime {
    let (regime, includes) = &own[id];
    let mut elements: Vec<Element> = Vec::new();
    let mut never = regime.never.clone();
    let mut covers = regime.covers.clone();
    above.push(id.to_owned());
    for (included, source) in includes {
        if above.contains(included.get_ref()) {
            errors.at(
                source,
                included.span(),
                format!("`{}` includes itself", included.get_ref()),
            );
        } else if own.contains_key(included.get_ref()) {
            let included = resolved(included.get_ref(), own, above, errors);
            never.extend(included.never);
            covers.extend(included.covers);
            for element in included.elements {
                match elements.iter_mut().find(|known| known.field == element.field) {
                    Some(known) => known.join(element),
                    None => elements.push(element),
                }
            }
        }
    }
    above.pop();
    for element in &regime.elements {
        put(&mut elements, element.clone());
    }
    // What one of two laws never asks for, the other may.
    never.retain(|field| !elements.iter().any(|element| element.field == *field));
    Regime {
        covers,
        elements,
        never,
        ..regime.clone()
    }
}

impl Regime {
    /// Adds what a user's file says to the binary's: an element for the same field replaces it.
    fn extend(&mut self, more: Regime) {
        self.name = more.name;
        self.law = more.law;
        self.phrases.extend(more.phrases);
        self.patterns.extend(more.patterns);
        self.fields.extend(more.fields);
        self.never.extend(more.never);
        self.default |= more.default;
        self.awaits_checking |= more.awaits_checking;
        for element in more.elements {
            put(&mut self.elements, element);
        }
    }
}

impl Element {
    /// Two laws ask for the same: the stricter one's level holds, and both are cited.
    fn join(&mut self, other: Element) {
        let law = format!("{}; {}", self.law, other.law);
        if other.level < self.level {
            *self = other;
        }
        self.law = law;
    }
}

fn put(elements: &mut Vec<Element>, element: Element) {
    match elements.iter_mut().find(|known| known.field == element.field) {
        Some(known) => *known = element,
        None => elements.push(element),
    }
}

fn one(source: &Source, file: RegimeFile, names: &Names, errors: &mut Errors) -> Regime {
    let mut phrases = Vec::new();
    for phrase in &file.recognise.phrases {
        let words = words(phrase.get_ref());
        if words.is_empty() {
            errors.at(source, phrase.span(), format!("`{}` has no words", phrase.get_ref()));
        } else {
            phrases.push((words, phrase.get_ref().ends_with('*')));
        }
    }
    let mut patterns = Vec::new();
    for pattern in &file.recognise.patterns {
        match Pattern::new(source, pattern.get_ref()) {
            Ok(pattern) => patterns.push(pattern),
            Err(error) => {
                let reason = error.to_string();
                let reason = reason
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ")
                    .to_owned();
                errors.at(
                    source,
                    pattern.span(),
                    format!("this pattern does not compile: {reason}"),
                );
            }
        }
    }
    let mut fields = |ids: &[Phrase]| {
        ids.iter()
            .filter_map(|id| names.field(source, id, errors))
            .collect::<Vec<_>>()
    };
    let (signs, never) = (fields(&file.recognise.fields), fields(&file.never));
    let elements = file
        .element
        .into_iter()
        .filter_map(|element| compiled(source, element, names, errors))
        .collect();
    let id = file.id.into_inner();
    Regime {
        covers: vec![id.clone()],
        id,
        name: file.name,
        law: file.law,
        document: file.document,
        phrases,
        patterns,
        fields: signs,
        default: file.recognise.default,
        elements,
        never,
        awaits_checking: file.awaits_checking,
    }
}

fn compiled(source: &Source, element: file::Element, names: &Names, errors: &mut Errors) -> Option<Element> {
    if element.level == Level::Conditional && element.when.is_none() {
        errors.at(
            source,
            element.field.span(),
            "is conditional, and `when` does not say on what".to_owned(),
        );
    }
    let condition = match element.condition {
        Some(condition) => Some((names.field(source, &condition.field, errors)?, condition.code)),
        None => None,
    };
    let field = names.field(source, &element.field, errors)?;
    Some(Element {
        field,
        level: element.level,
        law: element.law,
        when: element.when,
        condition,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::rules::Rules;

    #[test]
    fn every_pattern_of_the_binary_compiles() {
        let rules = Rules::embedded().unwrap();
        let patterns: Vec<_> = rules.regimes.iter().flat_map(|regime| &regime.patterns).collect();
        assert!(!patterns.is_empty());
        for pattern in patterns {
            assert!(pattern.regex().is_some(), "{pattern:?}");
        }
    }
}
