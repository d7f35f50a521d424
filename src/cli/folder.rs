//! `ropex extract -o DIR`: records and a summary as files, in a run that a kill, a full disk or a power failure only
//! breaks off.
//!
//! Until all is done there are `records.jsonl.part` and `ledger.jsonl`, then the files get their names and the ledger is
//! gone. Half of the records under the name of all of them would be taken for all of them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Error;
use super::args::{Extract, InputArgs, LimitArgs, Reading, RecordFormat};
use super::beside::unwritten;
use super::extract::writer;
use super::inputs::{Input, Inputs};
use super::run::{Ended, Run};
use crate::audit::review::Review;
use crate::batch::ledger::{Commit, Ledger, Terms, Unusable};
use crate::write::{Resumable, Summary, Writer};

const LEDGER: &str = "ledger.jsonl";
const SUMMARY: &str = "summary.json";

/// What is not whole yet has this at the end of its name.
const PART: &str = ".part";

pub(super) fn extract(folder: &Path, args: &Extract, inputs: &Inputs, run: &Run) -> Result<Ended, Error> {
    fs::create_dir_all(folder).map_err(unwritten(folder))?;
    let path = folder.join(LEDGER);
    let mut ledger = Ledger::open(&path, &terms(args, run), args.force).map_err(|reason| match reason {
        Unusable::Io(source) => unwritten(&path)(source),
        reason => begun(&path, reason),
    })?;
    let mut left = inputs.iter();
    skip_done(&ledger, &mut left, &path)?;
    let last = ledger.last().clone();
    if last.whole
        && let Some(more) = left.next()
    {
        let reason = format!(
            "the run here was whole before {} came; start over with --force",
            more.path().display()
        );
        return Err(begun(&path, reason));
    }
    let names = [name(args.format), SUMMARY];
    let ended = if last.whole {
        let (summary, interrupted) = (last.summary, false);
        Ended { summary, interrupted }
    } else {
        let progress = run.progress(inputs, last.inputs, true);
        let summary = if last.inputs == 0 {
            Summary::new(&run.rules.hash)
        } else {
            last.summary.clone()
        };
        let part = folder.join(names[0]).with_added_extension(&PART[1..]);
        let file = open(&part, &last, folder)?;
        let mut writer = writer(args.format, BufWriter::new(&file), &run.rules);
        if last.bytes > 0 {
            writer.go_on();
        }
        let ended = run
            .on(left, summary, &mut Review::default(), &progress, |taken, summary| {
                taken.outcomes.iter().try_for_each(|outcome| writer.outcome(outcome))?;
                ledger.add(&taken.input)?;
                if ledger.is_due() {
                    commit(&mut ledger, &mut *writer, &file, summary)?;
                }
                Ok(())
            })
            .map_err(|error| match error {
                Error::Stream(source) => broken_off(&part)(source),
                other => other,
            })?;
        let summed_up = folder.join(SUMMARY).with_added_extension(&PART[1..]);
        commit(&mut ledger, &mut *writer, &file, &ended.summary).map_err(broken_off(&part))?;
        write_summary(&ended.summary, &summed_up).map_err(broken_off(&summed_up))?;
        if ended.interrupted {
            return Ok(ended);
        }
        finish(writer, &file, &mut ledger, &ended.summary).map_err(broken_off(&part))?;
        ended
    };
    for name in names {
        publish(&folder.join(name))?;
    }
    // The names are on the disk before what would give them again is gone.
    #[cfg(unix)]
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(unwritten(folder))?;
    ledger.close().map_err(unwritten(&path))?;
    Ok(ended)
}

/// Takes from `left` the inputs that are done, which must be those that they were.
fn skip_done(ledger: &Ledger, left: &mut impl Iterator<Item = Input>, path: &Path) -> Result<(), Error> {
    for done in ledger.inputs().map_err(unwritten(path))? {
        let done = done.map_err(unwritten(path))?;
        let now = left.next().map(|input| input.seen());
        if now.as_ref() == Some(&done) {
            continue;
        }
        let change = match now {
            Some(now) if now.path == done.path => format!("{} has changed since it was read", done.path),
            Some(now) => format!(
                "in the place of {}, which was read, there is now {}",
                done.path, now.path
            ),
            None => format!("{}, which was read, is no longer among the inputs", done.path),
        };
        let reason = format!("the run that was broken off here cannot go on: {change}; start over with --force");
        return Err(begun(path, reason));
    }
    Ok(())
}

