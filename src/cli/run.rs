//! What `extract`, `check` and `inspect` share: rules, readers and the walk through all inputs.

use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{io, thread};

use super::args::{Everywhere, OcrMode, PdfReader, Reading};
use super::config::Regimes;
use super::inputs::{Input, Inputs, LINK};
use super::progress::Progress;
use super::{Error, did_you_mean};
use crate::audit::review::Review;
use crate::batch::ledger::Seen;
use crate::batch::window::Window;
use crate::batch::{Opened, Opener};
use crate::isolate::confine::Reach;
use crate::isolate::{Pool, Program};
use crate::outcome::{Failure, FailureKind, Outcome, Source};
use crate::read::ocr;
use crate::read::pdf::{Reader, Settings};
use crate::rules::Rules;
use crate::write::{Summary, Writer};
use crate::{Options, process};

/// Pages of one document that OCR reads at once, at most: each holds some fifty megabytes in the reader.
const OCR_AT_ONCE: NonZeroUsize = NonZeroUsize::MIN.saturating_add(7);

/// Everything that one run needs before its first document.
pub(super) struct Run {
    pub(super) rules: Rules,
    pub(super) opener: Opener,
    pub(super) options: Options,
    /// Regimes of documents by their paths, where none was asked for.
    pub(super) regimes: Option<Regimes>,
    threads: NonZeroUsize,
    quiet: bool,
}

/// What a run came to.
pub(super) struct Ended {
    pub(super) summary: Summary,
    /// The interrupt key ended it before its last document.
    pub(super) interrupted: bool,
}

/// One input, done.
pub(super) struct Taken {
    /// What it was when its turn came.
    pub(super) input: Seen,
    /// One outcome, or those of all that an archive or a mail holds.
    pub(super) outcomes: Vec<Outcome>,
    /// Files of a folder or an archive of formats without a reader, by their extensions.
    passed_over: Vec<String>,
}

impl Run {
    pub(super) fn new(everywhere: &Everywhere, reading: &Reading) -> Result<Run, Error> {
        let rules = everywhere.load()?;
        if let Some(id) = &reading.regime
            && rules.regime(id).is_none()
        {
            let near = did_you_mean(id, rules.regimes.iter().map(|regime| regime.id.as_str()));
            return Err(Error::Unknown(format!(
                "no regime `{id}`{near}; `ropex rules list` has all of them"
            )));
        }
        let threads = reading
            .jobs
            .or_else(|| thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN);
        Ok(Run {
            rules,
            opener: opener(reading, threads)?,
            options: Options {
                regime: reading.regime.clone(),
                as_of: reading.as_of,
                text: false,
            },
            regimes: None,
            threads,
            quiet: everywhere.quiet,
        })
    }

    /// Takes every input through all stages and gives the outcomes to `writer`, in order; the writer is left open.
    pub(super) fn all(&self, inputs: &Inputs, writer: &mut dyn Writer, show: bool) -> Result<Ended, Error> {
        self.reviewed(inputs, &mut Review::default(), writer, show)
    }

    /// The same, with what was said of findings before.
    pub(super) fn reviewed(
        &self,
        inputs: &Inputs,
        review: &mut Review,
        writer: &mut dyn Writer,
        show: bool,
    ) -> Result<Ended, Error> {
        let progress = self.progress(inputs, 0, show);
        let summary = Summary::new(&self.rules.hash);
        self.on(inputs.iter(), summary, review, &progress, |taken, _| {
            taken.outcomes.iter().try_for_each(|outcome| writer.outcome(outcome))
        })
    }

    /// A bar over all inputs, of which so many are done.
    pub(super) fn progress(&self, inputs: &Inputs, done: usize, show: bool) -> Progress {
        Progress::new(show && !self.quiet, done, || inputs.iter().count())
    }

    /// Takes the inputs that are left through all stages and gives them to `sink`, in order, with the summary of all
    /// that is done by then; `summary` is that of the inputs before them.
    pub(super) fn on(
        &self,
        inputs: impl Iterator<Item = Input>,
        mut summary: Summary,
        review: &mut Review,
        progress: &Progress,
        mut sink: impl FnMut(&Taken, &Summary) -> io::Result<()>,
    ) -> Result<Ended, Error> {
        let stop = stop_on_interrupt();
        Window::new(self.threads).run(
            inputs,
            &stop,
            |input| self.one(input),
            |input, panic| {
                let message = format!("ropex itself failed on it, please report that: {panic}");
                failed(input, Failure::new(FailureKind::Crashed, message))
            },
            |mut taken| {
                for outcome in &mut taken.outcomes {
                    review.mark(outcome);
                    summary.add(outcome);
                }
                taken
                    .passed_over
                    .iter()
                    .for_each(|extension| summary.pass_over(extension.clone()));
                sink(&taken, &summary)?;
                progress.step(summary.unread());
                Ok(())
            },
        )?;
        progress.end();
        let interrupted = stop.load(Ordering::Relaxed);
        Ok(Ended { summary, interrupted })
    }

