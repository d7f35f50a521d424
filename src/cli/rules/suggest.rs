//! `ropex rules suggest`: headings that no rule knows, gathered over all documents.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use super::propose;
use crate::cli::args::{Everywhere, Suggest, SuggestFormat};
use crate::cli::extract::exit;
use crate::cli::inputs::Inputs;
use crate::cli::run::Run;
use crate::cli::{Error, Exit};
use crate::outcome::Outcome;
use crate::record::{Gap, GapKind, Record, Severity, Status, Unmapped};
use crate::rules::fold;
use crate::write::{Summary, Writer};

/// What is longer, in words, is a sentence, and no other document has it.
const LONGEST: usize = 14;
/// A heading is shown with at most this many fields that it does not come near to.
const MISSING: usize = 3;
/// Half of the words of a heading and of the phrase that it is near to are the same where the phrase says what it is.
const ALIKE: f64 = 0.4;

/// A heading that no rule knows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Suggestion {
    /// As first written, without number and colon.
    pub(super) heading: String,
    /// BCP 47; of the record that it stands in.
    pub(super) language: String,
    /// How often it occurs.
    pub(super) occurrences: usize,
    /// In how many documents.
    pub(super) documents: usize,
    /// Where it occurs first.
    pub(super) example: Example,
    /// What it may be, the likeliest first.
    pub(super) fields: Vec<Candidate>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Example {
    pub(super) path: String,
    /// 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<u32>,
    /// 1-based, of the text as read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u32>,
}

/// A field that a heading may be, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Candidate {
    pub(super) field: String,
    /// A phrase of the field that the heading comes near to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) near: Option<String>,
    /// The law asks for the field always, and no record with the heading has it.
    pub(super) missing: bool,
    /// No record with the heading has the field under another one.
    pub(super) free: bool,
}

impl Suggestion {
    /// The field that two signs agree on: a phrase of it is near, and nothing else in the records is that field.
    pub(super) fn likely(&self) -> Option<&Candidate> {
        let near = |first: &&Candidate| {
            first
                .near
                .as_ref()
                .is_some_and(|phrase| alike(&self.heading, phrase) >= ALIKE)
        };
        self.fields.first().filter(near).filter(|first| first.free)
    }
}

/// The share of words that two headings have in common, 0 to 1.
fn alike(a: &str, b: &str) -> f64 {
    let words = |text: &str| fold(text).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (words(a), words(b));
    2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64
}

