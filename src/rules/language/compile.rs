//! A language's files, made into what is looked up in.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::{Content, HeadingPhrase, PhraseSource, Sentence};
use crate::rules::FieldId;
use crate::rules::check::{self, Names};
use crate::rules::error::Errors;
use crate::rules::file::{DocumentKind, LanguageFile, Phrase, Sources as Phrases};
use crate::rules::fold::{self, fold};
use crate::rules::load::Source;

/// Compiles a language from its layers, the binary's first; notes every error. Phrases from `without` are left out.
/// Its code and name come with it.
pub(in crate::rules) fn compile(
    layers: &[Source],
    names: &Names,
    without: &[PhraseSource],
    errors: &mut Errors,
) -> Option<((String, String), Content)> {
    let mut language: Option<((String, String), Content)> = None;
    let mut claims = HashMap::default();
    for source in layers {
        let Some(file) = errors.parse::<LanguageFile>(source) else {
            continue;
        };
        check::own_id(source, &file.language, errors);
        let (_, into) = language.get_or_insert_with(|| {
            let mut content = Content::default();
            // An order of dates is the first layer's: it is not added to.
            content.words.date_order = file.words.date_order;
            ((file.language.get_ref().clone(), file.name.clone()), content)
        });
        for (ids, phrases) in &file.headings {
            let fields = names.fields(source, ids, errors);
            if !fields.is_empty() {
                headings(
                    source,
                    (ids.get_ref(), fields),
                    (phrases, without),
                    into,
                    &mut claims,
                    errors,
                );
            }
        }
        into.sentences
            .extend(told(source, "sentences", &file.sentences, names, errors));
        into.questions
            .extend(told(source, "questions", &file.questions, names, errors));
        into.and.extend(folded(source, &file.and, errors));
        into.parts.extend(folded(source, &file.parts, errors));
        for (kind, titles) in [
            (DocumentKind::Register, &file.documents.register),
            (DocumentKind::Notice, &file.documents.notice),
            (DocumentKind::Assessment, &file.documents.assessment),
        ] {
            into.documents
                .extend(folded(source, titles, errors).into_iter().map(|title| (kind, title)));
        }
        into.address.extend(folded(source, &file.documents.address, errors));
        let instructions = folded(source, &file.instructions, errors);
        into.instructions
            .extend(instructions.into_iter().map(|text| (text, ())));
        into.status.append(file.status);
        into.words.append(file.words);
    }
    language
}

/// Phrases that tell a field by themselves, from one table of a file.
fn told(
    source: &Source,
    table: &str,
    phrases: &BTreeMap<Phrase, Vec<Phrase>>,
    names: &Names,
    errors: &mut Errors,
) -> Vec<Sentence> {
    let mut list = Vec::new();
    for (ids, phrases) in phrases {
        let fields = names.fields(source, ids, errors);
        list.extend(phrases.iter().enumerate().map(|(index, phrase)| Sentence {
            phrase: phrase.get_ref().clone(),
            fields: fields.clone(),
            rule: format!("{}#{table}.{}[{index}]", source.path, ids.get_ref()),
        }));
    }
    list
}

/// What a phrase claims, to name the first where a second one of the same file contradicts it.
struct Claim {
    fields: Vec<FieldId>,
    rule: String,
    /// The file.
    layer: String,
}

fn headings(
    source: &Source,
    (key, fields): (&str, Vec<FieldId>),
    (phrases, without): (&Phrases, &[PhraseSource]),
    into: &mut Content,
    claims: &mut HashMap<String, Claim>,
    errors: &mut Errors,
) {
    let lists = PhraseSource::ALL.into_iter().zip(phrases.lists());
    for (origin, list) in lists.filter(|(origin, _)| !without.contains(origin)) {
        let name = origin.name();
        for (index, phrase) in list.iter().enumerate() {
            let rule = format!("{}#{key}.{name}[{index}]", source.path);
            let text = phrase.get_ref().clone();
            let folded = fold(&text);
            if folded.is_empty() {
                errors.at(source, phrase.span(), format!("`{text}` has no words"));
                continue;
            }
            let not = (origin == PhraseSource::Not).then(|| fields[0]);
            if let Some(field) = not {
                into.denied.entry(folded.clone()).or_default().push(field);
            } else {
                match claims.get(&folded) {
                    Some(claim) if claim.layer == source.name => {
                        if claim.fields != fields {
                            let first = &claim.rule;
                            let message =
                                format!("`{text}` is a phrase of two fields: of `{key}` here, and in {first}");
                            errors.at(source, phrase.span(), message);
                        }
                    }
                    // A user's file has the last word on a phrase of the binary's.
                    _ => {
                        let claim = Claim {
                            fields: fields.clone(),
                            rule: rule.clone(),
                            layer: source.name.clone(),
                        };
                        claims.insert(folded.clone(), claim);
                        into.exact.insert(folded.clone(), into.phrases.len());
                        if let Some(plain) = fold::plain(&folded) {
                            into.plain.insert(plain, into.phrases.len());
                        }
                    }
                }
            }
            let fields = if not.is_some() { Vec::new() } else { fields.clone() };
            let words = folded.split(' ').map(str::to_owned).collect();
            if let Some(&field) = fields.first() {
                into.by_field.entry(field).or_default().push(into.phrases.len());
            }
            into.phrases.push(HeadingPhrase {
                text,
                folded,
                words,
                fields,
                not,
                source: origin,
                rule,
            });
        }
    }
}

/// Folds a list of phrases; one that has no words would match everything, and is an error.
pub(in crate::rules) fn folded(source: &Source, phrases: &[Phrase], errors: &mut Errors) -> Vec<String> {
    let mut list = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        let text = fold(phrase.get_ref());
        if text.is_empty() {
            errors.at(source, phrase.span(), format!("`{}` has no words", phrase.get_ref()));
        } else {
            list.push(text);
        }
    }
    list
}
