//! `ropex check`: the gap report, and an exit code that a pipeline can act on.

use std::io::{self, IsTerminal, Write};

use super::args::{Check, Everywhere, ReportFormat};
use super::extract::exit;
use super::inputs::Inputs;
use super::run::{Run, stdout};
use super::{Error, Exit};
use crate::rules::{Level, Rules};
use crate::write::{Element, Findings, Markdown, RegimeColumns, Requirements, Text, Writer};

pub(super) fn run(args: &Check, everywhere: &Everywhere) -> Result<Exit, Error> {
    let inputs = Inputs::new(&args.inputs).map_err(Error::Inputs)?;
    let run = Run::new(everywhere, &args.reading)?;
    let mut writer = writer(args.format, &run.rules);
    let ended = run.all(&inputs, &mut *writer, true)?;
    writer.finish(&ended.summary)?;
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

fn writer(format: ReportFormat, rules: &Rules) -> Box<dyn Writer> {
    match format {
        ReportFormat::Text => {
            let width = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
            let width = width.map(|(terminal_size::Width(columns), _)| usize::from(columns));
            // Styled as the user wants it: the stream takes styles out where they are not seen.
            let styled = anstream::AutoStream::choice(&io::stdout());
            let out = anstream::AutoStream::new(io::stdout(), styled);
            Box::new(Text::new(io::BufWriter::new(out), width, requirements(rules)))
        }
        ReportFormat::Json => Box::new(Findings::new(stdout(), &rules.hash)),
        ReportFormat::Markdown => Box::new(Markdown::new(stdout(), requirements(rules))),
    }
}

/// The columns of each regime: what the law asks for in its order, mandatory elements first; good practice is no column.
fn requirements(rules: &Rules) -> Requirements {
    let columns = rules.regimes.iter().map(|regime| {
        let mut asked: Vec<_> = regime
            .elements
            .iter()
            .filter(|element| element.level != Level::GoodPractice)
            .collect();
        asked.sort_by_key(|element| element.level);
        let mut elements: Vec<Element> = Vec::new();
        for element in asked {
            let field = rules.field(element.field);
            if elements.iter().all(|known| known.field != field.id) {
                elements.push(Element {
                    field: field.id.clone(),
                    label: field.label.clone(),
                });
            }
        }
        let name = regime.name.clone();
        (regime.id.clone(), RegimeColumns { name, elements })
    });
    columns.collect()
}
