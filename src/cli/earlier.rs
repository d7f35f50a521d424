//! What was said of findings in earlier runs, as `ropex check` reads and writes it: `ropex.toml` and the baseline.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Error;
use super::args::Check;
use super::beside::{Beside, unwritten};
use super::config::Config;
use super::inputs::Inputs;
use super::run::Ended;
use crate::audit::review::{Baseline, Folder, Reach, Review};
use crate::rules::Rules;
use crate::write::Writer;

/// Earlier decisions, and how much of what they are about this run looks at.
pub(super) struct Earlier {
    pub(super) review: Review,
    /// Where the baseline is.
    path: Option<PathBuf>,
    /// Files that did not change are not looked at.
    some_files: bool,
    /// The run looks at all that `ropex.toml` is for.
    all: bool,
}

impl Earlier {
    pub(super) fn new(args: &Check, config: Option<&Config>, rules: &Rules, here: &Path) -> Result<Earlier, Error> {
        let mut review = Review::default();
        if let Some(config) = config {
            config.known(rules).map_err(Error::Config)?;
            // Whoever writes a last day asks for the clock; the day asked for comes first all the same.
            let today = args
                .reading
                .as_of
                .or_else(|| config.expires().then(|| jiff::Zoned::now().date()));
            review.ignores = Some(config.ignores(here, today.unwrap_or(jiff::civil::Date::MIN)));
        }
        let path = args.before.baseline.clone();
        if args.before.update_baseline && path.is_none() {
            let message = "--update-baseline: which one? Name it with --baseline FILE";
            return Err(Error::Unknown(message.to_owned()));
        }
        if let Some(path) = &path {
            review.baseline = Some(baseline(path, args.before.update_baseline, here)?);
        }
        Ok(Earlier {
            review,
            path,
            some_files: args.before.changed_since.is_some(),
            all: config.is_some_and(|config| config.lies_under(&args.inputs.paths, here)),
        })
    }

    /// Counts and writes what is known only when all documents are.
    pub(super) fn finish(&self, inputs: &Inputs, ended: &mut Ended, writer: &mut dyn Writer) -> io::Result<()> {
        let whole = !ended.interrupted && !self.some_files;
        if let Some(baseline) = &self.review.baseline {
            ended.summary.closed = Some(baseline.closed(whole));
        }
        let folders = inputs.paths().iter().any(|path| path.is_dir());
        let reach = match (whole, self.all, folders) {
            (true, true, _) => Reach::All,
            (true, false, true) => Reach::Folders,
            _ => Reach::Files,
        };
        let Some(own) = self.review.own(reach) else {
            return Ok(());
        };
        if let Ok(extraction) = &own.result {
            ended.summary.add_gaps(&extraction.findings);
        }
        writer.outcome(&own)
    }

    /// Writes the baseline anew; gives the number of its findings.
    pub(super) fn update(&self) -> Result<usize, Error> {
        let (Some(path), Some(baseline)) = (&self.path, &self.review.baseline) else {
            return Ok(0);
        };
        let file = Beside::new(path.clone())?;
        (&file).write_all(baseline.text().as_bytes()).map_err(unwritten(path))?;
        file.rename()?;
        Ok(baseline.count())
    }
}

fn baseline(path: &Path, is_made: bool, here: &Path) -> Result<Baseline, Error> {
    let folder = Folder::new(path.parent().unwrap_or(Path::new("")), here);
    let wrong = |error: String| Error::Unknown(format!("{}: {error}", path.display()));
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && is_made => return Ok(Baseline::new(folder)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(wrong(
                "there is no such baseline; --update-baseline makes it".to_owned(),
            ));
        }
        Err(error) => return Err(wrong(format!("cannot be read: {error}"))),
    };
    let gone = |name: &str| {
        // What stands in an archive is gone when the archive is.
        let file = name.split("!/").next().unwrap_or(name);
        !folder.path(file).exists()
    };
    Baseline::parse(&text, folder.clone(), gone).map_err(wrong)
}
