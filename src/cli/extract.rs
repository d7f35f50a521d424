//! `ropex extract`: records to standard output, or into a folder.

use std::io::{self, IsTerminal, Write};

use super::args::{Everywhere, Extract, RecordFormat};
use super::inputs::Inputs;
use super::run::{Ended, Run, stdout};
use super::{Error, Exit, cached, folder};
use crate::rules::Rules;
use crate::write::{Csv, Json, Jsonl, Resumable};

pub(super) fn run(args: &Extract, everywhere: &Everywhere) -> Result<Exit, Error> {
    let inputs = Inputs::new(&args.inputs).map_err(Error::Inputs)?;
    let mut run = Run::new(everywhere, &args.reading)?;
    run.opener.cache = args.cached.open()?;
    let ended = match &args.output {
        Some(folder) => folder::extract(folder, args, &inputs, &run)?,
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
        cached::tell(run.opener.cache.as_ref())?;
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

pub(super) fn writer<'a>(format: RecordFormat, out: impl Write + 'a, rules: &Rules) -> Box<dyn Resumable + 'a> {
    match format {
        RecordFormat::Jsonl => Box::new(Jsonl::new(out)),
        RecordFormat::Json => Box::new(Json::new(out)),
        RecordFormat::Csv => Box::new(Csv::new(
            out,
            rules.fields.iter().map(|field| field.id.clone()).collect(),
        )),
    }
}
