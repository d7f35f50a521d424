//! The gap report as one page for a browser: opened from disk, with everything in it, and nothing fetched.
//!
//! What is known at once is made here from a template; the matrix and the records are made by the page's script from
//! JSON in the page, each record's when it is opened.

mod data;
mod overview;
mod text;
mod value;

use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::prelude::{BASE64_STANDARD, Engine};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::report::{Report, Requirements, Row, Sign, rows};
use super::{Count, Summary, Writer};
use crate::outcome::Outcome;
use crate::pages;
use crate::record::Record;
use data::{Details, Index};
use text::Text;

const PAGE: &str = include_str!("page/page.html");

const STYLES: [&str; 4] = [
    include_str!("page/style.css"),
    include_str!("page/matrix.css"),
    include_str!("page/record.css"),
    include_str!("page/print.css"),
];

/// In the order in which they build on each other.
const SCRIPTS: [&str; 7] = [
    include_str!("page/dom.js"),
    include_str!("page/address.js"),
    include_str!("page/records.js"),
    include_str!("page/matrix.js"),
    include_str!("page/record.js"),
    include_str!("page/print.js"),
    include_str!("page/main.js"),
];

/// Bytes of the documents' texts in one page. Past it records come without theirs: a page that no browser opens shows
/// nothing.
const MOST_TEXT: usize = 32 << 20;

/// Characters of headings, numbers and white space that a value's place may hold besides.
const FURTHER: usize = 100;

/// What the page says of the run, and cannot know from its outcomes.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// What was read, as it was given.
    pub inputs: String,
    /// Leads from the page to where the run was started: empty, or `/` at its end.
    pub folder: String,
    /// The day on which ages were judged.
    pub as_of: Option<String>,
}

/// Writes the page.
pub struct Html<W> {
    out: W,
    about: About,
    report: Report,
    /// Details of each record as JSON, in the order of the report's rows.
    details: BTreeMap<String, Vec<String>>,
    text_left: usize,
    textless: usize,
    /// Findings on `ropex.toml`.
    own: Vec<String>,
}

