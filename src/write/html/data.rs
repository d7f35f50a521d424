//! What the page's script reads: an index of all records, and the details of each, which it reads when one is opened.

use std::collections::BTreeMap;

use serde::Serialize;

use super::text::Run;
use super::value;
use crate::document::Format;
use crate::outcome::Source;
use crate::record::{Provenance, Record};
use crate::write::report::{Element, Finding, Place, Quote, Report, Requirements, Row, Sign, shown};
use crate::write::{Count, address};
use crate::{pages, record};

/// All records, as far as the matrix shows them.
#[derive(Serialize)]
pub(super) struct Index<'a> {
    columns: &'a [&'a Element],
    regimes: Vec<Regime<'a>>,
    codes: &'a [&'a str],
    /// What each code is called, in the order of `codes`.
    titles: Vec<&'static str>,
    /// Names of fields by id.
    labels: BTreeMap<&'a str, &'a str>,
    records: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Regime<'a> {
    id: &'a str,
    name: &'a str,
    /// The provision that asks for each field.
    laws: BTreeMap<&'a str, &'a str>,
    /// Indices of columns, in the order of the law.
    columns: Vec<usize>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    name: &'a str,
    regime: &'a str,
    language: &'a str,
    format: &'static str,
    /// A letter a column, a space where the law does not ask for it.
    signs: String,
    /// Column (or -1), severity (0 the gravest) and code of each finding.
    found: Vec<(isize, u8, usize)>,
}

impl<'a> Index<'a> {
    pub(super) fn new(report: &'a Report, columns: &'a [&'a Element], codes: &'a [&'a str]) -> Index<'a> {
        let column = |field: &str| columns.iter().position(|column| column.field == field);
        let requirements = &report.requirements;
        let regimes = report.rows.keys().map(|id| {
            let elements = requirements.elements(id).iter();
            Regime {
                id,
                name: requirements
                    .regimes
                    .get(id)
                    .map_or("held against no law", |regime| &regime.name),
                laws: elements
                    .clone()
                    .map(|element| (&*element.field, &*element.law))
                    .collect(),
                columns: elements.filter_map(|element| column(&element.field)).collect(),
            }
        });
        let line = |row: &'a Row| Line {
            id: &row.id,
            title: &row.title,
            name: &row.name,
            regime: &row.regime,
            language: &row.language,
            format: row.format.map_or("", Format::name),
            signs: columns
                .iter()
                .map(|column| report.sign(row, &column.field).map_or(' ', letter))
                .collect(),
            found: row
                .findings
                .iter()
                .map(|finding| {
                    let column = column(&finding.field).and_then(|column| isize::try_from(column).ok());
                    let code = codes.iter().position(|code| *code == finding.code);
                    (column.unwrap_or(-1), level(finding), code.unwrap_or(usize::MAX))
                })
                .collect(),
        };
        Index {
            columns,
            regimes: regimes.collect(),
            codes,
            titles: codes
                .iter()
                .map(|code| pages::page(code).map_or("", |page| page.title))
                .collect(),
            labels: requirements
                .fields
                .iter()
                .map(|(id, label)| (&**id, &**label))
                .collect(),
            records: report.rows.values().flatten().map(line).collect(),
        }
    }
}

/// One record, with all that was made of it.
#[derive(Serialize)]
pub(super) struct Details<'a> {
    /// The document, where a browser can open it.
    file: Option<String>,
    /// Whether its viewer can be sent to a page.
    paged: bool,
    #[serde(flatten)]
    spot: Spot,
    pub(super) fields: Vec<Field<'a>>,
    findings: Vec<Found<'a>>,
    unmapped: Vec<Unmapped<'a>>,
    pub(super) text: Vec<Run>,
    /// Why there is no text.
    pub(super) textless: &'static str,
}

/// What a field has nothing of is left out: of some thousand records that is most of the page.
#[derive(Serialize)]
pub(super) struct Field<'a> {
    pub(super) field: &'a str,
    sign: char,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inherited: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    value: Vec<(&'static str, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Spot>,
}

/// A place in words, and its page.
#[derive(Serialize, Default)]
struct Spot {
    #[serde(rename = "where", skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
}

#[derive(Serialize)]
struct Found<'a> {
    severity: &'static str,
    code: &'a str,
    field: &'a str,
    message: &'a str,
    law: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<Quoted<'a>>,
}

#[derive(Serialize)]
struct Quoted<'a> {
    text: &'a str,
    #[serde(flatten)]
    spot: Spot,
}

