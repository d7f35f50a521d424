//! `ropex extract`: records to standard output, or into a folder.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::{Everywhere, Extract, RecordFormat};
use super::beside::{Beside, unwritten};
use super::inputs::Inputs;
use super::run::{Ended, Run, stdout};
use super::{Error, Exit};
use crate::rules::Rules;
use crate::write::{Csv, Json, Jsonl, Summary, Writer};

pub(super) fn run(args: &Extract, everywhere: &Everywhere) -> Result<Exit, Error> {
    let inputs = Inputs::new(&args.inputs).map_err(Error::Inputs)?;
    let run = Run::new(everywhere, &args.reading)?;
    let ended = match &args.output {
        Some(folder) => into_folder(folder, args.format, &inputs, &run)?,
        None => {
            let mut writer = writer(args.format, stdout(), &run.rules);
            // On one terminal, a bar and records would write over each other.
            let ended = run.all(&inputs, &mut *writer, !io::stdout().is_terminal())?;
            writer.finish(&ended.summary)?;
            ended
        }
    };
    if !everywhere.quiet {
        tell(&ended)?;
    }
    Ok(exit(&ended))
}

/// How a run ended, gaps aside.
pub(super) fn exit(ended: &Ended) -> Exit {
    match (ended.interrupted, ended.summary.unread()) {
        (true, _) => Exit::Interrupted,
        (false, 0) => Exit::Done,
        (false, _) => Exit::Unread,
    }
}

fn tell(ended: &Ended) -> io::Result<()> {
    let end = if ended.interrupted { "interrupted after " } else { "" };
    writeln!(anstream::stderr(), "{end}{}", ended.summary.inputs())
}

fn writer<'a>(format: RecordFormat, out: impl Write + 'a, rules: &Rules) -> Box<dyn Writer + 'a> {
    match format {
        RecordFormat::Jsonl => Box::new(Jsonl::new(out)),
        RecordFormat::Json => Box::new(Json::new(out)),
        RecordFormat::Csv => Box::new(Csv::new(
            out,
            rules.fields.iter().map(|field| field.id.clone()).collect(),
        )),
    }
}

fn into_folder(folder: &Path, format: RecordFormat, inputs: &Inputs, run: &Run) -> Result<Ended, Error> {
    let name = match format {
        RecordFormat::Jsonl => "records.jsonl",
        RecordFormat::Json => "records.json",
        RecordFormat::Csv => "records.csv",
    };
    fs::create_dir_all(folder).map_err(unwritten(folder))?;
    let records = Beside::new(folder.join(name))?;
    let mut writer = writer(format, BufWriter::new(records.file.as_file()), &run.rules);
    let ended = run.all(inputs, &mut *writer, true).map_err(|error| match error {
        Error::Stream(source) => unwritten(&records.path)(source),
        other => other,
    })?;
    writer.finish(&ended.summary).map_err(unwritten(&records.path))?;
    // Half of the records under the name of all of them would be taken for all of them.
    if !ended.interrupted {
        records.rename()?;
        summary(&ended.summary, folder.join("summary.json"))?;
    }
    Ok(ended)
}

fn summary(summary: &Summary, path: PathBuf) -> Result<(), Error> {
    let file = Beside::new(path)?;
    let mut json = serde_json::to_vec_pretty(summary).map_err(io::Error::from)?;
    json.push(b'\n');
    file.file.as_file().write_all(&json).map_err(unwritten(&file.path))?;
    file.rename()
}
