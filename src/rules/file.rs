//! The shapes of the rule files, as they stand in TOML. Unknown keys are refused.
//!
//! Every phrase is held with its place ([`Spanned`]: a byte range of its file), so that a check can point at it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_spanned::Spanned;

/// A phrase with its place in the file.
pub type Phrase = Spanned<String>;

/// What a user's file does to the binary's file of the same path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extends {
    /// It adds to it: lists are appended.
    Builtin,
}

/// `fields.toml`: the canonical fields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldsFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// One a field, in the order in which people read a record.
    #[serde(default)]
    pub field: Vec<FieldEntry>,
}

/// One canonical field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldEntry {
    /// Its id: lower case and underscores; never renamed.
    pub id: Phrase,
    /// Its name in messages, in English, lower case.
    pub label: String,
    /// What it means, a sentence.
    pub meaning: String,
    /// The type of its normalized value.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// What "none" says under it.
    #[serde(default)]
    pub none: NoneMeans,
    /// A link or a place answers it: a notice, a document.
    #[serde(default)]
    pub place: bool,
    /// Headings in words of their own are never taken for it: its words are those of titles and of everything else.
    #[serde(default)]
    pub sure_only: bool,
    /// Stated once for all records of a file, it holds for each; a title does not.
    #[serde(default = "yes")]
    pub inherits: bool,
    /// Its name in the Data Privacy Vocabulary, for exports.
    #[serde(default)]
    pub dpv: Option<String>,
}

fn yes() -> bool {
    true
}

/// Types of normalized values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueType {
    /// No normalization but of white space.
    Text,
    /// A list of terms.
    Terms,
    /// A calendar date.
    Date,
    /// A retention period or criterion.
    Duration,
    /// Persons and bodies.
    Party,
    /// Countries, and whether data go there.
    Country,
    /// Codes of legal bases.
    LegalBasis,
    /// Rights of data subjects.
    Rights,
    /// Yes or no.
    Answer,
}

/// What "none" under a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoneMeans {
    /// It answers the question: there are no recipients, no transfers.
    #[default]
    Answers,
    /// It cannot be: a processing without a purpose.
    Gap,
}

/// `languages/<code>.toml`: how one language writes headings, statuses and values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// BCP 47.
    pub language: Phrase,
    /// Its name in English.
    pub name: String,
    /// Phrases of headings by field id, or by field ids joined with a comma for a heading that names several: the
    /// value belongs to the first and is shared with the others.
    #[serde(default)]
    pub headings: BTreeMap<Phrase, Sources>,
    /// Labels of the parts of a party ("e-mail", "phone"): never fields of their own, they go with the party above.
    #[serde(default)]
    pub parts: Vec<Phrase>,
    /// Words for "and": a heading may name several fields, each by a phrase of its own ("Purposes and legal basis").
    #[serde(default)]
    pub and: Vec<Phrase>,
    /// Titles of whole documents, by kind: generic, so that they name the kind and no record.
    #[serde(default)]
    pub documents: Documents,
    /// Openings and formulas of a form's own instructions ("please describe", "tick this box").
    #[serde(default)]
    pub instructions: Vec<Phrase>,
    /// Phrases of sentences that tell their field with no heading over them ("your data will be kept for"), by field id
    /// or ids joined with a comma. `*` and `…` stand in them as in [`Words`].
    #[serde(default)]
    pub sentences: BTreeMap<Phrase, Vec<Phrase>>,
    /// Phrases that tell a value's status.
    #[serde(default)]
    pub status: StatusPhrases,
    /// Words inside values.
    #[serde(default)]
    pub words: Words,
}

/// Phrases of a heading, by where they come from: what was only seen can be switched off to see what rests on it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// Terms of the law.
    #[serde(default)]
    pub law: Vec<Phrase>,
    /// Forms of a regulator or of an institution.
    #[serde(default)]
    pub regulator: Vec<Phrase>,
    /// Common usage and translation.
    #[serde(default)]
    pub usage: Vec<Phrase>,
    /// Seen in real documents only.
    #[serde(default)]
    pub seen: Vec<Phrase>,
    /// Not sure: matches only where nothing better does.
    #[serde(default)]
    pub weak: Vec<Phrase>,
    /// Looks like a phrase of this field and is not one: such a heading never maps to it.
    #[serde(default)]
    pub not: Vec<Phrase>,
}

