//! `ropex check`: the gap report, and an exit code that a pipeline can act on.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::{Check, Everywhere, ReportFormat};
use super::beside::{Beside, unwritten};
use super::config::Config;
use super::earlier::Earlier;
use super::extract::exit;
use super::inputs::Inputs;
use super::run::{Ended, Run, stdout};
use super::unpiped::Unpiped;
use super::unstyled::Unstyled;
use super::{Error, Exit, cached};
use crate::rules::Rules;
use crate::write::{
    About, Bounded, Count, Findings, FindingsCsv, Github, Gitlab, Html, Junit, Markdown, Requirements, Sarif, Several,
    Text, Workbook, Writer,
};

/// Where GitHub reads a job summary from.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// GitHub refuses a job summary of more than 1 MiB, all steps of the job together.
const LONGEST_SUMMARY: usize = 768 << 10;

pub(super) fn run(mut args: Check, mut everywhere: Everywhere, given: &dyn Fn(&str) -> bool) -> Result<Exit, Error> {
    let here = env::current_dir()?;
    let config = Config::of(&args, &here)?;
    if let Some(config) = &config {
        config.lay_under(&mut args, &mut everywhere, given);
    }
    let mut inputs = Inputs::new(&args.inputs).map_err(Error::Inputs)?;
    if let Some(revision) = &args.before.changed_since {
        inputs.changed_since(revision)?;
    }
    let mut run = Run::new(&everywhere, &args.reading)?;
    run.opener.cache = args.cached.open()?;
    run.options.text = args.formats().any(|format| format == ReportFormat::Html);
    let mut earlier = Earlier::new(&args, config.as_ref(), &run.rules, &here)?;
    run.regimes = config.map(|config| config.regimes(&here));
    let ended = report(&args, &inputs, &run, &mut earlier)?;
    if !everywhere.quiet {
        cached::tell(run.opener.cache.as_ref())?;
    }
    if ended.interrupted {
        writeln!(
            anstream::stderr(),
            "ropex: interrupted; the report covers what was read by then"
        )?;
    } else if args.before.update_baseline {
        let count = earlier.update()?;
        if !everywhere.quiet {
            writeln!(anstream::stderr(), "{} in the baseline", Count(count, "finding"))?;
        }
        return Ok(exit(&ended));
    }
    let severity = args.fail_on.severity();
    let gaps = match severity.is_some_and(|severity| ended.summary.open(severity) > 0) {
        true => Exit::Gaps,
        false => Exit::Done,
    };
    Ok(gaps.max(exit(&ended)))
}

/// Writes all reports that were asked for: one on standard output, others into files.
fn report(args: &Check, inputs: &Inputs, run: &Run, earlier: &mut Earlier) -> Result<Ended, Error> {
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
    // Files that are wanted too are not lost with the reader of standard output; alone, its leaving ends the run.
    let alone = files.is_empty();
    let mut writers = vec![match args.format {
        ReportFormat::Text if alone => on_terminal(io::stdout(), &run.rules),
        ReportFormat::Text => on_terminal(Unpiped(io::stdout()), &run.rules),
        format if alone => writer(format, Box::new(stdout()), Path::new(""), args, &run.rules),
        format => writer(format, Box::new(Unpiped(stdout())), Path::new(""), args, &run.rules),
    }];
    for (report, file) in args.reports.iter().zip(&files) {
        let out = Box::new(BufWriter::new(file));
        writers.push(writer(report.format, out, &report.path, args, &run.rules));
    }
    if let Some(file) = &summary {
        let note = "\nThe rest is left out: GitHub takes no longer summary.\n";
        let out = Bounded::new(BufWriter::new(file), LONGEST_SUMMARY, note);
        writers.push(writer(
            ReportFormat::Markdown,
            Box::new(out),
            Path::new(""),
            args,
            &run.rules,
        ));
    }
    let mut several = Box::new(Several(writers));
    let mut ended = run.reviewed(inputs, &mut earlier.review, &mut *several, true)?;
    earlier.finish(inputs, &mut ended, &mut *several)?;
    several.finish(&ended.summary)?;
    // A report of half of the documents under the name of all of them would be taken for all of them.
    if !ended.interrupted {
        files.into_iter().try_for_each(Beside::rename)?;
    }
    Ok(ended)
}

/// A writer to `out`, which is at `path`; an empty one for a stream.
fn writer<'a>(
    format: ReportFormat,
    out: Box<dyn Write + 'a>,
    path: &Path,
    args: &Check,
    rules: &Rules,
) -> Box<dyn Writer + 'a> {
    let requirements = Requirements::new(rules);
    match format {
        ReportFormat::Text => Box::new(Text::new(Unstyled::new(out), None, requirements)),
        ReportFormat::Json => Box::new(Findings::new(out, &rules.hash)),
        ReportFormat::Markdown => Box::new(Markdown::new(out, requirements)),
        ReportFormat::Html => Box::new(Html::new(out, requirements, about(args, path))),
        ReportFormat::Sarif => Box::new(Sarif::new(out, requirements)),
        ReportFormat::Junit => Box::new(Junit::new(out, requirements, args.fail_on.severity())),
        ReportFormat::Github => Box::new(Github::new(out, requirements)),
        ReportFormat::Gitlab => Box::new(Gitlab::new(out, requirements)),
        ReportFormat::Csv => Box::new(FindingsCsv::new(out, requirements)),
        ReportFormat::Xlsx => Box::new(Workbook::new(out, requirements)),
    }
}

/// What a page at `path` says of the run.
fn about(args: &Check, path: &Path) -> About {
    let inputs: Vec<_> = args.inputs.paths.iter().map(|path| path.to_string_lossy()).collect();
    About {
        inputs: inputs.join(", "),
        folder: way_back(path).unwrap_or_default(),
        as_of: args.reading.as_of.map(|day| day.to_string()),
    }
}

/// How a link in a file leads to the folder that the run was started in.
fn way_back(path: &Path) -> Option<String> {
    let here = env::current_dir().ok()?;
    let there = here.join(path.parent()?);
    let there = there.canonicalize().unwrap_or(there);
    let here = here.canonicalize().unwrap_or(here);
    let shared = here
        .components()
        .zip(there.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = there.components().skip(shared).map(|_| "../".to_owned());
    let down = here
        .components()
        .skip(shared)
        .map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
    Some(up.chain(down).collect())
}

/// Text fitted to the terminal, where standard output is one.
fn on_terminal(out: impl Write + 'static, rules: &Rules) -> Box<dyn Writer> {
    let width = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let width = width.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    let requirements = Requirements::new(rules);
    // Styled as the user wants it, where styles are seen.
    match anstream::AutoStream::choice(&io::stdout()) {
        anstream::ColorChoice::Never => Box::new(Text::new(BufWriter::new(Unstyled::new(out)), width, requirements)),
        _ => Box::new(Text::new(BufWriter::new(out), width, requirements)),
    }
}

/// The file that GitHub makes the job's summary of, where annotations for GitHub are asked for and it gives one.
fn job_summary(args: &Check) -> Result<Option<std::fs::File>, Error> {
    let wanted = args.formats().any(|format| format == ReportFormat::Github);
    let path = env::var_os(STEP_SUMMARY).filter(|path| wanted && !path.is_empty());
    let Some(path) = path.map(PathBuf::from) else {
        return Ok(None);
    };
    let file = OpenOptions::new().create(true).append(true).open(&path);
    file.map(Some).map_err(unwritten(&path))
}
