//! A language's rules, ready for use.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;

use super::FieldId;
use super::check::{self, Names};
use super::error::Errors;
use super::file::{DocumentKind, LanguageFile, Phrase, Sources as Phrases, StatusPhrases, Words};
use super::fold::{self, fold};
use super::load::Source;
use super::similar::Index;
use super::speakers::Speakers;
use super::vocabulary::Vocabulary;
use super::vocabulary::lexicon::Lexicon;

/// A language. What it holds ([`Content`]) is reached through it, and is compiled when first looked at: a document is in
/// one language of thirty, and most of them are never needed.
#[derive(Debug)]
pub struct Language {
    /// BCP 47.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Its place among all languages.
    pub(super) index: u8,
    /// Who knows which phrase.
    pub(super) speakers: Arc<Speakers>,
    content: OnceLock<Content>,
    /// What it is compiled from.
    layers: Vec<Source>,
    names: Arc<Names>,
}

/// How one language writes headings, statuses and values.
#[derive(Debug, Default)]
pub struct Content {
    /// All phrases of headings, by field and then from the strongest source to the weakest.
    pub phrases: Vec<HeadingPhrase>,
    /// Index into `phrases` by folded text; of phrases that claim a field only.
    exact: HashMap<String, usize>,
    /// The same by [`fold::plain`], of those that it changes.
    plain: HashMap<String, usize>,
    /// Indices into `phrases` by the field that each claims first.
    by_field: HashMap<FieldId, Vec<usize>>,
    /// Fields that a folded heading must not be taken for.
    denied: HashMap<String, Vec<FieldId>>,
    /// Words for "and", folded.
    pub and: Vec<String>,
    /// Labels of the parts of a party, folded.
    pub parts: Vec<String>,
    /// Titles of whole documents, folded, with the kind that each names.
    pub documents: Vec<(DocumentKind, String)>,
    /// How a privacy notice speaks to its reader, folded.
    pub address: Vec<String>,
    /// Openings and formulas of a form's instructions, folded.
    pub instructions: Vec<String>,
    /// Phrases of sentences that tell their field, as written in the rules.
    pub sentences: Vec<Sentence>,
    /// Openings of questions that tell their field, as written in the rules.
    pub questions: Vec<Sentence>,
    /// Phrases that tell a value's status, as written in the rules.
    pub status: StatusPhrases,
    /// Words inside values, as written in the rules.
    pub words: Words,
    /// The words of all phrases, weighed when first asked for.
    similar: OnceLock<Index>,
    /// Status phrases and words, folded when first asked for.
    vocabulary: OnceLock<Vocabulary>,
    /// Indices into `sentences` by their phrases, folded when first asked for.
    telling: OnceLock<Lexicon<usize>>,
    /// Indices into `questions` by their openings, folded when first asked for.
    asking: OnceLock<Lexicon<usize>>,
}

/// A phrase of a sentence, or the opening of a question, that tells its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// As the rule file has it.
    pub phrase: String,
    /// What the sentence states, the primary field first.
    pub fields: Vec<FieldId>,
    /// Its rule, for provenance: `languages/en.toml#sentences.retention[2]`, counted from 0.
    pub rule: String,
}

impl Language {
    /// A language of files that are known to be sound, to be compiled when it is needed.
    pub(super) fn later(
        (code, name): (String, String),
        index: u8,
        speakers: Arc<Speakers>,
        layers: Vec<Source>,
        names: Arc<Names>,
    ) -> Language {
        Language {
            code,
            name,
            index,
            speakers,
            content: OnceLock::new(),
            layers,
            names,
        }
    }

    /// The same with its content, which is compiled already.
    pub(super) fn with(self, content: Content) -> Language {
        Language {
            content: OnceLock::from(content),
            ..self
        }
    }

    /// The phrase that a folded heading is, word for word.
    pub fn exact(&self, folded: &str) -> Option<&HeadingPhrase> {
        let known = || self.speakers.of(folded).any(|speaker| speaker.language == self.index);
        let content = match self.content.get() {
            Some(content) => content,
            None if known() => self,
            None => return None,
        };
        content.exact.get(folded).map(|&index| &content.phrases[index])
    }
}

impl Content {
    /// The phrase that a folded heading is, where a plain keyboard wrote it: "Empfaenger", "formaal".
    pub(super) fn spelt_plainly(&self, folded: &str) -> Option<&HeadingPhrase> {
        let plain = fold::plain(folded)?;
        let index = self.exact.get(&plain).or_else(|| self.plain.get(&plain))?;
        Some(&self.phrases[*index])
    }

