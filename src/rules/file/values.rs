//! What a language's file says of values: phrases that tell a status, and words inside values.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Phrase;

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
    /// "not", "no": one of them is enough in a short sentence under a question ("Are data transferred?").
    #[serde(default)]
    pub not: Vec<Phrase>,
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
    pub(in crate::rules) fn append(&mut self, more: StatusPhrases) {
        append!(
            self,
            more,
            not_applicable,
            none,
            negations,
            not,
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
    pub(in crate::rules) fn append(&mut self, more: Words) {
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
