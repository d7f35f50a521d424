//! Turns the texts of rule files into rules, or into all their errors.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::check::{self, Names};
use super::error::Errors;
use super::file::FieldsFile;
use super::language::Content;
use super::load::{self, Sources};
use super::speakers::{self, Speaker, Speakers};
use super::{Field, FieldId, Language, PhraseSource, Rules, content_check, language, regime, template};

/// Compiles all rules; every file is read to its end, so that one run shows all that is wrong.
pub(super) fn compile(sources: &Sources, without: &[PhraseSource]) -> Result<Rules, Errors> {
    let mut errors = Errors::default();
    check::places(sources, &mut errors);
    let head = Head::new(sources, &mut errors);
    let compiled = contents(sources, &head.names, without, &mut errors);
    let speakers = errors.noting("headings", speakers::pack(&known(&compiled)));
    let speakers = speakers.and_then(|(phrases, sets)| errors.noting("headings", Speakers::new(phrases, sets)));
    let Some(speakers) = speakers.map(Arc::new) else {
        return Err(errors);
    };
    let languages = (0..)
        .zip(compiled)
        .map(|(index, (called, content))| {
            let none = Vec::new();
            Language::later(called, index, Arc::clone(&speakers), none, Arc::clone(&head.names)).with(content)
        })
        .collect();
    head.rules(sources, languages, speakers, without, errors)
}

/// The rules that the binary carries, which the tests compile in full: languages wait until they are needed.
pub(super) fn builtin(sources: &Sources) -> Result<Rules, Errors> {
    let mut errors = Errors::default();
    let head = Head::new(sources, &mut errors);
    let Some(speakers) = errors.noting("headings", load::speakers()).map(Arc::new) else {
        return Err(errors);
    };
    let languages = (0..)
        .zip(sources.folder("languages").zip(load::LANGUAGES))
        .map(|(index, (layers, name))| {
            let called = (layers[0].stem().to_owned(), (*name).to_owned());
            let (speakers, names) = (Arc::clone(&speakers), Arc::clone(&head.names));
            Language::later(called, index, speakers, layers.to_vec(), names)
        })
        .collect();
    head.rules(sources, languages, speakers, &[], errors)
}

/// What other rules refer to.
struct Head {
    fields: Vec<Field>,
    names: Arc<Names>,
}

impl Head {
    fn new(sources: &Sources, errors: &mut Errors) -> Head {
        let (fields, ids) = fields(sources, errors);
        let names = Arc::new(Names::new(ids, sources));
        Head { fields, names }
    }

    fn rules(
        self,
        sources: &Sources,
        languages: Vec<Language>,
        speakers: Arc<Speakers>,
        without: &[PhraseSource],
        mut errors: Errors,
    ) -> Result<Rules, Errors> {
        let Head { fields, names } = self;
        let templates = sources
            .folder("templates")
            .filter_map(|layers| template::compile(layers, &names, &mut errors))
            .collect();
        let regimes = regime::compile(sources.folder("regimes"), &names, &mut errors);
        let checks = sources
            .folder("checks")
            .filter_map(|layers| content_check::compile(layers, &names, &mut errors))
            .collect();
        errors.or(Rules {
            fields,
            languages,
            speakers,
            templates,
            regimes,
            checks,
            hash: hash(sources, without),
        })
    }
}

/// A language's code and name, and what it holds.
type Compiled = ((String, String), Content);

/// Languages hold nearly all phrases, and none knows of another: they are compiled side by side.
fn contents(sources: &Sources, names: &Names, without: &[PhraseSource], errors: &mut Errors) -> Vec<Compiled> {
    let layers: Vec<_> = sources.folder("languages").collect();
    let compiled: Vec<_> = layers
        .into_par_iter()
        .map(|layers| {
            let mut errors = Errors::default();
            (language::compile(layers, names, without, &mut errors), errors)
        })
        .collect();
    let mut languages = Vec::with_capacity(compiled.len());
    for (language, own) in compiled {
        languages.extend(language);
        errors.0.extend(own.0);
    }
    languages
}

/// Who knows which phrase.
fn known(compiled: &[Compiled]) -> BTreeMap<String, BTreeSet<Speaker>> {
    let mut phrases: BTreeMap<String, BTreeSet<Speaker>> = BTreeMap::new();
    for (language, (_, content)) in (0..).zip(compiled) {
        for (phrase, weak) in content.known() {
            let speakers = phrases.entry(phrase.to_owned()).or_default();
            speakers.insert(Speaker { language, weak });
        }
    }
    phrases
}

