//! What `extract`, `check` and `inspect` share: rules, readers and the walk through all inputs.

use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{io, thread};

use super::args::{Everywhere, OcrMode, PdfReader, Reading};
use super::config::Regimes;
use super::inputs::{Input, Inputs};
use super::progress::Progress;
use super::{Error, did_you_mean};
use crate::audit::review::Review;
use crate::batch::window::Window;
use crate::batch::{Opened, Opener};
use crate::isolate::{Pool, Program};
use crate::outcome::{Failure, FailureKind, Outcome, Source};
use crate::read::pdf::{Reader, Settings};
use crate::read::{Limits, ocr};
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

/// What became of one input.
enum Met {
    Outcome(Outcome),
    /// A file of a folder, of a format without a reader; its extension.
    Other(String),
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
        let stop = stop_on_interrupt();
        let progress = Progress::new(show && !self.quiet, || inputs.iter().count());
        let mut summary = Summary::new(&self.rules.hash);
        Window::new(self.threads).run(
            inputs.iter(),
            &stop,
            |input| self.one(input),
            |input, panic| {
                let message = format!("ropex itself failed on it, please report that: {panic}");
                vec![failed(input, Failure::new(FailureKind::Crashed, message))]
            },
            |met| {
                for met in met {
                    match met {
                        Met::Outcome(mut outcome) => {
                            review.mark(&mut outcome);
                            summary.add(&outcome);
                            writer.outcome(&outcome)?;
                        }
                        Met::Other(extension) => summary.pass_over(extension),
                    }
                }
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

    /// What became of an input: one outcome, or those of all that an archive or a mail holds.
    fn one(&self, input: &Input) -> Vec<Met> {
        let (path, asked) = match input {
            Input::File { path, asked } => (path, *asked),
            Input::Unseen { failure, .. } => return vec![failed(input, failure.clone())],
        };
        let mut met = Vec::new();
        self.opener.open(path, &input.name(), asked, &mut |opened| {
            met.push(match opened {
                Opened::Document(source, document) => {
                    let options = self.options(&source.path);
                    let result = document.map(|document| process(&source, &document, &self.rules, &options));
                    Met::Outcome(Outcome { source, result })
                }
                Opened::Other(name) => Met::Other(extension(Path::new(&name))),
            });
        });
        met
    }
}

fn opener(reading: &Reading, threads: NonZeroUsize) -> Result<Opener, Error> {
    let pool = || Pool::open(Program::own(reading.memory << 20)?, reading.timeout);
    Ok(Opener {
        limits: Limits {
            file_bytes: reading.max_file_mib << 20,
            pages: reading.max_pages,
            text_bytes: usize::try_from(u64::from(reading.max_text_mib) << 20).unwrap_or(usize::MAX),
            table_cells: reading.max_table_cells,
            ocr_pages: reading.max_ocr_pages,
            ..Limits::default()
        },
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
                page_time: reading.timeout / 2,
                given_up: None,
            },
        },
        pool: match reading.no_isolation {
            true => None,
            false => Some(pool().map_err(Error::Worker)?),
        },
    })
}

fn failed(input: &Input, failure: Failure) -> Met {
    let source = Source {
        path: input.name(),
        sha256: None,
        format: None,
        pages: None,
        text: None,
        remarks: Vec::new(),
    };
    Met::Outcome(Outcome {
        source,
        result: Err(failure),
    })
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
