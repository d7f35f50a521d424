//! `ropex rules`: what is in force, whether it is sound and does what its cases say, and how to come to rules of one's own.

mod coverage;
mod new;
mod propose;
mod suggest;

use std::io::Write;

use super::args::{Everywhere, RulesCommand};
use super::run::stdout;
use super::{Error, Exit};
use crate::judge::JUDGE;
use crate::rules::{PhraseSource, Rules, cases};
use crate::write::Count;

pub(super) fn run(command: &RulesCommand, everywhere: &Everywhere) -> Result<Exit, Error> {
    let mut out = stdout();
    let exit = match command {
        RulesCommand::List => list(&everywhere.load()?, &mut out)?,
        RulesCommand::Coverage(args) => coverage::run(args, everywhere, &mut out)?,
        RulesCommand::Check => {
            let rules = Rules::checked(everywhere.rules.as_deref())?;
            writeln!(out, "The rules are sound: {}, hash {}.", sizes(&rules), rules.hash)?;
            Exit::Done
        }
        RulesCommand::Test => {
            let report = cases::run(everywhere.rules.as_deref(), JUDGE)?;
            report
                .failed
                .iter()
                .try_for_each(|failure| writeln!(out, "{failure}"))?;
            let failed = report.failed.len();
            writeln!(out, "{} held, {failed} did not", Count(report.passed, "case"))?;
            if failed == 0 { Exit::Done } else { Exit::Gaps }
        }
        RulesCommand::Suggest(args) => suggest::run(args, everywhere, &mut out)?,
        RulesCommand::New(args) => new::run(args, everywhere, &mut out)?,
    };
    out.flush()?;
    Ok(exit)
}

fn sizes(rules: &Rules) -> String {
    let counts = [
        Count(rules.fields.len(), "field"),
        Count(rules.languages.len(), "language"),
        Count(rules.templates.len(), "template"),
        Count(rules.regimes.len(), "regime"),
    ];
    counts.map(|count| count.to_string()).join(", ")
}

fn list(rules: &Rules, out: &mut impl Write) -> Result<Exit, Error> {
    writeln!(out, "{}, hash {}\n\nLanguages", sizes(rules), rules.hash)?;
    for language in &rules.languages {
        let phrases = language
            .phrases
            .iter()
            .filter(|phrase| phrase.source != PhraseSource::Not)
            .count();
        writeln!(
            out,
            "  {:<8} {}, {} of headings",
            language.code,
            language.name,
            Count(phrases, "phrase")
        )?;
    }
    writeln!(out, "\nTemplates")?;
    for template in &rules.templates {
        writeln!(out, "  {:<24} {} ({})", template.id, template.name, template.language)?;
    }
    writeln!(out, "\nRegimes")?;
    for regime in &rules.regimes {
        let unchecked = if regime.awaits_checking {
            ", citations await checking"
        } else {
            ""
        };
        writeln!(out, "  {:<24} {} ({}{unchecked})", regime.id, regime.name, regime.law)?;
    }
    writeln!(out, "\nFields")?;
    for field in &rules.fields {
        writeln!(out, "  {:<24} {}", field.id, field.label)?;
    }
    writeln!(out, "\nMore of each: ropex explain NAME")?;
    Ok(Exit::Done)
}
