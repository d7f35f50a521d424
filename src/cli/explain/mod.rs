//! `ropex explain`: what a word of the output means. Findings and failures have a page each under `docs/`; fields and
//! regimes are told from the rules in force.

mod field;
mod regime;

use std::io::Write;

use super::args::Everywhere;
use super::run::stdout;
use super::{Error, Exit, did_you_mean};
use crate::pages;
use crate::rules::Rules;

pub(super) fn run(word: &str, everywhere: &Everywhere) -> Result<Exit, Error> {
    let rules = everywhere.load()?;
    let text = explanation(word, &rules).ok_or_else(|| {
        let names = names(&rules);
        let near = did_you_mean(word, names.iter().map(String::as_str));
        Error::Unknown(format!(
            "nothing is called `{word}`{near}; `ropex rules list` names fields and regimes"
        ))
    })?;
    let mut out = stdout();
    writeln!(out, "{}", text.trim_end())?;
    out.flush()?;
    Ok(Exit::Done)
}

fn explanation(word: &str, rules: &Rules) -> Option<String> {
    let same = |name: &str| name.eq_ignore_ascii_case(word);
    let page = pages::all()
        .find(|(name, _)| same(name))
        .map(|(_, page)| (*page).to_owned());
    let field = || {
        let index = rules
            .fields
            .iter()
            .position(|field| same(&field.id) || same(&field.label))?;
        Some(field::explanation(&rules.fields[index], rules))
    };
    let regime = || {
        rules
            .regimes
            .iter()
            .find(|regime| same(&regime.id))
            .map(|found| regime::explanation(found, rules))
    };
    page.or_else(field).or_else(regime)
}

fn names(rules: &Rules) -> Vec<String> {
    let pages = pages::all().map(|(name, _)| name.to_owned());
    let fields = rules
        .fields
        .iter()
        .flat_map(|field| [field.id.clone(), field.label.clone()]);
    let regimes = rules.regimes.iter().map(|regime| regime.id.clone());
    pages.chain(fields).chain(regimes).collect()
}
