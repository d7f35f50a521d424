//! What the page says before anything is clicked: totals, findings by code, and bars of shares with their numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::Format;
use crate::pages;
use crate::record::Severity;
use crate::write::report::{Element, Report, Row, Sign};
use crate::write::{Count, address};

/// Units that a bar is long: the view box of its drawing.
const LENGTH: usize = 1000;

/// A number that leads to its records.
#[derive(Serialize)]
pub(super) struct Total {
    count: usize,
    words: String,
    class: &'static str,
    href: String,
}

/// All findings of one code.
#[derive(Serialize)]
pub(super) struct Code {
    code: String,
    /// The gravest of them.
    severity: &'static str,
    title: String,
    /// How many, in how many records.
    words: String,
    records: String,
    href: String,
    /// Its page as mark-up.
    pub(super) page: minijinja::Value,
}

/// How the records answer one field.
#[derive(Serialize)]
pub(super) struct Bar {
    label: String,
    parts: Vec<Part>,
    counts: Vec<Total>,
}

#[derive(Serialize)]
struct Part {
    class: &'static str,
    x: usize,
    width: usize,
}

/// Records by one of their properties.
#[derive(Serialize)]
pub(super) struct Share {
    id: &'static str,
    title: &'static str,
    rows: Vec<ShareRow>,
}

#[derive(Serialize)]
struct ShareRow {
    name: String,
    count: usize,
    words: String,
    class: &'static str,
    width: usize,
    href: String,
}

/// A sign, as the legend and the heads of columns show it.
#[derive(Serialize)]
pub(super) struct Legend {
    symbol: &'static str,
    meaning: &'static str,
    class: &'static str,
}

pub(super) fn legend(signs: &[Sign]) -> Vec<Legend> {
    let one = |sign: &Sign| Legend {
        symbol: sign.symbol(),
        meaning: sign.meaning(),
        class: class(*sign),
    };
    signs.iter().map(one).collect()
}

/// The ways to answer a field. What is missing on a condition that no record tells is no gap yet, and a bar of its own.
pub(super) const ANSWERS: [Sign; 7] = [
    Sign::Stated,
    Sign::NotApplicable,
    Sign::Elsewhere,
    Sign::Redacted,
    Sign::Empty,
    Sign::Missing(Severity::Error),
    Sign::Missing(Severity::Note),
];

pub(super) fn totals(rows: &[&Row]) -> Vec<Total> {
    let of = |severity: Severity, class| {
        let findings = rows.iter().flat_map(|row| &row.findings);
        let count = findings.filter(|finding| finding.severity == severity).count();
        Total {
            count,
            words: Count(count, severity.name()).noun(),
            class,
            href: format!("#severity={class}"),
        }
    };
    let clean = rows.iter().filter(|row| row.findings.is_empty()).count();
    let all = [
        of(Severity::Error, "error"),
        of(Severity::Warning, "warning"),
        of(Severity::Note, "note"),
        Total {
            count: clean,
            words: format!("{} without findings", Count(clean, "record").noun()),
            class: "good",
            href: "#severity=none".to_owned(),
        },
        Total {
            count: rows.len(),
            words: format!("{} in all", Count(rows.len(), "record").noun()),
            class: "all",
            href: "#sort=errors".to_owned(),
        },
    ];
    all.into()
}

/// Codes by how often they were found, then by code.
pub(super) fn codes(rows: &[&Row]) -> Vec<Code> {
    #[derive(Default)]
    struct Found {
        findings: usize,
        records: usize,
        gravest: Option<Severity>,
        words: String,
    }
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    for row in rows {
        let mut codes: Vec<&str> = Vec::new();
        for finding in &row.findings {
            let of_code = found.entry(&finding.code).or_default();
            of_code.findings += 1;
            of_code.gravest = of_code.gravest.max(Some(finding.severity));
            of_code.words = finding.message.clone();
            if !codes.contains(&&*finding.code) {
                codes.push(&finding.code);
                of_code.records += 1;
            }
        }
    }
    let mut codes: Vec<(&str, Found)> = found.into_iter().collect();
    codes.sort_by_key(|(_, found)| std::cmp::Reverse(found.findings));
    let one = |(code, found): (&str, Found)| {
        let page = pages::page(code);
        let records = Count(found.records, "record").to_string();
        Code {
            severity: found.gravest.unwrap_or(Severity::Note).name(),
            title: page.as_ref().map_or(found.words, |page| page.title.to_owned()),
            words: format!("{} in {records}", Count(found.findings, "finding")),
            href: format!("#code={code}"),
            page: minijinja::Value::from_safe_string(page.map(|page| mark_up(page.body)).unwrap_or_default()),
            code: code.to_owned(),
            records,
        }
    };
    codes.into_iter().map(one).collect()
}

