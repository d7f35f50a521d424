//! The children at hand, one for each document in flight.

use std::ffi::OsString;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use clap::ValueEnum;

use super::Request;
use super::answer::{self, Answer};
use super::child::Child;
use super::confine::Reach;
use crate::document::Format;
use crate::outcome::{Failure, FailureKind};
use crate::read::pdf::Settings;
use crate::read::{HangsOn, Limits};

// What a reader leaks in one document is gone with the child after this many; starting one takes milliseconds.
const RETIRE_AFTER: usize = 500;

/// Signs of life beside those of pages read by OCR: of its first pass, which tells languages and which way pages lie.
const SIGNS_BESIDE: usize = 64;

/// The command that is a worker.
#[derive(Debug, Clone)]
pub struct Program {
    /// The executable.
    pub path: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
}

impl Program {
    /// This executable with its hidden `worker` command, held to so many bytes of memory and to this reach.
    ///
    /// # Errors
    ///
    /// Where the system cannot tell which executable runs.
    pub fn own(memory: u64, reach: Reach) -> io::Result<Program> {
        let reach = reach.to_possible_value().map(|value| value.get_name().to_owned());
        let [memory, reach] = [memory.to_string(), reach.unwrap_or_default()];
        let args = ["worker", "--memory-bytes", &memory, "--reach", &reach];
        Ok(Program {
            path: std::env::current_exe()?,
            args: args.map(OsString::from).to_vec(),
        })
    }
}

/// Children that read documents, started as they are needed.
pub struct Pool {
    program: Program,
    time: Duration,
    idle: Mutex<Vec<Child>>,
    /// Documents that are read now.
    reading: AtomicUsize,
}

/// A child that ended without an answer.
struct Ended {
    failure: Failure,
    /// It was at OCR.
    recognising: bool,
}

/// A document that is read, for as long as this lives.
struct InFlight<'a>(&'a AtomicUsize);

