//! Headings that hold the words of a phrase with others beside them.
//!
//! Words weigh by how few fields use them: "retention" tells its field, "data" tells nothing. A heading is similar to a
//! phrase by the weight of the words that they share against the weight of all their words (a weighted Dice
//! coefficient), and only the best field counts, by a clear margin.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::{FieldId, HeadingPhrase, PhraseSource};

/// Below this, a heading is not similar enough to any phrase to be taken for it.
const ENOUGH: f32 = 0.74;
/// The best field must lead the next best one by this much.
const MARGIN: f32 = 0.12;
/// Among headings that are known, one that nothing else in the record answers is taken for a field from here on: most
/// often it is one, in words of its own.
const LIKELY: f32 = 0.5;
/// By which the field of such a heading must lead.
const LIKELY_MARGIN: f32 = 0.09;
/// A long heading, like no phrase as a whole, is told by its words where they are this sure together (a probability).
const SURE_WORDS: f32 = 0.97;
/// It must have so many words that phrases know, and they must be this share of its words.
const KNOWN_WORDS: (usize, f32) = (4, 0.6);
/// Below this, a phrase is not worth showing as near.
const NEAR: f32 = 0.25;

/// Phrases of one language by their words.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// For each word stem, the phrases that hold it, each once.
    postings: HashMap<String, Vec<usize>>,
    /// Weight of each word stem.
    weights: HashMap<String, f32>,
    /// Weight of all words of each phrase.
    totals: Vec<f32>,
    /// Weight of a word that no phrase holds.
    unknown: f32,
    /// For each word stem, the share of each field's phrases that hold it.
    shares: HashMap<String, BTreeMap<FieldId, f32>>,
    /// All fields that have phrases.
    fields: BTreeSet<FieldId>,
}

/// A phrase that a heading comes near to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    /// Index into the language's phrases.
    pub phrase: usize,
    /// 0 to 1.
    pub score: f32,
}

impl Near {
    /// The nearer is greater; of equals, the one listed first.
    fn cmp(&self, other: &Near) -> Ordering {
        self.score.total_cmp(&other.score).then(other.phrase.cmp(&self.phrase))
    }
}

impl Index {
    /// Weighs the words of all phrases.
    pub(super) fn new(phrases: &[HeadingPhrase]) -> Index {
        let mut fields_of: BTreeMap<String, BTreeSet<FieldId>> = BTreeMap::new();
        let mut all: BTreeSet<FieldId> = BTreeSet::new();
        for phrase in phrases.iter().filter(|phrase| counts(phrase)) {
            for word in &phrase.words {
                fields_of.entry(stem(word)).or_default().extend(phrase.fields.first());
            }
            all.extend(phrase.fields.first());
        }
        let fields = all.len() as f32;
        let weights: HashMap<String, f32> = fields_of
            .iter()
            .map(|(word, fields_with)| {
                (
                    word.clone(),
                    ((fields + 1.0) / (fields_with.len() as f32 + 0.5)).ln().max(0.05),
                )
            })
            .collect();
        let mut index = Index {
            unknown: (fields + 1.0).ln() * 0.6,
            weights,
            ..Index::default()
        };
        let mut sizes: BTreeMap<FieldId, f32> = BTreeMap::new();
        for phrase in phrases.iter().filter(|phrase| counts(phrase)) {
            let field = phrase.fields[0];
            *sizes.entry(field).or_default() += 1.0;
            for stem in stems(&phrase.words) {
                *index.shares.entry(stem).or_default().entry(field).or_default() += 1.0;
            }
        }
        for (field, share) in index.shares.values_mut().flatten() {
            // A field with few phrases has not yet shown all its words.
            *share /= sizes.get(field).copied().unwrap_or_default() + 2.0;
        }
        index.fields = all;
        for (at, phrase) in phrases.iter().enumerate() {
            let stems = stems(&phrase.words);
            index.totals.push(stems.iter().map(|stem| index.weight(stem)).sum());
            if counts(phrase) {
                for stem in stems {
                    index.postings.entry(stem).or_default().push(at);
                }
            }
        }
        index
    }

    fn weight(&self, stem: &str) -> f32 {
        self.weights.get(stem).copied().unwrap_or(self.unknown)
    }

    /// The phrase that a folded heading is similar to, if it is to one field's alone.
    pub(super) fn similar(&self, phrases: &[HeadingPhrase], folded: &str, except: &[FieldId]) -> Option<Near> {
        self.best(phrases, folded, except, (ENOUGH, MARGIN))
    }

    /// The phrase that a folded heading most likely means, where headings beside it are known.
    pub(super) fn likely(&self, phrases: &[HeadingPhrase], folded: &str, except: &[FieldId]) -> Option<Near> {
        self.best(phrases, folded, except, (LIKELY, LIKELY_MARGIN))
    }