/// Pages are the project's own Markdown, not a document's.
fn mark_up(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(markdown));
    html
}

pub(super) fn fields(report: &Report, columns: &[&Element]) -> Vec<Bar> {
    let rows: Vec<&Row> = report.rows.values().flatten().collect();
    columns.iter().map(|column| bar(report, column, &rows)).collect()
}

fn bar(report: &Report, column: &Element, rows: &[&Row]) -> Bar {
    let signs: Vec<Sign> = rows.iter().filter_map(|row| report.sign(row, &column.field)).collect();
    let of = |answer: &Sign| signs.iter().filter(|sign| class(**sign) == class(*answer)).count();
    let counts: Vec<usize> = ANSWERS.iter().map(of).collect();
    let all = counts.iter().sum::<usize>().max(1);
    let (mut parts, mut before) = (Vec::new(), 0);
    for (answer, count) in ANSWERS.iter().zip(&counts).filter(|(_, count)| **count > 0) {
        // From where it begins to where it ends, and not by its own length: rounding must leave no gap.
        let (x, end) = (before * LENGTH / all, (before + count) * LENGTH / all);
        parts.push(Part {
            class: class(*answer),
            x,
            width: end - x,
        });
        before += count;
    }
    let total = |(answer, count): (&Sign, usize)| Total {
        count,
        words: format!("{}, {}: {}", column.label, answer.meaning(), Count(count, "record")),
        class: class(*answer),
        href: format!("#field={}&status={}", column.field, class(*answer)),
    };
    Bar {
        label: column.label.clone(),
        parts,
        counts: ANSWERS.iter().zip(counts).map(total).collect(),
    }
}

pub(super) fn shares(report: &Report, rows: &[&Row]) -> Vec<Share> {
    let law = |id: &str| match report.requirements.regimes.get(id) {
        Some(regime) => regime.name.clone(),
        None => "held against no law".to_owned(),
    };
    let own = |key: &str| key.to_owned();
    vec![
        share("regime", "By law", count(rows, |row| &row.regime), law),
        severities(rows),
        share("language", "By language", count(rows, |row| &row.language), own),
        share(
            "format",
            "By format",
            count(rows, |row| row.format.map_or("", Format::name)),
            own,
        ),
    ]
}

/// Records by what they have any of: one with errors and notes is in both rows, as the filter shows it in both.
fn severities(rows: &[&Row]) -> Share {
    let with = |severity| {
        let has = |row: &&&Row| row.findings.iter().any(|finding| finding.severity == severity);
        rows.iter().filter(has).count()
    };
    let clean = rows.iter().filter(|row| row.findings.is_empty()).count();
    let counts = vec![
        ("error", with(Severity::Error)),
        ("warning", with(Severity::Warning)),
        ("note", with(Severity::Note)),
        ("none", clean),
    ];
    let mut share = share("severity", "By severity", counts, |key| match key {
        "none" => "without findings".to_owned(),
        severity => format!("with {severity}s"),
    });
    let looks = ["error", "warning", "note", "stated"];
    share
        .rows
        .iter_mut()
        .zip(looks)
        .for_each(|(row, look)| row.class = look);
    share
}

