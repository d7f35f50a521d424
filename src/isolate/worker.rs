//! The child's side: documents from standard input, answers to standard output.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::confine::{Reach, confine};
use super::{Answer, Request};
use crate::batch::window::panic_message;
use crate::document::Format;
use crate::outcome::{Failure, FailureKind};
use crate::read::{self, HangsOn, pdf};

// Documents nest as deep as their makers like; the stack is reserved, not used, until it does.
const STACK: usize = 64 << 20;

// The parent kills in time. A child whose parent is gone ends itself, this much later.
const GRACE: Duration = Duration::from_secs(5);

/// Answers requests until standard input ends, held to so many bytes of memory and to `reach`.
///
/// # Errors
///
/// Where the parent hangs up in the middle of a request, sends what is no request, or is gone while a document is
/// stuck; the caller ends the process then.
pub fn serve(memory: Option<u64>, reach: Reach) -> io::Result<()> {
    if let Some(bytes) = memory {
        cap_memory(bytes)?;
    }
    // A system that cannot is no reason not to read; the trial tells.
    confine(reach);
    let mut requests = BufReader::new(io::stdin().lock());
    let mut answers = io::stdout().lock();
    let mut line = String::new();
    while requests.read_line(&mut line)? > 0 {
        let request: Request = serde_json::from_str(&line)?;
        let mut bytes = vec![0; request.bytes];
        requests.read_exact(&mut bytes)?;
        let answer = read_beside(bytes, request, &mut answers)?;
        // In one piece: the stream looks for the end of a line in each that it gets, and JSON is made of many.
        let mut json = serde_json::to_vec(&answer)?;
        json.push(b'\n');
        answers.write_all(&json)?;
        answers.flush()?;
        line.clear();
    }
    Ok(())
}

/// Reads on a thread of its own, for its stack and so that this one can watch the clock.
///
/// Each sign of life from there goes to `parent` as an empty line.
fn read_beside(bytes: Vec<u8>, request: Request, parent: &mut impl Write) -> io::Result<Answer> {
    let (tell, told) = mpsc::channel();
    let time = request.time.saturating_add(GRACE);
    thread::Builder::new().stack_size(STACK).spawn(move || {
        let alive = || drop(tell.send(Told::Alive));
        let read = catch_unwind(AssertUnwindSafe(|| match request.format {
            Format::Pdf => pdf::read(&bytes, &request.limits, &request.settings, &alive),
            format => (read::read(&bytes, format, &request.limits), HangsOn::Content),
        }));
        let _ = tell.send(Told::Answer(read.unwrap_or_else(|panic| {
            let message = format!("its reader panicked: {}", panic_message(panic.as_ref()));
            (Err(Failure::new(FailureKind::Crashed, message)), HangsOn::Chance)
        })));
    })?;
    loop {
        match told.recv_timeout(time) {
            Ok(Told::Answer(answer)) => return Ok(answer),
            Ok(Told::Alive) => {
                parent.write_all(b"\n")?;
                parent.flush()?;
            }
            Err(_) => return Err(io::Error::new(io::ErrorKind::TimedOut, "no answer in time")),
        }
    }
}

/// What the reading thread says.
enum Told {
    /// A page is done.
    Alive,
    /// The document is.
    Answer(Answer),
}

#[cfg(unix)]
pub(super) fn cap_memory(bytes: u64) -> io::Result<()> {
    use rlimit::Resource;
    // A limit that is stricter already stays: raising it is not ours to do.
    let (_, hard) = Resource::AS.get()?;
    Resource::AS.set(bytes.min(hard), bytes.min(hard))?;
    // A crash is an answer here, not something to keep an image of on disk.
    Resource::CORE.set(0, 0)
}

#[cfg(not(unix))]
pub(super) fn cap_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}