    /// The phrases that claim one of these fields first, in their order.
    pub(super) fn phrases_of(&self, fields: &[FieldId]) -> impl Iterator<Item = &HeadingPhrase> {
        let known = fields.iter().filter_map(|field| self.by_field.get(field));
        let mut indices: Vec<usize> = known.flatten().copied().collect();
        indices.sort_unstable();
        indices.into_iter().map(|index| &self.phrases[index])
    }
}

impl Deref for Language {
    type Target = Content;

    fn deref(&self) -> &Content {
        self.content.get_or_init(|| {
            let mut errors = Errors::default();
            let compiled = compile(&self.layers, &self.names, &[], &mut errors);
            debug_assert_eq!(errors, Errors::default());
            compiled.map(|(_, content)| content).unwrap_or_default()
        })
    }
}

impl Content {
    /// The words of all phrases, weighed.
    pub(super) fn similar(&self) -> &Index {
        self.similar.get_or_init(|| Index::new(&self.phrases))
    }

    /// Its words for statuses and values, ready for matching.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
            .get_or_init(|| Vocabulary::new(&self.status, &self.words).with_parts(&self.parts))
    }

    /// The phrases of sentences that tell their field, with their place in `sentences`.
    pub(super) fn telling(&self) -> &Lexicon<usize> {
        self.telling.get_or_init(|| {
            let phrases = self.sentences.iter().enumerate();
            Lexicon::new(phrases.map(|(at, sentence)| (sentence.phrase.as_str(), at)))
        })
    }

    /// The openings of questions that tell their field, with their place in `questions`.
    pub(super) fn asking(&self) -> &Lexicon<usize> {
        self.asking.get_or_init(|| {
            let openings = self.questions.iter().enumerate();
            Lexicon::new(openings.map(|(at, question)| (fold::open(&question.phrase), at)))
        })
    }

    /// Fields that a folded heading must not be taken for.
    pub(super) fn denied(&self, folded: &str) -> &[FieldId] {
        self.denied.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The phrases of headings that name a field, folded, and whether it is a weak one.
    pub(super) fn known(&self) -> impl Iterator<Item = (&str, bool)> {
        let weak = |index: usize| self.phrases[index].source == PhraseSource::Weak;
        self.phrases
            .iter()
            .filter_map(move |phrase| Some((phrase.folded.as_str(), weak(*self.exact.get(&phrase.folded)?))))
    }
}

/// A phrase that headings are written with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingPhrase {
    /// As the rule file has it.
    pub text: String,
    /// In the one spelling that headings are compared in.
    pub folded: String,
    /// The words of `folded`.
    pub words: Vec<String>,
    /// What it asks for, the primary field first; empty where it only looks as if it did (`not`).
    pub fields: Vec<FieldId>,
    /// The field that it must not be taken for.
    pub not: Option<FieldId>,
    /// Where it comes from.
    pub source: PhraseSource,
    /// Its rule, for provenance: `languages/en.toml#retention.law[2]`, counted from 0.
    pub rule: String,
}

/// Where a phrase comes from, the most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PhraseSource {
    /// A term of the law.
    Law,
    /// A form of a regulator or of an institution.
    Regulator,
    /// Common usage, or a translation.
    Usage,
    /// Seen in a real document only.
    Seen,
    /// Not sure: counts only where nothing better does.
    Weak,
    /// Looks like a phrase of the field and is not one.
    Not,
}

impl PhraseSource {
    /// All of them, in order.
    pub const ALL: [PhraseSource; 6] = [
        PhraseSource::Law,
        PhraseSource::Regulator,
        PhraseSource::Usage,
        PhraseSource::Seen,
        PhraseSource::Weak,
        PhraseSource::Not,
    ];

    /// The key of its list in a rule file.
    pub fn name(self) -> &'static str {
        match self {
            PhraseSource::Law => "law",
            PhraseSource::Regulator => "regulator",
            PhraseSource::Usage => "usage",
            PhraseSource::Seen => "seen",
            PhraseSource::Weak => "weak",
            PhraseSource::Not => "not",
        }
    }
}

/// Compiles a language from its layers, the binary's first; notes every error. Phrases from `without` are left out.
/// Its code and name come with it.
pub(super) fn compile(
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
        into.instructions.extend(folded(source, &file.instructions, errors));
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
pub(super) fn folded(source: &Source, phrases: &[Phrase], errors: &mut Errors) -> Vec<String> {
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
