//! Why a command could not run at all. What befalls one document is a [`Failure`](crate::outcome::Failure) instead.

use std::io;
use std::path::PathBuf;

use crate::rules::Errors;

/// Reasons to end with exit code 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Rule files with errors, a line each.
    #[error("the rules have errors; nothing was read\n{0}")]
    Rules(#[from] Errors),
    /// `ropex.toml`, a line an error.
    #[error("the configuration has errors; nothing was read\n{0}")]
    Config(#[source] Errors),
    /// A name that the rules do not know.
    #[error("{0}")]
    Unknown(String),
    /// The paths or globs given.
    #[error("inputs: {0}")]
    Inputs(#[source] io::Error),
    /// The child process that reads PDF and office formats.
    #[error(
        "the process that reads PDF and office formats cannot be started: {0}; --no-isolation does without it, at your risk"
    )]
    Worker(#[source] io::Error),
    /// A file or folder of the output.
    #[error("{}: cannot be written: {source}", path.display())]
    Output {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder of the cache.
    #[error("{}: the cache cannot be kept there: {source}; nothing was read. Give --cache another folder, or leave it out", path.display())]
    Cache {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The output of a run that can go on where it broke off.
    #[error("{}: cannot be written: {source}; what was read by then is kept: once that is mended, the same command goes on", path.display())]
    BrokenOff {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder of the output holds a run that this one cannot go on with.
    #[error("{}: {reason}", path.display())]
    Begun {
        /// What tells of that run.
        path: PathBuf,
        /// Why it cannot.
        reason: String,
    },
    /// Standard output or input.
    #[error(transparent)]
    Stream(#[from] io::Error),
}

impl Error {
    /// Whoever read the output has seen enough (`ropex … | head`): no error.
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, Error::Stream(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