    /// What is asked for a document: the regime of its path counts where the command line names none.
    fn options(&self, path: &str) -> Cow<'_, Options> {
        let of_path = self.regimes.as_ref().filter(|_| self.options.regime.is_none());
        match of_path.and_then(|regimes| regimes.of(path)) {
            None => Cow::Borrowed(&self.options),
            Some(id) => Cow::Owned(Options {
                regime: Some(id.to_owned()),
                ..self.options.clone()
            }),
        }
    }

    fn one(&self, input: &Input) -> Taken {
        let (path, asked) = match input {
            Input::File { path, asked } => (path, *asked),
            Input::Unseen { failure, .. } => return failed(input, failure.clone()),
            Input::NoFile { what, .. } => {
                return Taken {
                    input: input.seen(),
                    outcomes: Vec::new(),
                    passed_over: vec![(*what).to_owned()],
                };
            }
        };
        let mut taken = Taken {
            // Before it is read: what is written to it from now on makes it another input.
            input: input.seen(),
            outcomes: Vec::new(),
            passed_over: Vec::new(),
        };
        self.opener
            .open(path, &input.name(), asked, &mut |opened| match opened {
                Opened::Document(source, document) => {
                    let options = self.options(&source.path);
                    let result = document.map(|document| process(&source, &document, &self.rules, &options));
                    taken.outcomes.push(Outcome { source, result });
                }
                Opened::Other(name) => taken.passed_over.push(extension(Path::new(&name))),
                Opened::Link => taken.passed_over.push(LINK.to_owned()),
            });
        taken
    }
}

fn opener(reading: &Reading, threads: NonZeroUsize) -> Result<Opener, Error> {
    let reach = match (reading.no_sandbox, reading.ocr) {
        (true, _) => Reach::Everything,
        (false, OcrMode::Never) => Reach::Nothing,
        (false, _) => Reach::Tesseract,
    };
    let pool = || {
        Pool::open(
            Program::own(reading.limits.memory << 20, reach)?,
            reading.limits.timeout,
        )
    };
    Ok(Opener {
        limits: reading.limits.of_readers(),
        settings: Settings {
            reader: match reading.pdf_reader {
                PdfReader::Auto => Reader::Auto,
                PdfReader::Hayro => Reader::Hayro,
                PdfReader::PdfExtract => Reader::PdfExtract,
            },
            ocr: ocr::Settings {
                mode: match reading.ocr {
                    OcrMode::Auto => ocr::Mode::Auto,
                    OcrMode::Always => ocr::Mode::Always,
                    OcrMode::Never => ocr::Mode::Never,
                },
                languages: reading.lang.clone(),
                at_once: threads.min(OCR_AT_ONCE),
                // A page that takes too long costs itself: the document's own time must not end first.
                page_time: reading.limits.timeout / 2,
                given_up: None,
            },
        },
        cache: None,
        pool: match reading.no_isolation {
            true => None,
            false => Some(pool().map_err(Error::Worker)?),
        },
    })
}

fn failed(input: &Input, failure: Failure) -> Taken {
    let source = Source::named(input.name());
    let result = Err(failure);
    Taken {
        input: input.seen(),
        outcomes: vec![Outcome { source, result }],
        passed_over: Vec::new(),
    }
}

fn extension(path: &Path) -> String {
    path.extension()
        .map(|extension| format!(".{}", extension.to_string_lossy().to_lowercase()))
        .unwrap_or_default()
}

/// A flag that the interrupt key sets. Documents in flight are ended and written; a second press ends at once.
fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let pressed = Arc::clone(&stop);
    // Without a handler the key ends the process, which is no worse than not starting.
    let _ = ctrlc::set_handler(move || {
        if pressed.swap(true, Ordering::Relaxed) {
            #[expect(clippy::exit, reason = "asked for twice: nothing is worth waiting for")]
            std::process::exit(i32::from(super::Exit::Interrupted.code()));
        }
    });
    stop
}

/// Standard output, buffered, in one piece.
pub(super) fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}
