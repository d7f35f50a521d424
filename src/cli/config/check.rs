//! What is wrong with a `ropex.toml`: all of it at once, each with its place.

use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;

use jiff::civil::Date;
use serde_spanned::Spanned;

use super::file::{File, IgnoreEntry, Text};
use super::{Config, Glob, Ignore};
use crate::audit;
use crate::cli::args;
use crate::rules::{Errors, Rules, Source, suggestion};

/// Takes a file apart.
pub(super) fn form(source: Source, folder: PathBuf) -> Result<Config, Errors> {
    let mut errors = Errors::default();
    let Some(file) = errors.parse::<File>(&source) else {
        return Err(errors);
    };
    let mut form = Form {
        source: &source,
        errors,
    };
    let mut reports = form.each(&file.check.reports, args::report::parsed);
    reports
        .iter_mut()
        .for_each(|report| report.path = folder.join(&report.path));
    let as_of = file
        .check
        .as_of
        .as_ref()
        .and_then(|day| form.day(day, args::reading::day));
    let regimes: Vec<(Glob, String)> = file
        .regimes
        .iter()
        .filter_map(|entry| Some((form.glob(&entry.path)?, entry.id.get_ref().clone())))
        .collect();
    let ignores = file.ignores.iter().filter_map(|entry| form.ignore(entry)).collect();
    let limits = &file.check.limits;
    form.bounds(&limits.timeout, 1..=86_400);
    form.bounds(&limits.memory, 64..=(1 << 24) - 1);
    form.bounds(&limits.max_file_mib, 1..=(1 << 24) - 1);
    form.bounds(&limits.max_text_mib, 1..=(1 << 12) - 1);
    form.bounds(&limits.max_page_text_mib, 1..=(1 << 12) - 1);
    form.bounds(&limits.max_nesting, 1..=1024);
    form.bounds(&limits.max_unpacked_mib, 1..=(1 << 24) - 1);
    form.bounds(&limits.max_archive_depth, 1..=16);
    form.errors.or(())?;
    Ok(Config {
        source,
        folder,
        file,
        reports,
        as_of,
        regimes,
        ignores,
    })
}

/// Checks of values that are right in form only.
struct Form<'a> {
    source: &'a Source,
    errors: Errors,
}

impl Form<'_> {
    fn wrong<T>(&mut self, at: Range<usize>, message: impl Into<String>) -> Option<T> {
        self.errors.at(self.source, at, message.into());
        None
    }

    fn each<T>(&mut self, texts: &[Text], parse: fn(&str) -> Result<T, String>) -> Vec<T> {
        let parsed = texts.iter().filter_map(|text| match parse(text.get_ref()) {
            Ok(value) => Some(value),
            Err(message) => self.wrong(text.span(), message),
        });
        parsed.collect()
    }

    fn glob(&mut self, text: &Text) -> Option<Glob> {
        match Glob::new(text.get_ref()) {
            Ok(glob) => Some(glob),
            Err(message) => self.wrong(text.span(), message),
        }
    }

    /// A date, with or without quotes.
    fn day(&mut self, value: &Spanned<toml::Value>, parse: fn(&str) -> Result<Date, String>) -> Option<Date> {
        let text = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            toml::Value::Datetime(date) => date.to_string(),
            other => other.to_string(),
        };
        match parse(&text) {
            Ok(day) => Some(day),
            Err(message) => self.wrong(value.span(), format!("`{text}` {message}")),
        }
    }

    fn bounds(&mut self, value: &Option<Spanned<u64>>, bounds: RangeInclusive<u64>) {
        if let Some(value) = value.as_ref().filter(|value| !bounds.contains(value.get_ref())) {
            let (least, most) = (bounds.start(), bounds.end());
            self.wrong::<()>(value.span(), format!("wants {least} to {most}"));
        }
    }

    fn ignore(&mut self, entry: &Spanned<IgnoreEntry>) -> Option<Ignore> {
        let at = entry.span();
        let entry = entry.get_ref();
        if entry.reason.get_ref().trim().is_empty() {
            return self.wrong(entry.reason.span(), "an ignored finding needs a reason");
        }
        let expires = entry.expires.as_ref();
        let before = self.source.text.get(..at.start).unwrap_or_default();
        Some(Ignore {
            code: entry.code.get_ref().clone(),
            path: match &entry.path {
                Some(path) => Some(self.glob(path)?),
                None => None,
            },
            field: entry.field.as_ref().map(|field| field.get_ref().clone()),
            record: entry.record.clone(),
            reason: entry.reason.get_ref().trim().to_owned(),
            owner: entry.owner.clone(),
            expires: match expires {
                Some(day) => Some(self.day(day, date)?),
                None => None,
            },
            line: u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX),
        })
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "is no date such as 2027-12-31".to_owned())
}

/// Codes, fields and regimes that the rules do not know.
pub(super) fn names(source: &Source, file: &File, rules: &Rules) -> Result<(), Errors> {
    let mut errors = Errors::default();
    let mut known = |what: &str, text: &Text, names: &mut dyn Iterator<Item = &str>| {
        let names: Vec<&str> = names.collect();
        if !names.contains(&text.get_ref().as_str()) {
            let near = suggestion(text.get_ref(), names);
            errors.at(
                source,
                text.span(),
                format!("no {what} is called `{}`{near}", text.get_ref()),
            );
        }
    };
    let regimes = || rules.regimes.iter().map(|regime| regime.id.as_str());
    for id in file.regimes.iter().map(|entry| &entry.id).chain(&file.check.regime) {
        known("regime", id, &mut regimes());
    }
    for entry in file.ignores.iter().map(Spanned::get_ref) {
        let presence = audit::CODES.iter().map(|code| code.code);
        let checks = rules.checks.iter().map(|check| check.code.as_str());
        known("finding", &entry.code, &mut presence.chain(checks));
        if let Some(field) = &entry.field {
            known("field", field, &mut rules.fields.iter().map(|field| field.id.as_str()));
        }
    }
    errors.or(())
}
