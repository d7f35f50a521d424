//! `ropex check`: the gap report, and an exit code that a pipeline can act on.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use super::args::{Check, Everywhere, ReportFormat};
use super::beside::{Beside, unwritten};
use super::extract::exit;
use super::inputs::Inputs;
use super::run::{Ended, Run, stdout};
use super::unstyled::Unstyled;
use super::{Error, Exit};
use crate::rules::Rules;
use crate::write::{
    Bounded, Findings, FindingsCsv, Github, Gitlab, Junit, Markdown, Requirements, Sarif, Several, Text, Workbook,
    Writer,
};

/// Where GitHub reads a job summary from.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// GitHub refuses a job summary of more than 1 MiB, all steps of the job together.
const LONGEST_SUMMARY: usize = 768 << 10;

pub(super) fn run(args: &Check, everywhere: &Everywhere) -> Result<Exit, Error> {
    let inputs = Inputs::new(&args.inputs).map_err(Error::Inputs)?;
    let run = Run::new(everywhere, &args.reading)?;
    let ended = report(args, &inputs, &run)?;
    if ended.interrupted {
        writeln!(
            anstream::stderr(),
            "ropex: interrupted; the report covers what was read by then"
        )?;
    }
    let failing = args
        .fail_on
        .severity()
        .map_or(0, |severity| ended.summary.gaps.at_least(severity));
    let gaps = if failing > 0 { Exit::Gaps } else { Exit::Done };
    Ok(gaps.max(exit(&ended)))
}

/// Writes all reports that were asked for: one on standard output, others into files.
fn report(args: &Check, inputs: &Inputs, run: &Run) -> Result<Ended, Error> {
    if args.format == ReportFormat::Xlsx && io::stdout().is_terminal() {
        let message = "a workbook is nothing for a terminal; --report xlsx=PATH writes it into a file";
        return Err(Error::Unknown(message.to_owned()));
    }
    let files: Vec<Beside> = args
        .reports
        .iter()
        .map(|report| Beside::new(report.path.clone()))
        .collect::<Result<_, _>>()?;
    let summary = job_summary(args)?;
    let mut writers = vec![match args.format {
        ReportFormat::Text => on_terminal(&run.rules),
        format => writer(format, Box::new(stdout()), args, &run.rules),
    }];
    for (report, file) in args.reports.iter().zip(&files) {
        let out = Box::new(BufWriter::new(file));
        writers.push(writer(report.format, out, args, &run.rules));
    }
    if let Some(file) = &summary {
        let note = "\nThe rest is left out: GitHub takes no longer summary.\n";
        let out = Bounded::new(BufWriter::new(file), LONGEST_SUMMARY, note);
        writers.push(writer(ReportFormat::Markdown, Box::new(out), args, &run.rules));
    }
    let mut several = Box::new(Several(writers));
    let ended = run.all(inputs, &mut *several, true)?;
    several.finish(&ended.summary)?;
    // A report of half of the documents under the name of all of them would be taken for all of them.
    if !ended.interrupted {
        files.into_iter().try_for_each(Beside::rename)?;
    }
    Ok(ended)
}

fn writer<'a>(format: ReportFormat, out: Box<dyn Write + 'a>, args: &Check, rules: &Rules) -> Box<dyn Writer + 'a> {
    let requirements = Requirements::new(rules);
    match format {
        ReportFormat::Text => Box::new(Text::new(Unstyled::new(out), None, requirements)),
        ReportFormat::Json => Box::new(Findings::new(out, &rules.hash)),
        ReportFormat::Markdown => Box::new(Markdown::new(out, requirements)),
        ReportFormat::Sarif => Box::new(Sarif::new(out, requirements)),
        ReportFormat::Junit => Box::new(Junit::new(out, requirements, args.fail_on.severity())),
        ReportFormat::Github => Box::new(Github::new(out, requirements)),
        ReportFormat::Gitlab => Box::new(Gitlab::new(out, requirements)),
        ReportFormat::Csv => Box::new(FindingsCsv::new(out, requirements)),
        ReportFormat::Xlsx => Box::new(Workbook::new(out, requirements)),
    }
}

/// Text fitted to the terminal, where standard output is one.
fn on_terminal(rules: &Rules) -> Box<dyn Writer> {
    let width = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let width = width.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    // Styled as the user wants it: the stream takes styles out where they are not seen.
    let styled = anstream::AutoStream::choice(&io::stdout());
    let out = anstream::AutoStream::new(io::stdout(), styled);
    Box::new(Text::new(BufWriter::new(out), width, Requirements::new(rules)))
}

/// The file that GitHub makes the job's summary of, where annotations for GitHub are asked for and it gives one.
fn job_summary(args: &Check) -> Result<Option<std::fs::File>, Error> {
    let formats = args.reports.iter().map(|report| report.format);
    let path = env::var_os(STEP_SUMMARY)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from);
    let Some(path) = path.filter(|_| {
        formats
            .chain([args.format])
            .any(|format| format == ReportFormat::Github)
    }) else {
        return Ok(None);
    };
    let file = OpenOptions::new().create(true).append(true).open(&path);
    file.map(Some).map_err(unwritten(&path))
}
