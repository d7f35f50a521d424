//! How much the rules of each language know of each field, and how much of it their cases hold fast.

use std::path::Path;

use serde::Serialize;

use super::error::Errors;
use super::file::CasesFile;
use super::{Language, PhraseSource, Rules, compile, load};

/// What one language knows of one field. A phrase or a case that names several fields counts for each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cover {
    /// BCP 47.
    pub language: String,
    /// Field id.
    pub field: String,
    /// Phrases that are terms of the law.
    pub law: usize,
    /// Phrases of forms of regulators and institutions.
    pub regulator: usize,
    /// Phrases of common usage.
    pub usage: usize,
    /// Phrases seen in real documents only.
    pub seen: usize,
    /// Phrases that count only where nothing better is there.
    pub weak: usize,
    /// Phrases that look like the field and are not.
    pub not: usize,
    /// Cases of headings that are the field.
    pub positive: usize,
    /// Cases of headings that must not be taken for it.
    pub negative: usize,
}

impl Cover {
    /// Phrases that are sure.
    pub fn phrases(&self) -> usize {
        self.law + self.regulator + self.usage + self.seen
    }

    /// Phrases without a case for and one against them: nothing would tell when they break.
    pub fn untested(&self) -> bool {
        self.phrases() + self.weak > 0 && (self.positive == 0 || self.negative == 0)
    }

    fn count(&mut self, source: PhraseSource) {
        *match source {
            PhraseSource::Law => &mut self.law,
            PhraseSource::Regulator => &mut self.regulator,
            PhraseSource::Usage => &mut self.usage,
            PhraseSource::Seen => &mut self.seen,
            PhraseSource::Weak => &mut self.weak,
            PhraseSource::Not => &mut self.not,
        } += 1;
    }
}

/// What each language knows of each field: by language, then in the order of fields.
///
/// # Errors
///
/// All errors of rule files and of files of cases.
pub fn coverage(user: Option<&Path>, without: &[PhraseSource]) -> Result<Vec<Cover>, Errors> {
    let sources = load::sources(user)?;
    let rules = compile::compile(&sources, without)?;
    let mut errors = Errors::default();
    let mut covers = Vec::new();
    for language in &rules.languages {
        let mut row = phrases(language, &rules);
        let path = format!("languages/{}.toml", language.code);
        for source in sources.cases.get(&path).into_iter().flatten() {
            if let Some(file) = errors.parse::<CasesFile>(source) {
                cases(&file, &mut row);
            }
        }
        covers.append(&mut row);
    }
    errors.or(covers)
}

fn phrases(language: &Language, rules: &Rules) -> Vec<Cover> {
    let mut row: Vec<Cover> = rules
        .fields
        .iter()
        .map(|field| Cover {
            language: language.code.clone(),
            field: field.id.clone(),
            ..Cover::default()
        })
        .collect();
    for phrase in &language.phrases {
        for field in phrase.fields.iter().chain(&phrase.not) {
            row[usize::from(field.0)].count(phrase.source);
        }
    }
    row
}

fn cases(file: &CasesFile, row: &mut [Cover]) {
    for case in &file.heading {
        for id in case.is.get_ref().split(',').map(str::trim) {
            row.iter_mut()
                .filter(|cover| cover.field == id)
                .for_each(|cover| cover.positive += 1);
        }
        for id in &case.not {
            row.iter_mut()
                .filter(|cover| cover.field == *id.get_ref())
                .for_each(|cover| cover.negative += 1);
        }
    }
}
