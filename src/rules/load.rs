//! Gathers the texts of rule files: those of the binary, and a user's folder laid over them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::error::Errors;
use super::speakers::Speakers;

/// Path below `rules/`, text and SHA-256 of each file that the binary carries, by path.
const BUILTIN: &[(&str, &str, [u8; 32])] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The name of each language that the binary carries, in English, by code.
pub(super) const LANGUAGES: &[&str] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Suffix of a file of cases.
const CASES: &str = ".cases.toml";

/// The text of one rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// Below the rules' root, with `/`: `languages/en.toml`.
    pub(crate) path: String,
    /// How messages name it.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: Cow<'static, str>,
    /// The SHA-256 of its text.
    pub(super) digest: [u8; 32],
}

impl Source {
    /// A file that is none of the binary's.
    pub(crate) fn new(path: String, name: String, text: String) -> Source {
        Source {
            path,
            name,
            digest: Sha256::digest(&text).into(),
            text: Cow::Owned(text),
        }
    }

    /// Whether the binary carries it.
    pub(super) fn is_builtin(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The file's name without folder and `.toml`: the id that stands inside it too.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(CASES)
            .or_else(|| name.strip_suffix(".toml"))
            .unwrap_or(name)
    }
}

/// All files in force by path: one layer each, or two where a user's file extends the binary's.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Rule files.
    pub(super) rules: BTreeMap<String, Vec<Source>>,
    /// Their cases, by the path of the rule file.
    pub(super) cases: BTreeMap<String, Vec<Source>>,
}

impl Sources {
    /// Rule files of one folder, in order of their names.
    pub(super) fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a [Source]> {
        let prefix = format!("{folder}/");
        self.rules
            .iter()
            .filter(move |(path, _)| path.starts_with(&prefix))
            .map(|(_, layers)| layers.as_slice())
    }

    fn lay(&mut self, source: Source) {
        let (files, key) = match source.path.strip_suffix(CASES) {
            Some(stem) => (&mut self.cases, format!("{stem}.toml")),
            None => (&mut self.rules, source.path.clone()),
        };
        let layers = files.entry(key).or_default();
        if !extends_builtin(&source.text) {
            layers.clear();
        }
        layers.push(source);
    }
}

/// The binary's files, with those of `user` laid over them.
pub(super) fn sources(user: Option<&Path>) -> Result<Sources, Errors> {
    let mut sources = Sources::default();
    for &(path, text, digest) in BUILTIN {
        sources.lay(Source {
            path: path.to_owned(),
            name: format!("rules/{path}"),
            text: Cow::Borrowed(text),
            digest,
        });
    }
    let mut errors = Errors::default();
    if let Some(root) = user {
        for source in read_folder(root, "", &mut errors) {
            sources.lay(source);
        }
    }
    errors.or(sources)
}

/// Who knows which phrase, of the languages that the binary carries.
pub(super) fn speakers() -> Result<Speakers, fst::Error> {
    Speakers::new(
        &include_bytes!(concat!(env!("OUT_DIR"), "/phrases.fst"))[..],
        &include_bytes!(concat!(env!("OUT_DIR"), "/speakers"))[..],
    )
}

/// `extends = "builtin"` before any table. Told by the line and not by parsing, so that a file which does not parse
/// still takes its right place.
fn extends_builtin(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with('['))
        .any(|line| {
            line.split_once('=')
                .is_some_and(|(key, value)| key.trim() == "extends" && value.contains("builtin"))
        })
}

fn read_folder(folder: &Path, below: &str, errors: &mut Errors) -> Vec<Source> {
    let mut sources = Vec::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            errors.of(&folder.display().to_string(), format!("cannot be read: {error}"));
            return sources;
        }
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            sources.append(&mut read_folder(&path, &format!("{below}{name}/"), errors));
        } else if name.ends_with(".toml") {
            let shown = path.display().to_string();
            match fs::read_to_string(&path) {
                Ok(text) => sources.push(Source::new(format!("{below}{name}"), shown, text)),
                Err(error) => errors.of(&shown, format!("cannot be read: {error}")),
            }
        }
    }
    sources
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_user_file_replaces_or_extends() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("languages")).unwrap();
        let file = folder.path().join("languages/en.toml");
        fs::write(&file, "language = \"en\"\n").unwrap();
        assert_eq!(
            sources(Some(folder.path())).unwrap().rules["languages/en.toml"].len(),
            1
        );
        fs::write(&file, "# ours\nextends = \"builtin\"\nlanguage = \"en\"\n").unwrap();
        let layers = &sources(Some(folder.path())).unwrap().rules["languages/en.toml"];
        assert_eq!(layers.len(), 2);
        assert_eq!(layers[0].name, "rules/languages/en.toml");
        assert_eq!(layers[1].stem(), "en");
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let errors = sources(Some(Path::new("no/such/folder"))).unwrap_err();
        assert!(errors.to_string().starts_with("no/such/folder: cannot be read"));
    }

    #[test]
    fn extends_counts_only_before_the_first_table() {
        assert!(!extends_builtin(
            "language = \"en\"\n[headings.purposes]\nextends = \"builtin\"\n"
        ));
    }
}
