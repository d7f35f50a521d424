//! `ropex.toml`: defaults of `ropex check` for a set of documents, regimes of some of them, findings set aside. Nobody
//! needs one.

mod check;
mod file;
mod find;
mod limits;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Error;
use super::args::{Check, Everywhere, Report};
use crate::audit::review::{Folder, Glob, Ignore, Ignores};
use crate::rules::{Errors, Rules, Source};
use file::File;

/// A file without errors of form.
#[derive(Debug)]
pub(super) struct Config {
    source: Source,
    /// The folder that it stands in.
    folder: PathBuf,
    file: File,
    reports: Vec<Report>,
    as_of: Option<Date>,
    regimes: Vec<(Glob, String)>,
    ignores: Vec<Ignore>,
}

/// Which regime documents of some paths are held against.
#[derive(Debug)]
pub(super) struct Regimes {
    folder: Folder,
    entries: Vec<(Glob, String)>,
    /// Of all others.
    rest: Option<String>,
}

impl Config {
    /// The file asked for, else the one that is found from `here` on; nothing, where there is none or none is wanted.
    pub(super) fn of(args: &Check, here: &Path) -> Result<Option<Config>, Error> {
        let path = match (&args.before.config, args.before.no_config) {
            (_, true) => None,
            (Some(path), false) => Some(path.clone()),
            (None, false) => find::find(here),
        };
        path.map(|path| find::read(&path)).transpose()
    }

    /// Puts what the file says where the command line says nothing. `given` tells whether an option is on it.
    pub(super) fn lay_under(&self, args: &mut Check, everywhere: &mut Everywhere, given: &dyn Fn(&str) -> bool) {
        let default = |id: &str| !given(id);
        let (check, limits) = (&self.file.check, &self.file.check.limits);
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| self.folder.join(path));
        let reading = &mut args.reading;
        lay(&mut args.fail_on, check.fail_on.filter(|_| default("fail_on")));
        lay(&mut args.format, check.format.filter(|_| default("format")));
        if default("reports") {
            args.reports.clone_from(&self.reports);
        }
        args.before.baseline = args.before.baseline.take().or_else(|| path(&check.baseline));
        if !args.cached.no_cache {
            args.cached.cache = args.cached.cache.take().or_else(|| path(&check.cache));
        }
        everywhere.rules = everywhere.rules.take().or_else(|| path(&check.rules));
        reading.as_of = reading.as_of.or(self.as_of);
        if args.inputs.include.is_empty() {
            args.inputs.include.clone_from(&check.include);
        }
        args.inputs.exclude.extend(check.exclude.iter().cloned());
        lay(&mut reading.ocr, check.ocr.filter(|_| default("ocr")));
        if reading.lang.is_empty() {
            reading.lang.clone_from(&check.lang);
        }
        limits.lay_under(&mut reading.limits, &default);
    }

    /// Whether the rules know all codes, fields and regimes that the file names.
    ///
    /// # Errors
    ///
    /// All that they do not, each with its place and the nearest name.
    pub(super) fn known(&self, rules: &Rules) -> Result<(), Errors> {
        check::names(&self.source, &self.file, rules)
    }

    /// The regimes of paths, and the one for all the rest last.
    pub(super) fn regimes(&self, here: &Path) -> Regimes {
        Regimes {
            folder: Folder::new(&self.folder, here),
            entries: self.regimes.clone(),
            rest: self.file.check.regime.as_ref().map(|id| id.get_ref().clone()),
        }
    }

    /// The entries that set findings aside, judged on the day `today`.
    pub(super) fn ignores(&self, here: &Path, today: Date) -> Ignores {
        let folder = Folder::new(&self.folder, here);
        Ignores::new(&self.source.name, folder, today, self.ignores.clone())
    }

    /// One of the entries has a last day.
    pub(super) fn expires(&self) -> bool {
        self.ignores.iter().any(|ignore| ignore.expires.is_some())
    }

    /// The folder of the file lies under one of these paths.
    pub(super) fn lies_under(&self, paths: &[PathBuf], here: &Path) -> bool {
        Folder::new(&self.folder, here).lies_under(paths)
    }
}

/// Puts a default in the place of a value, where there is one.
fn lay<T>(value: &mut T, default: Option<T>) {
    if let Some(default) = default {
        *value = default;
    }
}

impl Regimes {
    /// Of a document, by its path.
    pub(super) fn of(&self, path: &str) -> Option<&str> {
        let of_path = |name: String| self.entries.iter().find(|(glob, _)| glob.matches(&name));
        let entry = self.folder.name(path).and_then(of_path);
        entry.map(|(_, id)| id).or(self.rest.as_ref()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
