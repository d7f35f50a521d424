//! `ropex diff`: what changed between the records of two runs.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::args::{Diff, DiffFormat};
use super::run::stdout;
use super::{Error, Exit};
use crate::diff::{self, Side, show};

/// What `ropex extract -o` calls its records.
const RECORDS: &str = "records.jsonl";

pub(super) fn run(args: &Diff) -> Result<Exit, Error> {
    let diff = diff::diff(&side(&args.old)?, &side(&args.new)?);
    match args.format {
        DiffFormat::Text => {
            // Styled as the user wants it: the stream takes styles out where they are not seen.
            let styled = anstream::AutoStream::choice(&io::stdout());
            let mut out = io::BufWriter::new(anstream::AutoStream::new(io::stdout(), styled));
            show::text(&diff, &mut out)?;
        }
        DiffFormat::Json => {
            let mut out = stdout();
            serde_json::to_writer_pretty(&mut out, &diff).map_err(io::Error::from)?;
            writeln!(out)?;
            out.flush()?;
        }
        DiffFormat::Markdown => show::markdown(&diff, &mut stdout())?,
        DiffFormat::Html => show::html(&diff, &mut stdout())?,
    }
    Ok(match args.exit_code && !diff.is_empty() {
        true => Exit::Gaps,
        false => Exit::Done,
    })
}

/// One run's records: a file, or the folder that `ropex extract -o` wrote it into.
fn side(path: &Path) -> Result<Side, Error> {
    let file = if path.is_dir() {
        path.join(RECORDS)
    } else {
        path.to_owned()
    };
    let named = |error: String| {
        let what = format!(
            "{}: {error}; `ropex extract … -o DIR` writes what can be compared",
            file.display()
        );
        Error::Unknown(what)
    };
    let text = fs::read_to_string(&file).map_err(|error| named(format!("cannot be read: {error}")))?;
    Side::parse(&text).map_err(named)
}
