//! The exit codes, all of them, and which one outranks which.

use std::process::ExitCode;

/// How a run ended, the later ones outranking the earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done; nothing at or above `--fail-on`.
    Done,
    /// `check` found gaps at or above it.
    Gaps,
    /// Some documents could not be read, so that the gaps found are not all of them.
    Unread,
    /// Interrupted: some documents were not come to.
    Interrupted,
    /// Could not run at all: arguments, rules, output.
    CouldNotRun,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Gaps => 1,
            Exit::CouldNotRun => 2,
            Exit::Unread => 3,
            // As shells number a process that SIGINT ended.
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unread_documents_outrank_gaps() {
        assert_eq!(Exit::Gaps.max(Exit::Unread).code(), 3);
        assert_eq!(Exit::Done.max(Exit::Gaps).code(), 1);
        assert_eq!(Exit::Unread.max(Exit::Interrupted).code(), 130);
    }
}
