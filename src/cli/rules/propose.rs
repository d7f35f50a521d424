//! Suggestions as text for a person, and as rows of rule files, each with its case.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};

use super::new;
use super::suggest::{Candidate, Example, Suggestion};
use crate::cli::Error;
use crate::rules::Rules;
use crate::write::Count;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const GREEN: Style = AnsiColor::Green.on_default();

/// A block of lines a heading.
pub(super) fn text(suggestions: &[Suggestion]) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    if suggestions.is_empty() {
        return writeln!(out, "Every heading of these documents is known.");
    }
    for one in suggestions {
        let Suggestion { heading, language, .. } = one;
        writeln!(
            out,
            "{:>4}×  {BOLD}{heading}{BOLD:#}  {DIM}{language}, {}{DIM:#}",
            one.occurrences,
            place(one)
        )?;
        for (index, candidate) in one.fields.iter().filter(|field| field.near.is_some()).enumerate() {
            let style = if index == 0 && one.likely().is_some() {
                GREEN
            } else {
                Style::new()
            };
            writeln!(
                out,
                "       {style}{}{style:#}{DIM}{}{DIM:#}",
                candidate.field,
                reasons(candidate)
            )?;
        }
        if let Some(missing) = only_missing(one) {
            writeln!(out, "       {DIM}{missing}{DIM:#}")?;
        }
    }
    let likely = suggestions.iter().filter(|one| one.likely().is_some()).count();
    writeln!(
        out,
        "\n{}, {likely} of them with a likely field. As rules with cases: --output DIR, or --format toml",
        Count(suggestions.len(), "unknown heading")
    )
}

fn place(one: &Suggestion) -> String {
    let Example { path, page, line } = &one.example;
    let place = match (page, line) {
        (Some(page), _) => format!("{path} page {page}"),
        (None, Some(line)) => format!("{path} line {line}"),
        (None, None) => path.clone(),
    };
    match one.documents {
        1 => place,
        documents => format!("{documents} documents, first in {place}"),
    }
}

/// What speaks for and against a field that a heading comes near to.
fn reasons(candidate: &Candidate) -> String {
    let near = candidate.near.as_deref().unwrap_or_default();
    let state = match (candidate.missing, candidate.free) {
        (true, _) => "; missing in the record",
        (false, true) => "",
        (false, false) => "; the record has one already",
    };
    format!(": near \"{near}\"{state}")
}

/// Fields that the law asks for and the records lack, near or not.
fn only_missing(one: &Suggestion) -> Option<String> {
    let missing = one.fields.iter().filter(|field| field.near.is_none());
    let names: Vec<&str> = missing.map(|field| field.field.as_str()).collect();
    (!names.is_empty()).then(|| format!("missing in the record: {}", names.join(", ")))
}

/// All files in one stream, each under its name.
pub(super) fn toml(suggestions: &[Suggestion], rules: &Rules, out: &mut impl Write) -> io::Result<()> {
    for (language, list) in by_language(suggestions) {
        for (name, text) in files(language, &list, rules) {
            writeln!(out, "# {}\n\n{text}", name.display())?;
        }
    }
    Ok(())
}

/// Writes a folder for `--rules`.
pub(super) fn folder(
    suggestions: &[Suggestion],
    rules: &Rules,
    folder: &Path,
    out: &mut impl Write,
) -> Result<(), Error> {
    let mut written = Vec::new();
    for (language, list) in by_language(suggestions) {
        for (name, text) in files(language, &list, rules) {
            let path = folder.join(name);
            new::write(&path, &text)?;
            written.push(path);
        }
    }
    for path in &written {
        writeln!(out, "{}", path.display())?;
    }
    for (language, list) in by_language(suggestions) {
        if rules.language(language).is_none() {
            let headings = Count(list.len(), "heading");
            writeln!(out, "{headings} in `{language}`, a language without rules, left out")?;
        }
    }
    let likely = suggestions.iter().filter(|one| one.likely().is_some()).count();
    let (headings, shown) = (Count(suggestions.len(), "unknown heading"), folder.display());
    writeln!(
        out,
        "\n{headings}: {likely} as a row with its case, {} as a comment for you to decide.\n\
         Look through them, then: ropex rules test --rules {shown}",
        suggestions.len() - likely
    )?;
    Ok(())
}

fn by_language(suggestions: &[Suggestion]) -> BTreeMap<&str, Vec<&Suggestion>> {
    let mut languages: BTreeMap<&str, Vec<&Suggestion>> = BTreeMap::new();
    for one in suggestions {
        languages.entry(&one.language).or_default().push(one);
    }
    languages
}

/// A language's file and its cases. What has a likely field is a row; what has none is a comment.
fn files(language: &str, list: &[&Suggestion], rules: &Rules) -> Vec<(PathBuf, String)> {
    let Some(known) = rules.language(language) else {
        // "und", or a language without rules: nothing to add to.
        return Vec::new();
    };
    let mut rows = format!(
        "# Headings that no rule knew. Delete what is wrong; move what stands under the wrong field.\n\n\
         extends = \"builtin\"\nlanguage = \"{language}\"\nname = {}\n",
        quoted(&known.name)
    );
    let mut cases = "# What these headings must be. Change both files together.\n\nextends = \"builtin\"\n".to_owned();
    let likely = |one: &Suggestion| one.likely().map(|candidate| candidate.field.clone());
    let fields: BTreeSet<String> = list.iter().filter_map(|one| likely(one)).collect();
    for field in fields {
        rows.push_str(&format!("\n[headings.{field}]\nseen = [\n"));
        for one in list.iter().filter(|one| likely(one).as_deref() == Some(&field)) {
            rows.push_str(&note("    # ", one));
            rows.push_str(&format!("    {},\n", quoted(&one.heading)));
            cases.push_str(&format!(
                "\n[[heading]]\nheading = {}\nis = \"{field}\"\n",
                quoted(&one.heading)
            ));
        }
        rows.push_str("]\n");
    }
    let open: Vec<_> = list.iter().filter(|one| one.likely().is_none()).collect();
    if !open.is_empty() {
        rows.push_str("\n# For you to decide: write what is a field under it, as above, and a case for it.\n");
        for one in open {
            rows.push_str(&format!("#\n{}#     {},\n", note("# ", one), quoted(&one.heading)));
        }
    }
    let at = |end: &str| PathBuf::from(format!("languages/{language}{end}"));
    vec![(at(".toml"), rows), (at(".cases.toml"), cases)]
}

/// Comment lines: how often and where it occurs, what speaks for which field.
fn note(begin: &str, one: &Suggestion) -> String {
    let mut lines = format!("{begin}{}×, {}\n", one.occurrences, place(one));
    for candidate in one.fields.iter().filter(|field| field.near.is_some()) {
        lines.push_str(&format!("{begin}{}{}\n", candidate.field, reasons(candidate)));
    }
    lines.extend(only_missing(one).map(|missing| format!("{begin}{missing}\n")));
    lines
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
