//! Third-party parsing in a child process, so that a file can end its reader and not the run.
//!
//! A stack overflow or a failed allocation ends a process; nothing in it can be caught. So PDF and office documents are
//! read by a child: the same binary with a hidden command ([`worker`]). The parent ([`Pool`]) sends it one document at a
//! time and waits for one answer, with a clock running. Formats that are text are read in the parent's own process: their
//! readers hold to the limits on size and nesting themselves.
//!
//! The talk is one line of JSON and the file's bytes in ([`Request`]), one line of JSON out ([`Answer`]). The child gets
//! bytes and no path: what it parses is what was hashed, and it opens no file. Where the system can hold it to that, it
//! cannot ([`confine`]).
//!
//! OCR takes seconds a page, and no time that is right for one page is right for a hundred. So the child writes an empty
//! line each time that it is done with a page, and the parent's clock starts anew: the time is between two signs of life.
//! The parent takes only so many of them, for pages to be read by OCR have a limit of their own.

pub(crate) mod answer;
mod child;
pub mod confine;
mod death;
mod pool;
pub mod trial;
pub mod worker;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::document::Format;
use crate::read::Limits;
use crate::read::pdf::Settings;

pub use answer::Answer;
pub use pool::{Pool, Program};

/// What the parent asks: the bytes of the file follow the line, unframed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// How many bytes follow.
    pub bytes: usize,
    /// The limits to read within.
    pub limits: Limits,
    /// The format that they have.
    pub format: Format,
    /// How PDF is to be read.
    pub settings: Settings,
    /// How long the parent waits for a sign of life.
    pub time: Duration,
}
