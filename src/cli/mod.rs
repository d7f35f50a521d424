//! The command line: arguments in, an [`Exit`] out. Standard output carries results only; all else goes to standard
//! error.

pub mod args;
mod beside;
mod cached;
mod changed;
mod check;
mod config;
mod diff;
mod earlier;
mod error;
mod exit;
mod explain;
mod extract;
mod folder;
mod inputs;
mod inspect;
mod progress;
mod rules;
mod run;
mod schema;
mod unpiped;
mod unstyled;
mod version;

use std::ffi::OsString;
use std::io::{self, Write};

use anstream::ColorChoice;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};

use crate::isolate;
use args::{Arguments, Color, Command};

pub use error::Error;
pub use exit::Exit;

/// Runs one command. The first argument is the program's own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let parsed = Arguments::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Ok((Arguments::from_arg_matches(&matches)?, matches)));
    let (arguments, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help that was asked for goes to standard output and is no error. Nowhere to print to: nothing to do.
            let _ = error.print();
            return if error.use_stderr() {
                Exit::CouldNotRun
            } else {
                Exit::Done
            };
        }
    };
    match arguments.everywhere.color {
        Color::Auto => {}
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
    match dispatch(arguments, &matches) {
        Ok(exit) => exit,
        Err(error) if error.is_broken_pipe() => Exit::Done,
        Err(error) => {
            let _ = writeln!(anstream::stderr(), "ropex: {error}");
            Exit::CouldNotRun
        }
    }
}

fn dispatch(arguments: Arguments, matches: &ArgMatches) -> Result<Exit, Error> {
    let everywhere = &arguments.everywhere;
    if arguments.version {
        return version::run(everywhere, arguments.verbose);
    }
    match arguments.command {
        Some(Command::Extract(args)) => extract::run(&args, everywhere),
        Some(Command::Check(args)) => {
            let matches = matches.subcommand_matches("check");
            let given = |id: &str| matches.and_then(|of| of.value_source(id)) == Some(ValueSource::CommandLine);
            check::run(args, arguments.everywhere, &given)
        }
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Inspect(args)) => inspect::run(&args, everywhere),
        Some(Command::Explain { word }) => explain::run(&word, everywhere),
        Some(Command::Rules { command }) => rules::run(&command, everywhere),
        Some(Command::Schema { what }) => schema::run(what),
        Some(Command::Completions { shell }) => {
            let mut completions = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "ropex", &mut completions);
            io::stdout().write_all(&completions)?;
            Ok(Exit::Done)
        }
        Some(Command::Worker {
            memory_bytes,
            reach,
            trial,
        }) => {
            match (trial, memory_bytes) {
                (Some(folder), Some(memory)) => {
                    let trial = isolate::trial::run(&folder, memory, reach)?;
                    serde_json::to_writer(io::stdout(), &trial).map_err(io::Error::from)?;
                }
                _ => isolate::worker::serve(memory_bytes, reach)?,
            }
            Ok(Exit::Done)
        }
        None => {
            Arguments::command().print_help()?;
            Ok(Exit::CouldNotRun)
        }
    }
}

/// `, did you mean …?` with the nearest of `names`, or nothing where none is near.
fn did_you_mean<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    // Nearer than this a typing error is likelier than another word.
    const NEAR: f64 = 0.6;
    let word = word.to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&word, &name.to_lowercase());
    let mut near: Vec<(f64, &str)> = names.into_iter().map(|name| (likeness(name), name)).collect();
    near.retain(|(likeness, _)| *likeness > NEAR);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup();
    match near
        .iter()
        .take(3)
        .map(|(_, name)| *name)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => String::new(),
        [one] => format!(", did you mean {one}?"),
        [first @ .., last] => format!(", did you mean {} or {last}?", first.join(", ")),
    }
}
