//! The parent's side of one child.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child as Process, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::death;
use super::pool::Program;
use crate::outcome::{Failure, FailureKind};

// An answer is a document of at most some tens of megabytes of text, with its places; a longer one is no answer.
const LONGEST_ANSWER: u64 = 1 << 30;

// As much of standard error as holds the runtime's own last words.
const LAST_WORDS: usize = 4096;

/// One child process and the threads that talk with it: writing and reading block, waiting here does not.
pub(super) struct Child {
    process: Process,
    requests: Sender<(Vec<u8>, Arc<Vec<u8>>)>,
    answers: Receiver<io::Result<Vec<u8>>>,
    last_words: Receiver<String>,
    /// It was waited for: its number may be another's by now.
    reaped: bool,
    /// Documents that it has answered for.
    pub(super) served: usize,
    /// It gave a sign of life while it read the last document: it was at OCR, and had read the text.
    pub(super) recognising: bool,
}

/// Has glibc's allocator (mallopt(3)) give memory back once a document is done: left alone, it takes the largest piece so
/// far for what it may keep, and a worker grows with the number of its documents. Other allocators do not look.
const GIVE_BACK: [(&str, &str); 2] = [
    ("MALLOC_MMAP_THRESHOLD_", "65536"),
    ("MALLOC_TRIM_THRESHOLD_", "131072"),
];

impl Child {
    /// Starts one.
    pub(super) fn start(program: &Program) -> io::Result<Child> {
        let mut command = Command::new(&program.path);
        command.args(&program.args).envs(GIVE_BACK);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Its own group: the interrupt key ends the run in order, and does not look like a crash of each document.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = command.spawn()?;

        let pipes = (process.stdin.take(), process.stdout.take(), process.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(io::Error::other("a reader process without pipes"));
        };
        let (requests, to_write) = mpsc::channel();
        let (answered, answers) = mpsc::channel();
        let (ended, last_words) = mpsc::channel();
        thread::Builder::new().spawn(move || converse(&to_write, stdin, stdout, &answered))?;
        thread::Builder::new().spawn(move || ended.send(listen(stderr)))?;
        Ok(Child {
            process,
            requests,
            answers,
            last_words,
            reaped: false,
            served: 0,
            recognising: false,
        })
    }

    /// Asks for one document and waits for the answer, a line of JSON, at most `time` between two signs of life, and for
    /// no more than `signs` of them: a child that a document has taken over could go on for ever.
    ///
    /// # Errors
    ///
    /// The failure of the document where the child is silent or dead; it is of no use after that.
    pub(super) fn ask(
        &mut self,
        header: Vec<u8>,
        bytes: Arc<Vec<u8>>,
        time: Duration,
        signs: usize,
    ) -> Result<Vec<u8>, Failure> {
        // A child that is gone is told by the answer that does not come.
        let _ = self.requests.send((header, bytes));
        self.recognising = false;
        let mut heard = self.answers.recv_timeout(time);
        let mut left = signs;
        while left > 0 && matches!(&heard, Ok(Ok(line)) if line == b"\n") {
            self.recognising = true;
            left -= 1;
            heard = self.answers.recv_timeout(time);
        }
        match heard {
            Ok(Ok(line)) if line == b"\n" => {
                self.kill();
                let message = "its reader tells of more pages than it may read";
                Err(Failure::new(FailureKind::TimedOut, message))
            }
            Ok(Ok(line)) if line.ends_with(b"\n") => {
                self.served += 1;
                Ok(line)
            }
            Err(RecvTimeoutError::Timeout) => {
                self.kill();
                let message = format!(
                    "not read within {} s: give it more time with --timeout",
                    time.as_secs_f32()
                );
                Err(Failure::new(FailureKind::TimedOut, message))
            }
            Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(self.post_mortem()),
        }
    }

    fn post_mortem(&mut self) -> Failure {
        match self.kill() {
            Some(status) => {
                // The pipe ends with the process, unless the process left children of its own behind.
                let last_words = self.last_words.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
                death::failure(status, &last_words)
            }
            None => Failure::new(FailureKind::Crashed, "its reader is gone without a trace"),
        }
    }

    fn kill(&mut self) -> Option<ExitStatus> {
        // Programs that it started are of its group, and would go on without it.
        #[cfg(unix)]
        if !self.reaped {
            let group = rustix::process::Pid::from_child(&self.process);
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        self.reaped = true;
        // Killing the dead does nothing, and its status is still that of its own death.
        let _ = self.process.kill();
        self.process.wait().ok()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
    }
}

fn converse(
    requests: &Receiver<(Vec<u8>, Arc<Vec<u8>>)>,
    mut stdin: ChildStdin,
    stdout: ChildStdout,
    answered: &Sender<io::Result<Vec<u8>>>,
) {
    let mut stdout = BufReader::new(stdout);
    for (header, bytes) in requests {
        let written = stdin
            .write_all(&header)
            .and_then(|()| stdin.write_all(&bytes))
            .and_then(|()| stdin.flush());
        let mut line = written.and_then(|()| read_line(&mut stdout));
        while matches!(&line, Ok(line) if line == b"\n") {
            if answered.send(line).is_err() {
                return;
            }
            line = read_line(&mut stdout);
        }
        if answered.send(line).is_err() {
            return;
        }
    }
}

fn read_line(stdout: &mut BufReader<ChildStdout>) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    stdout.take(LONGEST_ANSWER).read_until(b'\n', &mut line)?;
    Ok(line)
}

/// Reads to the end, so that the child never blocks on it, and keeps the last words.
fn listen(mut stderr: ChildStderr) -> String {
    let mut kept = Vec::new();
    let mut buffer = [0; LAST_WORDS];
    while let Ok(count @ 1..) = stderr.read(&mut buffer) {
        kept.extend_from_slice(&buffer[..count]);
        let surplus = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..surplus);
    }
    String::from_utf8_lossy(&kept).into_owned()
}