impl<W: Write> Html<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W, requirements: Requirements, about: About) -> Html<W> {
        Html {
            out,
            about,
            report: Report::new(requirements),
            details: BTreeMap::new(),
            text_left: MOST_TEXT,
            textless: 0,
            own: Vec::new(),
        }
    }

    fn add(&mut self, row: &Row, record: &Record, text: Option<&Text<'_>>) -> io::Result<()> {
        let mut details = Details::new(record, row, &self.report.requirements, &self.about.folder);
        let places = places(&details, record);
        let runs = text.map(|text| text.runs(record, &places)).unwrap_or_default();
        let size: usize = runs.iter().map(text::Run::len).sum();
        if size > self.text_left {
            details.textless = "The text is left out: with the texts of all records this page would be too large.";
            self.textless += 1;
        } else {
            self.text_left -= size;
            details.text = runs;
            details.textless = "The document's text cannot be told apart by records here.";
        }
        let json = json(&details)?;
        self.details.entry(row.regime.clone()).or_default().push(json);
        Ok(())
    }

    /// What was read, in a sentence.
    fn read(&self, summary: &Summary) -> String {
        let inputs = match self.about.inputs.as_str() {
            "" => String::new(),
            inputs => format!("{inputs}: "),
        };
        format!("{inputs}{}.", summary.inputs())
    }

    fn remarks(&self) -> Vec<String> {
        let age = self
            .about
            .as_of
            .as_ref()
            .map(|day| format!("Ages are judged as of {day}."));
        let left_out = (self.textless > 0).then(|| {
            let records = Count(self.textless, "record");
            format!("The texts of {records} are left out, since this page would be too large with them.")
        });
        age.into_iter()
            .chain(left_out)
            .chain(self.own.iter().cloned())
            .collect()
    }

    /// What it came to, in a sentence; of nothing found, what was looked for.
    fn verdict(&self, summary: &Summary) -> String {
        let report = &self.report;
        let (checked, all) = (report.checked(), summary.records);
        let lawless = match all.saturating_sub(checked) {
            0 => String::new(),
            lawless => format!(
                " {} held against no law: none was recognised.",
                Count(lawless, "record")
            ),
        };
        if all == 0 {
            return "No record was found: nothing was checked.".to_owned();
        }
        if checked == 0 {
            return "No record was held against a law: nothing was checked. Choose one with --regime.".to_owned();
        }
        if report.incomplete() > 0 {
            let records = Count(checked, "record");
            let before = summary
                .before()
                .map(|before| format!(" Of these {before}."))
                .unwrap_or_default();
            return format!(
                "{} in {} of {records}.{before}{lawless}",
                summary.gaps,
                report.incomplete()
            );
        }
        let laws = report.rows.keys().filter_map(|id| report.requirements.regimes.get(id));
        let laws: Vec<String> = laws
            .map(|regime| format!("{} ({})", regime.name, Count(regime.elements.len(), "element")))
            .collect();
        let records = Count(checked, "record");
        format!(
            "Nothing was found. {records} held against: {}.{lawless}",
            laws.join("; ")
        )
    }

    /// `details` are those of all records, in the order of the report's rows.
    fn page(&self, details: Vec<Value>, summary: &Summary) -> Result<String, minijinja::Error> {
        let report = &self.report;
        let rows: Vec<&Row> = report.rows.values().flatten().collect();
        let columns = report.columns();
        let codes = overview::codes(&rows);
        let names: Vec<&str> = report
            .requirements
            .codes
            .iter()
            .map(|code| code.code.as_str())
            .collect();
        let index = json(&Index::new(report, &columns, &names))
            .map_err(|error| minijinja::Error::new(minijinja::ErrorKind::BadSerialization, error.to_string()))?;
        let (style, script) = (STYLES.concat(), format!("\"use strict\";\n{}", SCRIPTS.concat()));
        let unread = report.unread.iter().map(|(path, failure)| Unread {
            path,
            title: pages::page(failure.kind.name()).map_or("could not be read", |page| page.title),
            message: super::report::shown(&failure.message),
        });
        let mut environment = Environment::new();
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        environment.add_template("page.html", PAGE)?;
        environment.get_template("page.html")?.render(context! {
            inputs => self.about.inputs.clone(),
            version => summary.ropex.clone(),
            rules => summary.rules.chars().take(12).collect::<String>(),
            read => self.read(summary),
            remarks => self.remarks(),
            unread_words => format!("{} could not be read", Count(report.unread.len(), "document")),
            unread => Serde(unread.collect::<Vec<_>>()),
            hidden => report.remarks.iter().map(|(path, remark)| vec![path.clone(), remark.clone()]).collect::<Vec<_>>(),
            verdict => self.verdict(summary),
            rows => rows.len(),
            totals => Serde(overview::totals(&rows)),
            codes => Serde(&codes),
            fields => Serde(overview::fields(report, &columns)),
            signs => Serde(overview::legend(&overview::ANSWERS)),
            legend => Serde(overview::legend(&[&overview::ANSWERS[..], &[Sign::NotAsked]].concat())),
            shares => Serde(overview::shares(report, &rows)),
            choices => Serde(overview::choices(report, &columns, &codes, &rows)),
            style_hash => hash(&style),
            script_hash => hash(&script),
            style => Value::from_safe_string(style),
            script => Value::from_safe_string(script),
            index => Value::from_safe_string(index),
            details => details,
        })
    }
}

/// First and last character of each value, with the number of its field.
fn places(details: &Details<'_>, record: &Record) -> Vec<((usize, usize), usize)> {
    let stated = details.fields.iter().enumerate();
    let stated = stated.filter_map(|(at, field)| Some((at, record.fields.get(field.field)?)));
    stated
        .flat_map(|(at, field)| {
            // A place much longer than the value is where it was gathered from, and not where it stands.
            let longest = 2 * field.text.chars().count() + FURTHER;
            let places = field.provenance.iter().filter_map(|place| place.chars);
            places
                .filter(move |(from, to)| to.saturating_sub(*from) <= longest)
                .map(move |place| (place, at))
        })
        .collect()
}

