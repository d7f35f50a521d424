//! What one rule file says of another: every name must exist, every file must be what its path says and have cases.

use std::collections::BTreeMap;

use super::FieldId;
use super::error::{Errors, suggestion};
use super::file::Phrase;
use super::load::{Source, Sources};

/// Folders of rule files, beside `fields.toml`.
const FOLDERS: [&str; 4] = ["checks", "languages", "regimes", "templates"];

/// Names that rule files may use.
#[derive(Debug)]
pub(super) struct Names {
    fields: BTreeMap<String, FieldId>,
    languages: Vec<String>,
    regimes: Vec<String>,
}

impl Names {
    /// Languages and regimes are known by their files' names: [`own_id`] holds each to it.
    pub(super) fn new(fields: BTreeMap<String, FieldId>, sources: &Sources) -> Names {
        let stems = |folder| {
            sources
                .folder(folder)
                .filter_map(|layers| Some(layers.first()?.stem().to_owned()))
                .collect()
        };
        Names {
            fields,
            languages: stems("languages"),
            regimes: stems("regimes"),
        }
    }

    /// The field of this id, or an error noted.
    pub(super) fn field(&self, source: &Source, id: &Phrase, errors: &mut Errors) -> Option<FieldId> {
        self.field_named(source, id, id.get_ref(), errors)
    }

    /// Fields of ids joined by commas.
    pub(super) fn fields(&self, source: &Source, ids: &Phrase, errors: &mut Errors) -> Vec<FieldId> {
        ids.get_ref()
            .split(',')
            .filter_map(|id| self.field_named(source, ids, id.trim(), errors))
            .collect()
    }

    fn field_named(&self, source: &Source, place: &Phrase, id: &str, errors: &mut Errors) -> Option<FieldId> {
        let found = self.fields.get(id).copied();
        if found.is_none() {
            let meant = suggestion(id, self.fields.keys().map(String::as_str));
            errors.at(source, place.span(), format!("unknown field `{id}`{meant}"));
        }
        found
    }

    /// Whether there is such a language.
    pub(super) fn has_language(&self, code: &str) -> bool {
        self.languages.iter().any(|known| known == code)
    }

    /// Notes an error unless there is such a language.
    pub(super) fn language(&self, source: &Source, code: &Phrase, errors: &mut Errors) {
        known("language", &self.languages, source, code, errors);
    }

    /// Notes an error unless there is such a regime.
    pub(super) fn regime(&self, source: &Source, id: &Phrase, errors: &mut Errors) {
        known("regime", &self.regimes, source, id, errors);
    }
}

fn known(what: &str, names: &[String], source: &Source, name: &Phrase, errors: &mut Errors) {
    if !names.contains(name.get_ref()) {
        let meant = suggestion(name.get_ref(), names.iter().map(String::as_str));
        errors.at(
            source,
            name.span(),
            format!("unknown {what} `{}`{meant}", name.get_ref()),
        );
    }
}

/// The id inside a file is the file's name: else a path in an error or in an output would mislead.
pub(super) fn own_id(source: &Source, id: &Phrase, errors: &mut Errors) {
    if id.get_ref() != source.stem() {
        errors.at(
            source,
            id.span(),
            format!("`{}` stands in a file named `{}`", id.get_ref(), source.stem()),
        );
    }
}

/// Every file stands in a folder that is read, and has cases; every file of cases has its rule file.
pub(super) fn places(sources: &Sources, errors: &mut Errors) {
    for (path, layers) in &sources.rules {
        let Some(source) = layers.last() else { continue };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if path == "fields.toml" {
            continue;
        } else if !FOLDERS.contains(&folder) {
            errors.of(
                &source.name,
                format!(
                    "is no rule file: they are fields.toml and {}/*.toml",
                    FOLDERS.join("/*.toml, ")
                ),
            );
        } else if !sources
            .cases
            .get(path)
            .is_some_and(|cases| cases.iter().any(|cases| cases.text.contains("[[")))
        {
            let beside = source.name.trim_end_matches(".toml");
            errors.of(
                &source.name,
                format!("has no cases; write what it must and must not do into {beside}.cases.toml"),
            );
        }
    }
    for (path, layers) in &sources.cases {
        if let (false, Some(source)) = (sources.rules.contains_key(path), layers.last()) {
            errors.of(&source.name, format!("are cases of {path}, which is not there"));
        }
    }
}