/// Titles of whole documents.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// Records of processing.
    #[serde(default)]
    pub register: Vec<Phrase>,
    /// Privacy notices.
    #[serde(default)]
    pub notice: Vec<Phrase>,
    /// Impact assessments.
    #[serde(default)]
    pub assessment: Vec<Phrase>,
}

/// Phrases that tell a value's status. They are compared with the whole value, folded, unless said otherwise.
/// `*` and `…` stand in them as in [`Words`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusPhrases {
    /// "Not applicable".
    #[serde(default)]
    pub not_applicable: Vec<Phrase>,
    /// "None", "there are none"; also as the first words of a short answer.
    #[serde(default)]
    pub none: Vec<Phrase>,
    /// "are not transferred": found anywhere in a sentence.
    #[serde(default)]
    pub negations: Vec<Phrase>,
    /// "except", "unless": they turn a "none" into a value.
    #[serde(default)]
    pub exceptions: Vec<Phrase>,
    /// "see the privacy notice": the opening of a value that points elsewhere.
    #[serde(default)]
    pub elsewhere: Vec<Phrase>,
    /// "available internally": anywhere in a short value.
    #[serde(default)]
    pub internal: Vec<Phrase>,
    /// "to be completed".
    #[serde(default)]
    pub to_complete: Vec<Phrase>,
    /// "redacted", "withheld".
    #[serde(default)]
    pub redacted: Vec<Phrase>,
    /// "yes".
    #[serde(default)]
    pub yes: Vec<Phrase>,
    /// "no".
    #[serde(default)]
    pub no: Vec<Phrase>,
}

/// Words inside values. All are compared folded, at word boundaries. A `*` at a word's end or start stands for any
/// ending or beginning (`suostumu*`, `*johtaja`), `…` between words for up to seven others in the same sentence.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Order of the parts of a numeric date.
    #[serde(default)]
    pub date_order: DateOrder,
    /// Twelve lists: the forms of each month's name, January first.
    #[serde(default)]
    pub months: Vec<Vec<String>>,
    /// Number words by value.
    #[serde(default)]
    pub numbers: BTreeMap<String, Vec<String>>,
    /// Forms of hour, day, week, month and year.
    #[serde(default)]
    pub units: Units,
    /// "at least".
    #[serde(default)]
    pub minimum: Vec<String>,
    /// "at most", "up to".
    #[serde(default)]
    pub maximum: Vec<String>,
    /// "until", "after", "as long as": what turns a phrase into a criterion.
    #[serde(default)]
    pub events: Vec<String>,
    /// "indefinitely".
    #[serde(default)]
    pub indefinite: Vec<String>,
    /// "as long as necessary": a formula that says nothing.
    #[serde(default)]
    pub as_necessary: Vec<String>,
    /// "retention schedule": the period stands in another document.
    #[serde(default)]
    pub schedules: Vec<String>,
    /// "third country".
    #[serde(default)]
    pub third_country: Vec<String>,
    /// Names of countries by ISO 3166-1 alpha-2, or `EU`, `EEA`.
    #[serde(default)]
    pub countries: BTreeMap<String, Vec<String>>,
    /// Words for legal bases by letter of GDPR Art. 6(1): `a` to `f`.
    #[serde(default)]
    pub legal_bases: BTreeMap<String, Vec<String>>,
    /// Words for rights: access, rectification, erasure, restriction, portability, objection, no_adm,
    /// withdraw_consent, complaint.
    #[serde(default)]
    pub rights: BTreeMap<String, Vec<String>>,
    /// Words of roles ("head", "director", "officer"): they tell a role from a name.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Words and legal forms of organisations ("university", "Ltd"): they tell an organisation from a person.
    #[serde(default)]
    pub organisations: Vec<String>,
    /// Words of street addresses ("street", "avenue").
    #[serde(default)]
    pub streets: Vec<String>,
}