pub(super) fn run(args: &Suggest, everywhere: &Everywhere, out: &mut impl Write) -> Result<Exit, Error> {
    let inputs = Inputs::new(&args.inputs).map_err(Error::Inputs)?;
    let run = Run::new(everywhere, &args.reading)?;
    let mut headings = Headings::default();
    let ended = run.all(&inputs, &mut headings, true)?;
    let suggestions = headings.suggestions(args.at_least.get());
    match (&args.output, args.format) {
        (Some(folder), _) => propose::folder(&suggestions, &run.rules, folder, out)?,
        (None, SuggestFormat::Text) => propose::text(&suggestions)?,
        (None, SuggestFormat::Toml) => propose::toml(&suggestions, &run.rules, out)?,
        (None, SuggestFormat::Json) => {
            let whole = serde_json::json!({ "suggestions": suggestions });
            serde_json::to_writer_pretty(&mut *out, &whole).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(exit(&ended))
}

/// Unmapped headings by language and folded text.
#[derive(Default)]
struct Headings(BTreeMap<(String, String), Met>);

/// What was met of one heading.
struct Met {
    heading: String,
    occurrences: usize,
    documents: BTreeSet<String>,
    example: Example,
    near: Vec<(String, String)>,
    /// Fields that are missing in each record where it occurs.
    missing: BTreeSet<String>,
    /// Fields that some record where it occurs has.
    stated: BTreeSet<String>,
}

impl Writer for Headings {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        for record in outcome.result.iter().flat_map(|extraction| &extraction.records) {
            for unmapped in &record.unmapped {
                self.meet(record, unmapped);
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

impl Headings {
    fn meet(&mut self, record: &Record, unmapped: &Unmapped) {
        let folded = fold(&unmapped.heading);
        let words = folded.split(' ').count();
        if !folded.contains(char::is_alphabetic) || words > LONGEST {
            return;
        }
        let grave = |gap: &&Gap| gap.kind == GapKind::Missing && gap.severity == Severity::Error;
        let missing = record.gaps.iter().filter(grave);
        let missing: BTreeSet<String> = missing.map(|gap| gap.field.clone()).collect();
        let stated = record.fields.iter().filter(|(_, field)| field.status != Status::Empty);
        let stated = stated.map(|(id, _)| id.clone());
        let met = self
            .0
            .entry((record.language.code.clone(), folded))
            .or_insert_with(|| Met {
                heading: fold::quoted(&unmapped.heading),
                occurrences: 0,
                documents: BTreeSet::new(),
                example: Example {
                    path: record.source.path.clone(),
                    page: unmapped.provenance.page,
                    line: unmapped.provenance.lines.map(|(first, _)| first),
                },
                near: Vec::new(),
                missing: missing.clone(),
                stated: BTreeSet::new(),
            });
        met.occurrences += 1;
        met.documents.insert(record.source.path.clone());
        met.missing.retain(|field| missing.contains(field));
        met.stated.extend(stated);
        for near in &unmapped.nearest {
            if !met.near.iter().any(|(field, _)| *field == near.field) {
                met.near.push((near.field.clone(), near.phrase.clone()));
            }
        }
    }

    /// Those that occur often enough, the most frequent first.
    fn suggestions(self, at_least: usize) -> Vec<Suggestion> {
        let often = self.0.into_iter().filter(|(_, met)| met.occurrences >= at_least);
        let mut list: Vec<Suggestion> = often
            .map(|((language, _), met)| Suggestion {
                fields: met.candidates(),
                heading: met.heading,
                language,
                occurrences: met.occurrences,
                documents: met.documents.len(),
                example: met.example,
            })
            .collect();
        // Stable: alike ones stay in the order of language and heading.
        list.sort_by_key(|one| std::cmp::Reverse((one.occurrences, one.documents)));
        list
    }
}

impl Met {
    /// Near fields before those that are only missing, and among them those that the records lack first.
    fn candidates(&self) -> Vec<Candidate> {
        let candidate = |field: &String, near: Option<String>| Candidate {
            near,
            missing: self.missing.contains(field),
            free: !self.stated.contains(field),
            field: field.clone(),
        };
        let near = self
            .near
            .iter()
            .map(|(field, phrase)| candidate(field, Some(phrase.clone())));
        let mut list: Vec<Candidate> = near.collect();
        list.sort_by_key(|candidate| !candidate.free);
        let others = self
            .missing
            .iter()
            .filter(|field| !self.near.iter().any(|(near, _)| near == *field));
        list.extend(others.map(|field| candidate(field, None)).take(MISSING));
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(near: &[(&str, &str)], missing: &[&str], stated: &[&str]) -> Met {
        let owned = |list: &[&str]| list.iter().map(|id| (*id).to_owned()).collect();
        Met {
            heading: "Why".to_owned(),
            occurrences: 1,
            documents: BTreeSet::new(),
            example: Example {
                path: String::new(),
                page: None,
                line: None,
            },
            near: near.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
            missing: owned(missing),
            stated: owned(stated),
        }
    }

    fn suggestion(met: &Met) -> Suggestion {
        Suggestion {
            heading: met.heading.clone(),
            language: "en".to_owned(),
            occurrences: 1,
            documents: 1,
            example: met.example.clone(),
            fields: met.candidates(),
        }
    }

    #[test]
    fn a_field_that_the_record_has_already_is_not_likely() {
        let stated = suggestion(&met(&[("purposes", "Why")], &[], &["purposes"]));
        assert_eq!(stated.likely(), None);
        let free = met(
            &[("retention", "Why we keep it"), ("purposes", "Why")],
            &["purposes"],
            &["retention"],
        );
        assert_eq!(
            suggestion(&free).likely().map(|first| first.field.as_str()),
            Some("purposes")
        );
    }

    #[test]
    fn one_word_of_many_is_not_enough() {
        let far = suggestion(&met(
            &[("purposes", "Why we collect and use your data")],
            &["purposes"],
            &[],
        ));
        assert_eq!(far.likely(), None);
    }

    #[test]
    fn a_missing_field_that_nothing_is_near_to_is_shown_and_not_taken() {
        let only_missing = suggestion(&met(&[], &["purposes"], &[]));
        assert_eq!(only_missing.fields.len(), 1);
        assert_eq!(only_missing.likely(), None);
    }
}