    fn best(
        &self,
        phrases: &[HeadingPhrase],
        folded: &str,
        except: &[FieldId],
        (enough, margin): (f32, f32),
    ) -> Option<Near> {
        let near = self.near(folded, enough - margin);
        let field = |near: &Near| phrases[near.phrase].fields.first();
        let allowed = near
            .iter()
            .filter(|near| !field(near).is_some_and(|field| except.contains(field)));
        let best = *allowed.max_by(|a, b| a.cmp(b)).filter(|best| best.score >= enough)?;
        // Fields that the phrase itself names beside its first are no rivals.
        let fields = &phrases[best.phrase].fields;
        let mut rivals = near
            .iter()
            .filter(|near| field(near).is_some_and(|field| !fields.contains(field)));
        rivals.all(|rival| best.score - rival.score >= margin).then_some(best)
    }

    /// The phrase nearest to a long heading of the field that its words tell together, each by how much more often that
    /// field's phrases hold it than others' do (naive Bayes, all fields alike before).
    pub(super) fn by_words(&self, phrases: &[HeadingPhrase], folded: &str, except: &[FieldId]) -> Option<Near> {
        const UNSEEN: f32 = 0.005;
        let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        let stems = stems(&words);
        let known: Vec<&BTreeMap<FieldId, f32>> = stems.iter().filter_map(|stem| self.shares.get(stem)).collect();
        if known.len() < KNOWN_WORDS.0 || (known.len() as f32) < KNOWN_WORDS.1 * stems.len() as f32 {
            return None;
        }
        let score = |field: &FieldId| -> f32 {
            let shares = known
                .iter()
                .map(|shares| shares.get(field).copied().unwrap_or_default() + UNSEEN);
            shares.map(f32::ln).sum()
        };
        let scores: Vec<(FieldId, f32)> = self.fields.iter().map(|field| (*field, score(field))).collect();
        let &(field, best) = scores.iter().max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        let total: f32 = scores.iter().map(|(_, score)| (score - best).exp()).sum();
        let sure = 1.0 / total >= SURE_WORDS && !except.contains(&field);
        if !sure {
            return None;
        }
        let of_field = |near: &Near| phrases[near.phrase].fields.first() == Some(&field);
        self.near(folded, 0.0).into_iter().filter(of_field).max_by(Near::cmp)
    }

    /// The nearest phrase of each of the three nearest fields, the nearest first.
    pub(super) fn nearest(&self, phrases: &[HeadingPhrase], folded: &str) -> Vec<Near> {
        let mut best: BTreeMap<Option<FieldId>, Near> = BTreeMap::new();
        for near in self.near(folded, NEAR) {
            let of_field = best.entry(phrases[near.phrase].fields.first().copied()).or_insert(near);
            if near.cmp(of_field).is_gt() {
                *of_field = near;
            }
        }
        let mut list: Vec<Near> = best.into_values().collect();
        list.sort_by(|a, b| b.cmp(a));
        list.truncate(3);
        list
    }

    /// Phrases that share a word with the heading and come at least so near to it.
    fn near(&self, folded: &str, least: f32) -> Vec<Near> {
        let words: Vec<String> = folded
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let stems = stems(&words);
        let total: f32 = stems.iter().map(|stem| self.weight(stem)).sum();
        // A place for each phrase: most words of a heading stand in hundreds of them.
        let mut shared = vec![0.0_f32; self.totals.len()];
        let mut met = Vec::new();
        for stem in &stems {
            let weight = self.weight(stem);
            for &phrase in self.postings.get(stem).into_iter().flatten() {
                if shared[phrase] == 0.0 {
                    met.push(phrase);
                }
                shared[phrase] += weight;
            }
        }
        met.into_iter()
            .map(|phrase| Near {
                phrase,
                score: 2.0 * shared[phrase] / (total + self.totals[phrase]).max(f32::EPSILON),
            })
            .filter(|near| near.score >= least)
            .collect()
    }
}

/// Weak phrases are also values and heads of columns: nothing is similar to them.
fn counts(phrase: &HeadingPhrase) -> bool {
    !matches!(phrase.source, PhraseSource::Not | PhraseSource::Weak)
}

/// The stems of words, each once, in order.
fn stems(words: &[String]) -> Vec<String> {
    let mut list: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let stem = stem(word);
        if !list.contains(&stem) {
            list.push(stem);
        }
    }
    list
}

/// What is left of a word without the ending that case and number give it: long words agree by their beginnings.
fn stem(word: &str) -> String {
    let letters = word.chars().count();
    let kept = if letters <= 5 {
        letters
    } else {
        (letters - letters / 4).clamp(5, 12)
    };
    let mut stem: String = word.chars().take(kept).collect();
    if letters <= 5 && letters > 3 && stem.ends_with('s') {
        stem.pop();
    }
    stem
}
