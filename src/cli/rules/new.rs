//! `ropex rules new`: a file of rules to begin with, and its cases; sound from the start.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::cli::args::{Everywhere, New, NewKind};
use crate::cli::{Error, Exit};
use crate::rules::{PhraseSource, Rules};

/// Adds to a language that the program carries.
const ADDED_LANGUAGE: &str = include_str!("new/added-language.toml");
/// The head of a language that it does not; one table a field follows.
const LANGUAGE: &str = include_str!("new/language.toml");
/// Values in that language.
const LANGUAGE_VALUES: &str = include_str!("new/language-values.toml");
const TEMPLATE: &str = include_str!("new/template.toml");
const REGIME: &str = include_str!("new/regime.toml");
const ADDED_LANGUAGE_CASES: &str = include_str!("new/added-language.cases.toml");
const LANGUAGE_CASES: &str = include_str!("new/language.cases.toml");
const RECOGNISED_CASES: &str = include_str!("new/recognised.cases.toml");

pub(super) fn run(args: &New, everywhere: &Everywhere, out: &mut impl Write) -> Result<Exit, Error> {
    // Other files of the user's folder may be wrong: that is no reason not to begin another one.
    let rules = Rules::embedded()?;
    let (folder, text, cases) = match args.kind {
        NewKind::Language => language(&args.name, &rules),
        NewKind::Template => ("templates", TEMPLATE.to_owned(), RECOGNISED_CASES),
        NewKind::Regime => ("regimes", REGIME.to_owned(), RECOGNISED_CASES),
    };
    let taken = match args.kind {
        NewKind::Language => false,
        NewKind::Template => rules.templates.iter().any(|template| template.id == args.name),
        NewKind::Regime => rules.regime(&args.name).is_some(),
    };
    if taken {
        let message = format!(
            "`{}` is the name of a built-in one, which this would replace; take another",
            args.name
        );
        return Err(Error::Unknown(message));
    }
    let root = everywhere.rules.as_deref().unwrap_or(Path::new("."));
    for (end, text) in [(".toml", text.as_str()), (".cases.toml", cases)] {
        let path = root.join(folder).join(format!("{}{end}", args.name));
        write(&path, &text.replace("{name}", &args.name))?;
        writeln!(out, "{}", path.display())?;
    }
    let shown = root.display();
    writeln!(
        out,
        "\nFill them in, then: ropex rules check --rules {shown} && ropex rules test --rules {shown}"
    )?;
    Ok(Exit::Done)
}

fn language(code: &str, rules: &Rules) -> (&'static str, String, &'static str) {
    if let Some(known) = rules.language(code) {
        let text = ADDED_LANGUAGE.replace("{language}", &known.name);
        return ("languages", text, ADDED_LANGUAGE_CASES);
    }
    let english = rules.language("en");
    let mut text = LANGUAGE.to_owned();
    for field in rules.fields.iter().filter(|field| field.id != "other") {
        text.push_str(&format!("\n# {}\n", field.meaning));
        let phrases = english.iter().flat_map(|english| &english.phrases);
        let own = phrases.filter(|phrase| phrase.fields.len() == 1 && rules.field(phrase.fields[0]).id == field.id);
        if let Some(best) = own.min_by_key(|phrase| phrase.source)
            && best.source < PhraseSource::Weak
        {
            text.push_str(&format!("# English: {}\n", best.text));
        }
        text.push_str(&format!("[headings.{}]\nlaw = []\nusage = []\n", field.id));
    }
    ("languages", text + LANGUAGE_VALUES, LANGUAGE_CASES)
}

/// Writes a file and its folders; never over one that is there.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |source: io::Error| Error::Output {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = fs::File::create_new(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => failed(io::Error::new(source.kind(), "it is there already")),
        _ => failed(source),
    })?;
    file.write_all(text.as_bytes()).map_err(failed)
}
