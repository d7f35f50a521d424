//! `ropex inspect`: what one stage made of one document, as JSON.

use std::io::Write;

use super::args::{Everywhere, Inspect};
use super::run::{Run, stdout};
use super::{Error, Exit};
use crate::batch::Opened;
use crate::inspect;

pub(super) fn run(args: &Inspect, everywhere: &Everywhere) -> Result<Exit, Error> {
    let run = Run::new(everywhere, &args.reading)?;
    let name = args.file.to_string_lossy();
    // Of an archive, the first document that it holds.
    let mut first = None;
    run.opener.open(&args.file, &name, true, &mut |opened| {
        if let (Opened::Document(_, document), None) = (opened, &first) {
            first = Some(document);
        }
    });
    let Some(document) = first else {
        return Ok(Exit::Unread);
    };
    match document {
        Ok(document) => {
            let seen = inspect(args.stage.into(), &document, &run.rules);
            let mut out = stdout();
            serde_json::to_writer_pretty(&mut out, &seen).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
            out.flush()?;
            Ok(Exit::Done)
        }
        Err(failure) => {
            writeln!(anstream::stderr(), "ropex: {name}: {failure}")?;
            Ok(Exit::Unread)
        }
    }
}
