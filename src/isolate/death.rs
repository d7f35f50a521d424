//! Why a child died, as a failure of the document that it was reading.

use std::process::ExitStatus;

use crate::outcome::{Failure, FailureKind};

// What Rust's own runtime writes to standard error before it aborts: the signal is the same for both.
const OUT_OF_MEMORY: &str = "memory allocation of";
const OUT_OF_STACK: &str = "has overflowed its stack";

/// The failure for a child that ended with `status` and these last words on standard error.
pub(super) fn failure(status: ExitStatus, last_words: &str) -> Failure {
    if last_words.contains(OUT_OF_MEMORY) {
        let message = "reading it needs more memory than a reader may have: give more with --memory";
        return Failure::new(FailureKind::TooLarge, message);
    }
    let end = if last_words.contains(OUT_OF_STACK) {
        format!("nested too deeply, its reader ran out of stack ({})", describe(status))
    } else {
        format!("its reader died: {}", describe(status))
    };
    Failure::new(FailureKind::Crashed, format!("{end}; the file is likely damaged"))
}

#[cfg(unix)]
fn describe(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(signal) => format!("signal {signal}, {}", signal_name(signal)),
        None => status.to_string(),
    }
}

#[cfg(not(unix))]
fn describe(status: ExitStatus) -> String {
    status.to_string()
}

// Numbers that POSIX fixes, and those that Linux and macOS share.
#[cfg(unix)]
fn signal_name(signal: i32) -> &'static str {
    match signal {
        4 => "SIGILL",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL, perhaps for want of memory",
        11 => "SIGSEGV",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        _ => "see signal(7)",
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    #[test]
    fn memory_stack_and_other_deaths_are_told_apart() {
        let abort = ExitStatus::from_raw(6);
        assert_eq!(
            failure(abort, "memory allocation of 8 bytes failed").kind,
            FailureKind::TooLarge
        );
        let overflow = failure(abort, "thread 'x' has overflowed its stack\nfatal runtime error");
        assert_eq!(overflow.kind, FailureKind::Crashed);
        assert!(overflow.message.contains("stack (signal 6, SIGABRT)"), "{overflow}");
        assert!(failure(ExitStatus::from_raw(11), "").message.contains("SIGSEGV"));
        assert!(
            failure(ExitStatus::from_raw(3 << 8), "")
                .message
                .contains("exit status: 3")
        );
    }
}