fn fields(sources: &Sources, errors: &mut Errors) -> (Vec<Field>, BTreeMap<String, FieldId>) {
    let mut fields = Vec::new();
    let mut ids = BTreeMap::new();
    let layers = sources.rules.get("fields.toml").map_or(&[][..], Vec::as_slice);
    for source in layers {
        let Some(file) = errors.parse::<FieldsFile>(source) else {
            continue;
        };
        for entry in file.field {
            let (span, id) = (entry.id.span(), entry.id.into_inner());
            let Ok(index) = u16::try_from(fields.len()) else {
                continue;
            };
            if ids.insert(id.clone(), FieldId(index)).is_some() {
                errors.at(source, span, format!("field `{id}` is there twice"));
            }
            fields.push(Field {
                id,
                label: entry.label,
                meaning: entry.meaning,
                value_type: entry.value_type,
                none: entry.none,
                place: entry.place,
                sure_only: entry.sure_only,
                inherits: entry.inherits,
                dpv: entry.dpv,
            });
        }
    }
    (fields, ids)
}

/// Of paths, texts and what is left out; a path's length stands before it, so that no two sets of files look alike.
fn hash(sources: &Sources, without: &[PhraseSource]) -> String {
    let mut hasher = Sha256::new();
    without
        .iter()
        .for_each(|source| hasher.update(source.name().as_bytes()));
    for source in sources.rules.values().flatten() {
        hasher.update((source.path.len() as u64).to_le_bytes());
        hasher.update(source.path.as_bytes());
        hasher.update(source.digest);
    }
    hasher
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::rules::load::Source;

    const FIELDS: &str = "[[field]]\nid = \"purposes\"\nlabel = \"l\"\nmeaning = \"m\"\ntype = \"terms\"\n\
        [[field]]\nid = \"retention\"\nlabel = \"l\"\nmeaning = \"m\"\ntype = \"duration\"\n";

    fn source(path: &str, text: &str) -> Source {
        Source::new(path.to_owned(), format!("rules/{path}"), text.to_owned())
    }

    /// Rules of these files, each with some cases; or their errors, one a line.
    fn rules(files: &[(&str, &[&str])]) -> Result<Rules, Vec<String>> {
        let mut sources = Sources::default();
        for (path, layers) in [("fields.toml", &[FIELDS][..])].iter().chain(files) {
            sources.rules.insert(
                (*path).to_owned(),
                layers.iter().map(|text| source(path, text)).collect(),
            );
            sources
                .cases
                .insert((*path).to_owned(), vec![source(path, "[[heading]]")]);
        }
        compile(&sources, &[]).map_err(|errors| errors.0.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn all_errors_of_all_files_come_at_once() {
        let english = "language = \"en\"\nname = \"English\"\n[headings.purpse]\nlaw = [\"Aims\"]\n\
            [headings.retention]\nlaw = [\"How long?\", \"- :\"]\nusage = [\"Aims\"]\n\
            [headings.purposes]\nseen = [\"3. AIMS:\"]\n";
        let french = "language = \"fr\"\nname = \"French\"\n[headings.purposes]\nlaw = [\n";
        let regime = "id = \"other\"\nname = \"n\"\nlaw = \"l\"\ndocument = \"register\"\nincludes = [\"lav\"]\n\
            [recognise]\npatterns = [\"(\"]\n[[element]]\nfield = \"retentoin\"\nlevel = \"mandatory\"\nlaw = \"l\"\n";
        let errors = rules(&[
            ("languages/en.toml", &[english]),
            ("languages/fr.toml", &[french]),
            ("regimes/law.toml", &[regime]),
            ("forms/x.toml", &[""]),
        ])
        .unwrap_err();
        for expected in [
            "rules/forms/x.toml: is no rule file",
            "rules/languages/en.toml:3:11: unknown field `purpse`, did you mean `purposes`?",
            "rules/languages/en.toml:6:21: `- :` has no words",
            "`Aims` is a phrase of two fields: of `retention` here, and in languages/en.toml#purposes.seen[0]",
            "rules/languages/fr.toml:4:",
            "rules/regimes/law.toml:1:6: `other` stands in a file named `law`",
            "rules/regimes/law.toml:5:13: unknown regime `lav`, did you mean `law`?",
            "rules/regimes/law.toml:7:13: this pattern does not compile",
            "rules/regimes/law.toml:9:9: unknown field `retentoin`, did you mean `retention`?",
        ] {
            assert!(
                errors.iter().any(|error| error.contains(expected)),
                "{expected}\nis not in\n{}",
                errors.join("\n")
            );
        }
        assert_eq!(errors.len(), 9, "{}", errors.join("\n"));
    }

    #[test]
    fn a_file_without_cases_is_an_error() {
        let mut sources = Sources::default();
        let english = source("languages/en.toml", "language = \"en\"\nname = \"English\"\n");
        sources.rules.insert("languages/en.toml".to_owned(), vec![english]);
        let errors = compile(&sources, &[]).unwrap_err().to_string();
        assert!(errors.contains("rules/languages/en.toml: has no cases"), "{errors}");
        assert!(errors.contains("rules/languages/en.cases.toml"), "{errors}");
    }

    #[test]
    fn a_second_layer_adds_to_the_first() {
        let builtin = "language = \"en\"\nname = \"English\"\n[headings.purposes]\nlaw = [\"Purposes\"]\n\
            not = [\"Purpose-built\"]\n[status]\nnone = [\"none\"]\n";
        let ours = "extends = \"builtin\"\nlanguage = \"en\"\nname = \"English\"\n\
            [headings.\"purposes,retention\"]\nseen = [\"What for and how long\"]\n[status]\nnone = [\"nope\"]\n";
        let rules = rules(&[("languages/en.toml", &[builtin, ours])]).unwrap();
        let english = rules.language("en").unwrap();
        assert_eq!(
            english.exact("purposes").unwrap().rule,
            "languages/en.toml#purposes.law[0]"
        );
        assert_eq!(
            english.exact("what for and how long").unwrap().fields,
            [FieldId(0), FieldId(1)]
        );
        assert!(english.exact("purpose built").is_none());
        assert_eq!(
            english
                .phrases
                .iter()
                .filter(|phrase| phrase.not == Some(FieldId(0)))
                .count(),
            1
        );
        assert_eq!(english.status.none.len(), 2);
    }

    #[test]
    fn a_regime_holds_the_elements_of_those_it_includes() {
        let head =
            |id: &str, rest: &str| format!("id = \"{id}\"\nname = \"n\"\nlaw = \"l\"\ndocument = \"notice\"\n{rest}");
        let element = |field: &str, level: &str, law: &str| {
            format!("[[element]]\nfield = \"{field}\"\nlevel = \"{level}\"\nlaw = \"{law}\"\n")
        };
        let one = head("a", &element("purposes", "good_practice", "A 1"));
        let two = head(
            "b",
            &(element("purposes", "mandatory", "B 1") + &element("retention", "mandatory", "B 2")),
        );
        let both = head("c", "includes = [\"a\", \"b\"]\n") + &element("retention", "where_possible", "C");
        let files = [
            ("regimes/a.toml", &[&*one][..]),
            ("regimes/b.toml", &[&*two]),
            ("regimes/c.toml", &[&*both]),
        ];
        let rules = rules(&files).unwrap();
        let elements = &rules.regime("c").unwrap().elements;
        let shown: Vec<_> = elements
            .iter()
            .map(|element| (element.level, element.law.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                (crate::rules::Level::Mandatory, "A 1; B 1"),
                (crate::rules::Level::WherePossible, "C")
            ]
        );
    }

    #[test]
    fn the_hash_follows_the_rules() {
        let one = rules(&[("languages/en.toml", &["language = \"en\"\nname = \"English\"\n"])]).unwrap();
        let two = rules(&[("languages/en.toml", &["language = \"en\"\nname = \"British\"\n"])]).unwrap();
        assert_eq!(one.hash.len(), 16);
        assert_ne!(one.hash, two.hash);
    }

    #[test]
    fn what_the_build_made_of_the_rules_is_what_they_are() {
        let sources = load::sources(None).unwrap();
        let (later, all) = (builtin(&sources).unwrap(), compile(&sources, &[]).unwrap());
        assert_eq!(later.hash, all.hash);
        for (waits, compiled) in later.languages.iter().zip(&all.languages) {
            assert_eq!((&waits.code, &waits.name), (&compiled.code, &compiled.name));
            for phrase in &compiled.phrases {
                let exact = compiled.exact(&phrase.folded);
                assert_eq!(waits.exact(&phrase.folded), exact);
                let known = |rules: &Rules| {
                    let mut knowing = rules.knowing(&phrase.folded);
                    knowing
                        .find(|(language, _)| language.code == compiled.code)
                        .map(|(_, weight)| weight < 1.0)
                };
                let weak = exact.map(|phrase| phrase.source == PhraseSource::Weak);
                assert_eq!((known(&later), known(&all)), (weak, weak), "{}", phrase.rule);
            }
        }
    }
}