/// Order of the parts of a numeric date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 30/01/2024.
    #[default]
    DayMonthYear,
    /// 1/30/2024.
    MonthDayYear,
    /// 2024-01-30.
    YearMonthDay,
}

/// Forms of the units of time.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Hours.
    #[serde(default)]
    pub hour: Vec<String>,
    /// Days.
    #[serde(default)]
    pub day: Vec<String>,
    /// Weeks.
    #[serde(default)]
    pub week: Vec<String>,
    /// Months.
    #[serde(default)]
    pub month: Vec<String>,
    /// Years.
    #[serde(default)]
    pub year: Vec<String>,
}

/// Lists of a user's file go behind those of the binary's.
macro_rules! append {
    ($into:ident, $more:ident, $($list:ident),+ $(,)?) => { $($into.$list.extend($more.$list);)+ };
}

impl StatusPhrases {
    /// Adds the phrases of a file that extends this one.
    pub(super) fn append(&mut self, more: StatusPhrases) {
        append!(
            self,
            more,
            not_applicable,
            none,
            negations,
            exceptions,
            elsewhere,
            internal,
            to_complete,
            redacted,
            yes,
            no
        );
    }
}

impl Words {
    /// Adds the words of a file that extends this one; its order of dates is the binary's.
    pub(super) fn append(&mut self, more: Words) {
        let Units {
            hour,
            day,
            week,
            month,
            year,
        } = more.units;
        for (into, list) in [
            (&mut self.units.hour, hour),
            (&mut self.units.day, day),
            (&mut self.units.week, week),
            (&mut self.units.month, month),
            (&mut self.units.year, year),
        ] {
            into.extend(list);
        }
        self.months
            .resize_with(self.months.len().max(more.months.len()), Vec::new);
        for (into, names) in self.months.iter_mut().zip(more.months) {
            into.extend(names);
        }
        for (into, map) in [
            (&mut self.numbers, more.numbers),
            (&mut self.countries, more.countries),
            (&mut self.legal_bases, more.legal_bases),
            (&mut self.rights, more.rights),
        ] {
            for (key, list) in map {
                into.entry(key).or_default().extend(list);
            }
        }
        append!(
            self,
            more,
            minimum,
            maximum,
            events,
            indefinite,
            as_necessary,
            schedules,
            third_country,
            roles,
            organisations,
            streets
        );
    }
}

/// `templates/<id>.toml`: a form that many organisations fill in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// The file's name without `.toml`.
    pub id: Phrase,
    /// Its name, for people.
    pub name: String,
    /// Who publishes it, and where it was read.
    pub source: String,
    /// The regime that a document on this form is held against.
    pub regime: Option<Phrase>,
    /// The language that its headings are in.
    pub language: Phrase,
    /// A document is on this form when at least this many of its headings are there.
    pub at_least: usize,
    /// Sentences or titles that name the form: one of them is enough.
    #[serde(default)]
    pub signs: Vec<Phrase>,
    /// Its headings.
    #[serde(default)]
    pub heading: Vec<TemplateHeading>,
    /// The form's own instructions and captions: never a value.
    #[serde(default)]
    pub instructions: Vec<Phrase>,
}

/// A heading of a form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateHeading {
    /// As printed, without its number.
    #[serde(rename = "is")]
    pub phrase: Phrase,
    /// The fields that it asks for, the first the primary one.
    pub fields: Vec<Phrase>,
}

/// `regimes/<id>.toml`: what one law asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegimeFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// The file's name without `.toml`.
    pub id: Phrase,
    /// Its name, for people.
    pub name: String,
    /// The law, as cited.
    pub law: String,
    /// What kind of document it governs.
    pub document: DocumentKind,
    /// How a document is known to be under this law.
    #[serde(default)]
    pub recognise: Recognise,
    /// Regimes whose elements hold too. Where two of them have one for the same field, the stricter holds and both
    /// provisions are cited; an element of this file replaces theirs.
    #[serde(default)]
    pub includes: Vec<Phrase>,
    /// What it asks for, in the order of the law.
    #[serde(default)]
    pub element: Vec<Element>,
    /// Fields that this law never asks for.
    #[serde(default)]
    pub never: Vec<Phrase>,
    /// The citations were written from memory and await checking.
    #[serde(default)]
    pub awaits_checking: bool,
}

/// Kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A record of processing activities.
    Register,
    /// A privacy notice.
    Notice,
    /// An impact assessment.
    Assessment,
}

/// How a document is known to be under a law.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognise {
    /// Words of the title or of the legal sentence; a `*` at the end stands for any ending.
    #[serde(default)]
    pub phrases: Vec<Phrase>,
    /// Regular expressions for what phrases cannot say, a cited article above all. They see lower case words without
    /// accents and punctuation, one space between them: `\bart[a-z]* 13\b` finds "Art. 13(1)" and "artículo 13".
    #[serde(default)]
    pub patterns: Vec<Phrase>,
    /// Fields whose headings speak for it, where no sentence does.
    #[serde(default)]
    pub fields: Vec<Phrase>,
    /// The regime taken for its kind of document where nothing else tells.
    #[serde(default)]
    pub default: bool,
}

/// One element that a law asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Field id.
    pub field: Phrase,
    /// How strictly.
    pub level: Level,
    /// The provision, as cited.
    pub law: String,
    /// The condition, in words, where the level is `conditional`.
    #[serde(default)]
    pub when: Option<String>,
    /// The condition, where the record itself can tell it.
    #[serde(default, rename = "if")]
    pub condition: Option<Condition>,
}

/// A condition that a record can tell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// It holds when this field is stated (present or elsewhere) ...
    pub field: Phrase,
    /// ... and its value holds this code, where given.
    #[serde(default)]
    pub code: Option<String>,
}

/// How strictly a law asks for an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Always.
    Mandatory,
    /// Where its condition holds.
    Conditional,
    /// Where possible.
    WherePossible,
    /// Not by law: good practice, or a common form.
    GoodPractice,
}

/// `<name>.cases.toml` beside a rule file: what it must and must not do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CasesFile {
    /// `"builtin"` in a user's file that adds to the binary's one of the same path in place of replacing it.
    #[serde(default)]
    pub extends: Option<Extends>,
    /// Headings and the field that each must map to.
    #[serde(default)]
    pub heading: Vec<HeadingCase>,
    /// Sentences and the field that each must tell.
    #[serde(default)]
    pub sentence: Vec<SentenceCase>,
    /// Values and the status that each must get.
    #[serde(default)]
    pub status: Vec<StatusCase>,
    /// Sentences or titles, and whether this template or regime must be recognised by them.
    #[serde(default)]
    pub recognise: Vec<RecogniseCase>,
    /// Documents, and what this check must find in each.
    #[serde(default)]
    pub check: Vec<CheckCase>,
}

/// A heading that must map to a field, or to none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadingCase {
    /// The heading as a document prints it.
    pub heading: Phrase,
    /// The field that it must map to, or `none`.
    pub is: Phrase,
    /// Why, where that is not plain.
    #[serde(default)]
    pub why: Option<String>,
}

/// A sentence that must tell its field with no heading over it, or must tell none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceCase {
    /// The sentence as a document prints it.
    pub sentence: Phrase,
    /// The field that it must tell, or `none`.
    pub is: Phrase,
}

/// A value that must get a status.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusCase {
    /// The value as a document prints it.
    pub value: Phrase,
    /// The field that it stands under.
    pub field: Phrase,
    /// The status, as in the output.
    pub is: Phrase,
}

/// A document in which a check must find something, or nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckCase {
    /// The document, as plain text: labels with a colon, a blank line between paragraphs.
    pub text: Phrase,
    /// Ids of the fields that it must find something in, joined by a comma, or `nothing`.
    pub finds: Phrase,
    /// The regime to hold the document against; else a controller's record under Art. 30(1).
    #[serde(default)]
    pub regime: Option<String>,
    /// The day on which ages are judged.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Why, where that is not plain.
    #[serde(default)]
    pub why: Option<String>,
}

/// Text that must, or must not, make this template or regime recognised.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecogniseCase {
    /// A title or sentence.
    pub text: Phrase,
    /// Whether it must.
    pub is: bool,
}