#[derive(Serialize)]
struct Unmapped<'a> {
    heading: &'a str,
    text: &'a str,
}

impl<'a> Details<'a> {
    /// `folder` leads from the report to where the run was started, ending in `/` or empty.
    pub(super) fn new(record: &'a Record, row: &'a Row, requirements: &'a Requirements, folder: &str) -> Details<'a> {
        let asked = requirements.elements(&row.regime);
        let of_law = asked
            .iter()
            .zip(&row.signs)
            .map(|(element, sign)| Field::new(&element.field, *sign, record.fields.get(&element.field)));
        let rest = requirements.fields.iter().filter_map(|(id, _)| {
            let asked = asked.iter().any(|element| element.field == *id);
            let stated = record.fields.get(id).filter(|_| !asked)?;
            Some(Field::new(id, Sign::of(record, id), Some(stated)))
        });
        let quoted = |quote: &'a Quote| Quoted {
            text: &quote.text,
            spot: quote.place.map(Spot::from).unwrap_or_default(),
        };
        let found = |finding: &'a Finding| Found {
            severity: finding.severity.name(),
            code: &finding.code,
            field: &finding.field,
            message: &finding.message,
            law: &finding.law,
            quotes: finding.quotes.iter().map(quoted).collect(),
        };
        let unmapped = |unmapped: &'a record::Unmapped| Unmapped {
            heading: &unmapped.heading,
            text: &unmapped.text,
        };
        Details {
            file: href(&record.source, folder),
            paged: record.source.format == Some(Format::Pdf),
            spot: Spot {
                words: extent(record),
                ..Spot::from(row.place)
            },
            fields: of_law.chain(rest).collect(),
            findings: row.findings.iter().map(found).collect(),
            unmapped: record.unmapped.iter().map(unmapped).collect(),
            text: Vec::new(),
            textless: "",
        }
    }
}

impl<'a> Field<'a> {
    fn new(id: &'a str, sign: Sign, stated: Option<&'a record::Field>) -> Field<'a> {
        let spot = |provenance: &Provenance| Spot {
            heading: provenance.heading.as_deref().map(shown),
            ..Spot::from(Place::from(provenance))
        };
        Field {
            field: id,
            sign: letter(sign),
            inherited: stated.is_some_and(|field| field.inherited),
            text: stated.map_or("", |field| &field.text),
            value: stated
                .and_then(|field| field.value.as_ref())
                .map(value::words)
                .unwrap_or_default(),
            places: stated
                .map(|field| field.provenance.iter().map(spot).collect())
                .unwrap_or_default(),
        }
    }
}

impl From<Place> for Spot {
    fn from(place: Place) -> Spot {
        Spot {
            words: words(place),
            page: place.page,
            heading: None,
        }
    }
}

/// The letter that the script knows a sign by.
fn letter(sign: Sign) -> char {
    use crate::record::Severity::{Error, Note, Warning};
    match sign {
        Sign::Stated => 's',
        Sign::NotApplicable => 'n',
        Sign::Elsewhere => 'e',
        Sign::Redacted => 'r',
        Sign::Empty => 'o',
        Sign::Missing(Error) => 'E',
        Sign::Missing(Warning) => 'W',
        Sign::Missing(Note) => 'N',
        Sign::NotAsked => '.',
    }
}

fn level(finding: &Finding) -> u8 {
    use crate::record::Severity::{Error, Note, Warning};
    match finding.severity {
        Error => 0,
        Warning => 1,
        Note => 2,
    }
}

/// `page 3`, `line 14`, `lines 14–16`.
fn words(place: Place) -> String {
    match (place.page, place.lines) {
        (Some(page), _) => format!("page {page}"),
        (None, Some((first, last))) if first == last => format!("line {first}"),
        (None, Some((first, last))) => format!("lines {first}–{last}"),
        (None, None) => String::new(),
    }
}

fn extent(record: &Record) -> String {
    let extent = &record.record;
    let which = match extent.count {
        0 | 1 => String::new(),
        count => format!("record {} of {}, ", extent.index, Count(count, "record").0),
    };
    let place = match extent.location.pages {
        Some((first, last)) if first != last => format!("pages {first}–{last}"),
        _ => words(extent.location.into()),
    };
    format!("{which}{place}").trim_end_matches([',', ' ']).to_owned()
}

/// The document's address. What is inside an archive or a mail no browser opens.
fn href(source: &Source, folder: &str) -> Option<String> {
    let folder = if source.path.starts_with('/') { "" } else { folder };
    (!source.path.contains("!/")).then(|| format!("{folder}{}", address::of(&source.path)))
}