/// A document that could not be read.
#[derive(Serialize)]
struct Unread<'a> {
    path: &'a str,
    title: &'static str,
    message: String,
}

/// JSON that may stand in a script element: nothing in it ends one, or begins a comment.
fn json(value: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(value)?.replace('<', "\\u003c"))
}

/// As a content security policy names a script or style that may run.
fn hash(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text))
}

impl<W: Write> Writer for Html<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        if let Ok(extraction) = &outcome.result {
            if !extraction.findings.is_empty() {
                // They are of no record, and the page is one of records.
                let own = rows(outcome, &self.report.requirements);
                let own = own.iter().flat_map(|row| &row.findings);
                self.own
                    .extend(own.map(|finding| format!("{} {}", finding.code, finding.message)));
                return Ok(());
            }
            let text = extraction.text.as_deref().map(Text::new);
            let rows = rows(outcome, &self.report.requirements);
            for (row, record) in rows.iter().zip(&extraction.records) {
                self.add(row, record, text.as_ref())?;
            }
        }
        self.report.add(outcome);
        Ok(())
    }

    fn finish(mut self: Box<Self>, summary: &Summary) -> io::Result<()> {
        // Moved and not copied: they are most of the page.
        let details = std::mem::take(&mut self.details).into_values().flatten();
        let details = details.map(Value::from_safe_string).collect();
        let page = self.page(details, summary).map_err(io::Error::other)?;
        self.out.write_all(page.as_bytes())?;
        self.out.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    fn page(outcomes: &[Outcome]) -> String {
        let (mut out, mut summary) = (Vec::new(), Summary::new("abc"));
        let mut writer = Box::new(Html::new(&mut out, examples::requirements(), About::default()));
        for outcome in outcomes {
            summary.add(outcome);
            writer.outcome(outcome).unwrap();
        }
        writer.finish(&summary).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn unread_documents_come_first_and_in_words() {
        let page = page(&[examples::document(), examples::unread()]);
        let (unread, totals) = (page.find("1 document could not be read"), page.find("id=\"totals\""));
        assert!(unread.is_some() && unread < totals, "{page}");
        assert!(page.contains("1 error, 1 warning, 0 notes in 1 of 1 record."), "{page}");
    }

    #[test]
    fn what_a_document_says_is_never_mark_up() {
        let mut outcome = examples::document();
        let evil = "</script><script>alert(1)</script><!--";
        let extraction = outcome.result.as_mut().unwrap();
        extraction.records[0].fields.get_mut("title").unwrap().text = evil.to_owned();
        extraction.records[0].source.path = evil.to_owned();
        extraction.text = Some(evil.to_owned());
        let mut unread = examples::unread();
        unread.source.path = evil.to_owned();
        let page = page(&[outcome, unread]);
        assert!(!page.contains("alert(1)</script>"), "{page}");
        assert_eq!(page.matches("<script").count(), 3, "index, details, the script itself");
    }

    #[test]
    fn the_policy_names_the_script_and_the_style_that_are_there() {
        // The template escapes slashes, which a browser reads as slashes.
        let page = page(&[examples::document()]).replace("&#x2f;", "/");
        let between = |from: &str, to: &str| page.split(from).nth(1).unwrap().split(to).next().unwrap().to_owned();
        let (style, script) = (between("<style>", "</style>"), between("<script>", "</script>"));
        assert!(page.contains(&format!("style-src 'sha256-{}'", hash(&style))));
        assert!(page.contains(&format!("script-src 'sha256-{}'", hash(&script))));
    }

    #[test]
    fn nothing_found_says_what_was_looked_for_and_nothing_read_says_so() {
        let mut whole = examples::document();
        whole.result.as_mut().unwrap().records[0].gaps.clear();
        let text = page(&[whole]);
        assert!(
            text.contains("Nothing was found. 1 record held against: the law of the land (4 elements)."),
            "{text}"
        );
        let text = page(&[examples::unread()]);
        assert!(text.contains("No record was found: nothing was checked."), "{text}");
        assert!(!text.contains("<script"), "nothing to show, nothing to run");
    }
}
