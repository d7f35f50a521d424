//! `ropex rules coverage`: fields by languages, so that gaps in the rules are seen.

use std::io::{self, Write};

use crate::cli::args::{Coverage, Everywhere, TableFormat};
use crate::cli::{Error, Exit, did_you_mean};
use crate::rules::coverage::{Cover, coverage};

/// Columns of a terminal that nobody asked.
const WIDTH: usize = 100;
/// Columns of the names of fields.
const NAME: usize = 26;
/// Columns of one language.
const COLUMN: usize = 6;

pub(super) fn run(args: &Coverage, everywhere: &Everywhere, out: &mut impl Write) -> Result<Exit, Error> {
    let mut covers = coverage(everywhere.rules.as_deref(), &everywhere.without_origin)?;
    if let Some(code) = &args.language {
        if !covers.iter().any(|cover| cover.language == *code) {
            let near = did_you_mean(code, covers.iter().map(|cover| cover.language.as_str()));
            return Err(Error::Unknown(format!("no rules for the language `{code}`{near}")));
        }
        covers.retain(|cover| cover.language == *code);
    }
    match args.format {
        TableFormat::Text if args.language.is_some() => rows(&covers, out)?,
        TableFormat::Text => text(&covers, width(), out)?,
        TableFormat::Markdown => markdown(&covers, out)?,
        TableFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &covers).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Csv => csv(&covers, out)?,
    }
    Ok(Exit::Done)
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(terminal_size::Width(columns), _)| usize::from(columns))
}

fn languages(covers: &[Cover]) -> Vec<&str> {
    let mut languages: Vec<&str> = covers.iter().map(|cover| cover.language.as_str()).collect();
    languages.dedup();
    languages
}

/// The covers of each field, a language each.
fn by_field(covers: &[Cover]) -> Vec<(&str, Vec<&Cover>)> {
    let first = covers.first().map(|cover| cover.language.as_str());
    let fields = covers.iter().filter(|cover| Some(cover.language.as_str()) == first);
    fields
        .map(|field| {
            let of = covers.iter().filter(|cover| cover.field == field.field);
            (field.field.as_str(), of.collect())
        })
        .collect()
}

/// Sure phrases; `+` where there are weak ones besides, `!` where a case is wanting.
fn cell(cover: &Cover) -> String {
    let weak = if cover.weak > 0 { "+" } else { "" };
    let wanting = if cover.untested() { "!" } else { "" };
    match (cover.phrases(), cover.weak) {
        (0, 0) => "·".to_owned(),
        (phrases, _) => format!("{phrases}{weak}{wanting}"),
    }
}

const LEGEND: &str = "phrases of headings; + and weak ones, ! without a case for and one against, · none";

/// As many languages beside each other as the terminal holds, the others below.
fn text(covers: &[Cover], width: usize, out: &mut impl Write) -> io::Result<()> {
    let codes = languages(covers);
    let fields = by_field(covers);
    let at_once = (width.saturating_sub(NAME) / COLUMN).max(1);
    for (block, codes) in codes.chunks(at_once).enumerate() {
        write!(out, "{:NAME$}", "")?;
        codes.iter().try_for_each(|code| write!(out, "{code:>COLUMN$}"))?;
        writeln!(out)?;
        for (field, row) in &fields {
            write!(out, "{field:NAME$}")?;
            let cells = row.iter().skip(block * at_once).take(codes.len());
            cells
                .into_iter()
                .try_for_each(|cover| write!(out, "{:>COLUMN$}", cell(cover)))?;
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{LEGEND}")
}

/// One language: a row a field.
fn rows(covers: &[Cover], out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{:NAME$}   law  reg.  usage  seen  weak   not   cases for  against",
        ""
    )?;
    for c in covers {
        writeln!(
            out,
            "{:NAME$}{:>6}{:>6}{:>7}{:>6}{:>6}{:>6}{:>12}{:>9}{}",
            c.field,
            c.law,
            c.regulator,
            c.usage,
            c.seen,
            c.weak,
            c.not,
            c.positive,
            c.negative,
            if c.untested() { "  !" } else { "" }
        )?;
    }
    Ok(())
}

fn markdown(covers: &[Cover], out: &mut impl Write) -> io::Result<()> {
    let codes = languages(covers);
    writeln!(out, "| field | {} |", codes.join(" | "))?;
    writeln!(out, "|---|{}", "---:|".repeat(codes.len()))?;
    for (field, row) in by_field(covers) {
        let cells: Vec<String> = row.into_iter().map(cell).collect();
        writeln!(out, "| {field} | {} |", cells.join(" | "))?;
    }
    writeln!(out, "\n{LEGEND}")
}

/// A row a language and field.
fn csv(covers: &[Cover], out: &mut impl Write) -> io::Result<()> {
    let mut rows = csv::Writer::from_writer(out);
    for cover in covers {
        rows.serialize(cover).map_err(io::Error::other)?;
    }
    rows.flush()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn cover(language: &str, field: &str, usage: usize, weak: usize, negative: usize) -> Cover {
        Cover {
            language: language.to_owned(),
            field: field.to_owned(),
            usage,
            weak,
            negative,
            positive: 1,
            ..Cover::default()
        }
    }

    #[test]
    fn gaps_are_seen() {
        let covers = [
            cover("en", "title", 12, 3, 1),
            cover("en", "scope", 4, 0, 0),
            cover("ga", "title", 2, 0, 2),
            cover("ga", "scope", 0, 0, 0),
        ];
        let mut out = Vec::new();
        text(&covers, 40, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let squeezed: Vec<String> = text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(squeezed[..3], ["en ga", "title 12+ 2", "scope 4! ·"]);
        assert!(text.ends_with(&format!("{LEGEND}\n")));
    }

    #[test]
    fn a_narrow_terminal_gets_blocks() {
        let covers = [cover("en", "title", 1, 0, 1), cover("ga", "title", 2, 0, 1)];
        let mut out = Vec::new();
        text(&covers, 33, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap().matches("title").count(), 2);
    }
}