impl InFlight<'_> {
    fn one_more(count: &AtomicUsize) -> InFlight<'_> {
        count.fetch_add(1, Ordering::Relaxed);
        InFlight(count)
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    /// A pool with one child started, so that a worker that cannot start is known before the first document. Each
    /// document has `time` to be read in.
    ///
    /// # Errors
    ///
    /// Where the child cannot be started.
    pub fn open(program: Program, time: Duration) -> io::Result<Pool> {
        let first = Child::start(&program)?;
        let idle = Mutex::new(vec![first]);
        Ok(Pool {
            program,
            time,
            idle,
            reading: AtomicUsize::new(0),
        })
    }

    /// Reads one document of this format in a child; `settings` are for PDF. Where OCR ends the child, the document is
    /// read once more without.
    ///
    /// A failure is the reader's own; `timed_out`, `crashed` or `too_large` where the child ended without one.
    pub fn read(&self, bytes: Vec<u8>, format: Format, limits: &Limits, settings: &Settings) -> Answer {
        let _reading = InFlight::one_more(&self.reading);
        let mut request = Request {
            bytes: bytes.len(),
            limits: limits.clone(),
            format,
            settings: settings.clone(),
            time: self.time,
        };
        request.settings.ocr.at_once = self.share(settings.ocr.at_once);
        let bytes = Arc::new(bytes);
        match self.ask(&request, Arc::clone(&bytes)) {
            Ok(answer) => answer,
            Err(Ended { failure, recognising }) if !recognising => (Err(failure), HangsOn::Chance),
            Err(Ended { failure, .. }) => {
                request.settings.ocr.given_up = Some(failure.message.clone());
                let without = self.ask(&request, bytes);
                // Without what OCR would have read there may be nothing: then its end is the document's.
                let without = without.ok().and_then(|(read, _)| read.ok());
                (without.ok_or(failure), HangsOn::Chance)
            }
        }
    }

    /// Asks a child, and keeps it for the next document.
    fn ask(&self, request: &Request, bytes: Arc<Vec<u8>>) -> Result<Answer, Ended> {
        let ended = |failure| Ended {
            failure,
            recognising: false,
        };
        let mut header = serde_json::to_vec(request).map_err(|error| ended(garbled(error)))?;
        header.push(b'\n');
        let mut child = self.check_out().map_err(ended)?;
        let signs = request.limits.ocr_pages.saturating_add(SIGNS_BESIDE);
        let line = child.ask(header, bytes, self.time, signs).map_err(|failure| Ended {
            failure,
            recognising: child.recognising,
        })?;
        let answer = answer::parsed(&line).map_err(|error| ended(garbled(error)))?;
        if child.served < RETIRE_AFTER {
            self.children().push(child);
        }
        Ok(answer)
    }

    /// How many of `threads` a document may have for its pages, beside the documents that are read now.
    fn share(&self, threads: NonZeroUsize) -> NonZeroUsize {
        NonZeroUsize::new(threads.get() / self.reading.load(Ordering::Relaxed).max(1)).unwrap_or(NonZeroUsize::MIN)
    }

    fn check_out(&self) -> Result<Child, Failure> {
        if let Some(child) = self.children().pop() {
            return Ok(child);
        }
        Child::start(&self.program).map_err(|error| {
            let message = format!("its reader could not be started: {error}");
            Failure::new(FailureKind::Crashed, message)
        })
    }

    fn children(&self) -> std::sync::MutexGuard<'_, Vec<Child>> {
        // A list of children cannot be left half-changed.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn garbled(error: serde_json::Error) -> Failure {
    Failure::new(
        FailureKind::Crashed,
        format!("its reader's answer makes no sense: {error}"),
    )
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A pool whose workers are shell scripts, so that they die in exactly the way that is to be tested.
    fn pool(script: &str, millis: u64) -> Pool {
        let program = Program {
            path: "/bin/sh".into(),
            args: vec!["-c".into(), script.into()],
        };
        Pool::open(program, Duration::from_millis(millis)).unwrap()
    }

    fn fails(pool: &Pool) -> Failure {
        pool.read(b"bytes".to_vec(), Format::Pdf, &Limits::default(), &Settings::default())
            .0
            .unwrap_err()
    }

    #[test]
    fn a_signal_is_a_crash_that_names_it_and_the_next_document_gets_a_new_child() {
        let pool = pool("kill -SEGV $$", 5_000);
        for _ in 0..2 {
            let failure = fails(&pool);
            assert_eq!(failure.kind, FailureKind::Crashed);
            assert!(failure.message.contains("SIGSEGV"), "{failure}");
        }
    }

    #[test]
    fn a_failed_allocation_is_a_document_too_large() {
        let failure = fails(&pool(
            "echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$",
            5_000,
        ));
        assert_eq!(failure.kind, FailureKind::TooLarge);
        assert!(failure.message.contains("--memory"), "{failure}");
    }

    #[test]
    fn a_silent_child_is_killed_in_time() {
        let begun = std::time::Instant::now();
        let failure = fails(&pool("exec sleep 30", 200));
        assert_eq!(failure.kind, FailureKind::TimedOut);
        assert!(begun.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_child_that_takes_no_input_is_killed_in_time_too() {
        // More than a pipe holds: writing blocks, and must not block the caller.
        let pool = pool("exec sleep 30", 200);
        let failure = pool
            .read(vec![0; 1 << 20], Format::Pdf, &Limits::default(), &Settings::default())
            .0
            .unwrap_err();
        assert_eq!(failure.kind, FailureKind::TimedOut);
    }

    #[test]
    fn a_child_that_shows_signs_of_life_is_waited_for() {
        let failure = fails(&pool(
            r#"for page in 1 2 3 4; do sleep 0.2; echo; done; echo '[{"Err":{"kind":"no_text","message":""}},"Content"]'; sleep 30"#,
            500,
        ));
        assert_eq!(failure.kind, FailureKind::NoText);
        let failure = fails(&pool("echo; echo; sleep 30", 200));
        assert_eq!(failure.kind, FailureKind::TimedOut);
    }

    #[test]
    fn signs_of_life_without_end_are_no_answer() {
        let failure = fails(&pool("while :; do echo; done", 5_000));
        assert_eq!(failure.kind, FailureKind::TimedOut);
        assert!(failure.message.contains("more pages"), "{failure}");
    }

    #[test]
    fn a_document_whose_ocr_ends_the_child_is_read_without() {
        let answers = |without: &str| {
            let script = format!(
                r#"read -r header; case "$header" in
                *'"given_up":null'*) echo; exec sleep 30;;
                *given_up*--timeout*) echo '{without}'; exec sleep 30;; esac"#
            );
            pool(&script, 300).read(b"x".to_vec(), Format::Pdf, &Limits::default(), &Settings::default())
        };
        let document = crate::read::read(b"Purpose", Format::Text, &Limits::default());
        let answer = (document, HangsOn::Content);
        let (document, hangs_on) = answers(&serde_json::to_string(&answer).unwrap());
        assert_eq!(document.unwrap().text.trim(), "Purpose");
        assert_eq!(hangs_on, HangsOn::Chance, "another time OCR may get through");
        let (failure, _) = answers(r#"[{"Err":{"kind":"no_text","message":""}},"Content"]"#);
        assert_eq!(failure.unwrap_err().kind, FailureKind::TimedOut);
    }

    #[test]
    fn cores_are_shared_between_documents() {
        let pool = pool("exec sleep 30", 200);
        let cores = NonZeroUsize::new(8).unwrap();
        let share = || pool.share(cores).get();
        let first = InFlight::one_more(&pool.reading);
        assert_eq!(share(), 8);
        let others = [0; 9].map(|_| InFlight::one_more(&pool.reading));
        assert_eq!(share(), 1);
        drop((first, others));
        assert_eq!(share(), 8);
    }

    #[test]
    fn an_answer_that_is_none_is_a_crash() {
        assert_eq!(
            fails(&pool("echo nonsense; exec sleep 30", 5_000)).kind,
            FailureKind::Crashed
        );
        assert_eq!(fails(&pool("printf unended", 5_000)).kind, FailureKind::Crashed);
    }

    #[test]
    fn a_child_goes_on_to_the_next_document() {
        let answers = r#"while read -r header; do head -c 5 >/dev/null;
            echo '[{"Err":{"kind":"encrypted","message":"'$$'"}},"Content"]'; done"#;
        let pool = pool(answers, 5_000);
        let (first, second) = (fails(&pool), fails(&pool));
        assert_eq!(first.kind, FailureKind::Encrypted);
        assert_eq!(first.message, second.message, "one process answered both");
    }

    #[test]
    fn a_worker_that_cannot_start_is_known_at_once() {
        let program = Program {
            path: "/no/such/program".into(),
            args: Vec::new(),
        };
        assert!(Pool::open(program, Duration::from_secs(1)).is_err());
    }
}
