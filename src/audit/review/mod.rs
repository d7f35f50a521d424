//! What people said of findings before this run: entries of `ropex.toml` that set some aside, a baseline that knows
//! some. A finding is marked, never taken away.

mod baseline;
mod folder;
mod ignore;

use jiff::civil::Date;

use crate::document::Format;
use crate::outcome::{Extraction, Outcome, Source};
use crate::record::{Baseline as Mark, Gap, GapKind};

pub use baseline::{Baseline, Known};
pub use folder::{Folder, Glob};
pub use ignore::Ignore;

/// All that was said before; by default nothing.
#[derive(Debug, Default)]
pub struct Review {
    /// The entries of `ropex.toml`.
    pub ignores: Option<Ignores>,
    /// The baseline.
    pub baseline: Option<Baseline>,
}

/// The `[[ignore]]` entries of one file, and what became of each in this run.
#[derive(Debug)]
pub struct Ignores {
    /// The path of the file, as reports show it.
    path: String,
    folder: Folder,
    today: Date,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    ignore: Ignore,
    used: bool,
    /// A document was read that it looks at.
    looked: bool,
    /// One could not be read: what it would have been used on is not known.
    unsure: bool,
}

/// How much of the documents a run has looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The folder of `ropex.toml`, with all in it.
    All,
    /// Some folders.
    Folders,
    /// Chosen files only, or the run was interrupted.
    Files,
}

impl Ignores {
    /// The entries of the file at `path`, whose documents are named from `folder`. Expiry is judged on the day `today`.
    pub fn new(path: &str, folder: Folder, today: Date, entries: Vec<Ignore>) -> Ignores {
        let entry = |ignore| Entry {
            ignore,
            used: false,
            looked: false,
            unsure: false,
        };
        Ignores {
            path: path.to_owned(),
            folder,
            today,
            entries: entries.into_iter().map(entry).collect(),
        }
    }

    fn mark(&mut self, outcome: &mut Outcome) {
        let name = self.folder.name(&outcome.source.path);
        for entry in &mut self.entries {
            if !entry.ignore.looks_at(name.as_deref()) {
                continue;
            }
            let Ok(extraction) = &mut outcome.result else {
                entry.unsure = true;
                continue;
            };
            entry.looked = true;
            for record in &mut extraction.records {
                for at in 0..record.gaps.len() {
                    if entry.ignore.is_for(record, &record.gaps[at]) {
                        entry.used = true;
                        if !entry.ignore.is_expired(self.today) && record.gaps[at].ignored.is_none() {
                            record.gaps[at].ignored = Some(entry.ignore.mark());
                        }
                    }
                }
            }
        }
    }

    /// The findings on the entries themselves.
    fn findings(&self, reach: Reach) -> Vec<Gap> {
        let finding = |entry: &Entry| {
            let ignore = &entry.ignore;
            let expired = ignore.expires.filter(|_| ignore.is_expired(self.today));
            let judged = match reach {
                Reach::All => true,
                Reach::Folders => ignore.path.is_none() || entry.looked,
                Reach::Files => false,
            };
            match expired {
                Some(day) => ignore.gap(GapKind::Expired, &format!(" on {day}")),
                None if judged && !entry.used && !entry.unsure => ignore.gap(GapKind::Unused, ""),
                None => None,
            }
        };
        self.entries.iter().filter_map(finding).collect()
    }
}

impl Review {
    /// Marks the findings of a document.
    pub fn mark(&mut self, outcome: &mut Outcome) {
        if let Some(ignores) = &mut self.ignores {
            ignores.mark(outcome);
        }
        let Some(baseline) = &mut self.baseline else {
            return;
        };
        baseline.met(&outcome.source.path, outcome.result.is_ok());
        for record in outcome.result.iter_mut().flat_map(|extraction| &mut extraction.records) {
            for at in 0..record.gaps.len() {
                let known = baseline.takes(record, &record.gaps[at]);
                record.gaps[at].baseline = Some(if known { Mark::Known } else { Mark::New });
            }
        }
    }

    /// The findings on `ropex.toml` itself, which are known when all documents are; nothing, where there are none.
    pub fn own(&self, reach: Reach) -> Option<Outcome> {
        let ignores = self.ignores.as_ref()?;
        let findings = ignores.findings(reach);
        let source = Source {
            format: Some(Format::Text),
            ..Source::named(ignores.path.as_str())
        };
        (!findings.is_empty()).then_some(Outcome {
            source,
            result: Ok(Extraction {
                records: Vec::new(),
                findings,
                text: None,
            }),
        })
    }
}

#[cfg(test)]
mod tests;