/// Opens the unfinished records where the last commit ends.
fn open(part: &Path, last: &Commit, folder: &Path) -> Result<File, Error> {
    if last.bytes == 0 {
        // Records in another format, of a run that was given up.
        for format in RecordFormat::value_variants() {
            let _ = fs::remove_file(folder.join(name(*format)).with_added_extension(&PART[1..]));
        }
    }
    let mut options = OpenOptions::new();
    let mut file = options
        .create(true)
        .truncate(false)
        .write(true)
        .open(part)
        .map_err(unwritten(part))?;
    if file.metadata().map_err(unwritten(part))?.len() < last.bytes {
        let reason = "shorter than its ledger says, so somebody else has changed it; start over with --force";
        return Err(begun(part, reason));
    }
    file.set_len(last.bytes).map_err(unwritten(part))?;
    file.seek(SeekFrom::End(0)).map_err(unwritten(part))?;
    Ok(file)
}

/// Puts the output on the disk, then says so in the ledger.
fn commit(ledger: &mut Ledger, writer: &mut dyn Resumable, mut file: &File, summary: &Summary) -> io::Result<()> {
    writer.flush()?;
    file.sync_data()?;
    ledger.commit(file.stream_position()?, false, summary)
}

fn finish(writer: Box<dyn Resumable + '_>, mut file: &File, ledger: &mut Ledger, summary: &Summary) -> io::Result<()> {
    let writer: Box<dyn Writer> = writer;
    writer.finish(summary)?;
    file.sync_all()?;
    ledger.commit(file.stream_position()?, true, summary)
}

fn write_summary(summary: &Summary, part: &Path) -> io::Result<()> {
    let mut json = serde_json::to_vec_pretty(summary)?;
    json.push(b'\n');
    let mut file = File::create(part)?;
    file.write_all(&json)?;
    file.sync_all()
}

/// Gives a file that is whole its name, unless it has it already.
fn publish(path: &Path) -> Result<(), Error> {
    let part = path.with_added_extension(&PART[1..]);
    match fs::rename(part, path) {
        // A run was killed right here, between two names.
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.exists() => Ok(()),
        renamed => renamed.map_err(unwritten(path)),
    }
}

fn name(format: RecordFormat) -> &'static str {
    match format {
        RecordFormat::Jsonl => "records.jsonl",
        RecordFormat::Json => "records.json",
        RecordFormat::Csv => "records.csv",
    }
}

/// All that the output hangs on and that a command says. Taken apart by name, so that no option that is added is
/// forgotten here.
fn terms(args: &Extract, run: &Run) -> Terms {
    let Extract {
        inputs,
        output: _,
        force: _,
        format,
        reading,
        // The same output comes of it.
        cached: _,
    } = args;
    let InputArgs {
        paths,
        include,
        exclude,
        no_ignore,
    } = inputs;
    let Reading {
        regime,
        as_of,
        jobs: _,
        pdf_reader,
        ocr,
        lang,
        limits,
        no_isolation,
        no_sandbox,
    } = reading;
    let LimitArgs {
        timeout,
        memory,
        max_file_mib,
        max_pages,
        max_ocr_pages,
        max_text_mib,
        max_page_text_mib,
        max_table_cells,
        max_nesting,
        max_members,
        max_unpacked_mib,
        max_unpacked_ratio,
        max_archive_depth,
    } = limits;
    let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    let terms = [
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("rules", run.rules.hash.clone()),
        ("paths", paths.join(" ")),
        ("--include", include.join(" ")),
        ("--exclude", exclude.join(" ")),
        ("--no-ignore", no_ignore.to_string()),
        ("--format", format!("{format:?}").to_lowercase()),
        ("--regime", regime.clone().unwrap_or_default()),
        ("--as-of", as_of.map(|day| day.to_string()).unwrap_or_default()),
        ("--pdf-reader", format!("{pdf_reader:?}").to_lowercase()),
        ("--ocr", format!("{ocr:?}").to_lowercase()),
        ("--lang", lang.join("+")),
        ("--timeout", timeout.as_secs_f64().to_string()),
        ("--memory", memory.to_string()),
        ("--max-file-mib", max_file_mib.to_string()),
        ("--max-pages", max_pages.to_string()),
        ("--max-ocr-pages", max_ocr_pages.to_string()),
        ("--max-text-mib", max_text_mib.to_string()),
        ("--max-page-text-mib", max_page_text_mib.to_string()),
        ("--max-table-cells", max_table_cells.to_string()),
        ("--max-nesting", max_nesting.to_string()),
        ("--max-members", max_members.to_string()),
        ("--max-unpacked-mib", max_unpacked_mib.to_string()),
        ("--max-unpacked-ratio", max_unpacked_ratio.to_string()),
        ("--max-archive-depth", max_archive_depth.to_string()),
        ("--no-isolation", no_isolation.to_string()),
        ("--no-sandbox", no_sandbox.to_string()),
    ];
    let given = terms.into_iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| (name.to_owned(), value)).collect()
}

fn broken_off(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
    let path = path.to_owned();
    |source| Error::BrokenOff { path, source }
}

fn begun(path: &Path, reason: impl ToString) -> Error {
    let (path, reason) = (PathBuf::from(path), reason.to_string());
    Error::Begun { path, reason }
}