/// How many records have each value, the most frequent first.
fn count<'a>(rows: &[&'a Row], key: impl Fn(&'a Row) -> &'a str) -> Vec<(&'a str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    rows.iter().for_each(|row| *counts.entry(key(row)).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn share(id: &'static str, title: &'static str, counts: Vec<(&str, usize)>, name: impl Fn(&str) -> String) -> Share {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let row = |(key, count): (&str, usize)| ShareRow {
        name: name(key),
        words: format!("{}: {}", name(key), Count(count, "record")),
        count,
        class: "plain",
        width: count * LENGTH / most,
        href: format!("#{id}={}", option(key)),
    };
    Share {
        id,
        title,
        rows: counts.into_iter().map(row).collect(),
    }
}

/// A value in the address; the empty one would be no filter.
fn option(key: &str) -> String {
    address::encoded(if key.is_empty() { "-" } else { key })
}

/// A filter: its name in the address, and what can be chosen.
#[derive(Serialize)]
pub(super) struct Choice {
    id: &'static str,
    label: &'static str,
    all: &'static str,
    options: Vec<Answer>,
}

#[derive(Serialize)]
struct Answer {
    value: String,
    label: String,
}

/// The filters; one that could choose between nothing is left out.
pub(super) fn choices(report: &Report, columns: &[&Element], codes: &[Code], rows: &[&Row]) -> Vec<Choice> {
    let answer = |value: &str, label: &str| Answer {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let from = |share: Share| -> Vec<Answer> {
        let value = |row: &ShareRow| row.href.rsplit('=').next().unwrap_or_default().to_owned();
        share.rows.iter().map(|row| answer(&value(row), &row.name)).collect()
    };
    let mut shares = shares(report, rows).into_iter();
    let mut next = || shares.next().map(from).unwrap_or_default();
    let (regimes, severities, languages, formats) = (next(), next(), next(), next());
    let fields = columns
        .iter()
        .map(|column| answer(&column.field, &column.label))
        .collect();
    let statuses = ANSWERS
        .into_iter()
        .map(|sign| answer(class(sign), sign.meaning()))
        .collect();
    let codes = codes
        .iter()
        .map(|code| answer(&code.code, &format!("{} {}", code.code, code.title)));
    let choice = |id, label, all, options| Choice {
        id,
        label,
        all,
        options,
    };
    let mut choices = vec![
        choice("severity", "Findings", "all records", severities),
        choice("code", "Kind of finding", "any", codes.collect()),
        choice("field", "Field", "any", fields),
        choice("status", "Answer", "any", statuses),
        choice("regime", "Law", "any", regimes),
        choice("language", "Language", "any", languages),
        choice("format", "Format", "any", formats),
    ];
    choices.retain(|choice| choice.options.len() > 1);
    choices
}

/// The class that the style sheet and the script know a sign by.
fn class(sign: Sign) -> &'static str {
    match sign {
        Sign::Stated => "stated",
        Sign::NotApplicable => "notapplicable",
        Sign::Elsewhere => "elsewhere",
        Sign::Redacted => "redacted",
        Sign::Empty => "empty",
        Sign::Missing(Severity::Note) => "optional",
        Sign::Missing(_) => "missing",
        Sign::NotAsked => "notasked",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    #[test]
    fn bars_leave_no_gap_and_every_number_leads_to_its_records() {
        let mut report = Report::new(examples::requirements());
        for _ in 0..3 {
            report.add(&examples::document());
        }
        let columns = report.columns();
        let bars = fields(&report, &columns);
        assert_eq!(bars.len(), 4);
        let end = bars[0].parts.last().map(|part| part.x + part.width);
        assert_eq!(end, Some(LENGTH));
        let missing = bars[1].counts.iter().find(|count| count.class == "missing").unwrap();
        assert_eq!(
            (missing.count, missing.href.as_str()),
            (3, "#field=recipients&status=missing")
        );
    }

    #[test]
    fn codes_come_by_how_often_they_were_found() {
        let mut report = Report::new(examples::requirements());
        report.add(&examples::document());
        let rows: Vec<&Row> = report.rows.values().flatten().collect();
        let codes = codes(&rows);
        assert_eq!(codes[0].words, "1 finding in 1 record");
        assert_eq!(codes[0].title, "not stated");
    }
}
