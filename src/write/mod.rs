//! [`Outcome`] → bytes: one trait, a module a format.

mod csv;
mod findings;
mod json;
mod jsonl;
mod line;
mod markdown;
mod report;
mod summary;
mod table;
mod text;

use std::io;

use crate::outcome::Outcome;

pub use csv::Csv;
pub use findings::Findings;
pub use json::Json;
pub use jsonl::Jsonl;
pub use line::Line;
pub use markdown::Markdown;
pub use report::{Element, RegimeColumns, Requirements};
pub use summary::{Count, Summary};
pub use text::Text;

/// Writes outcomes in one format.
pub trait Writer {
    /// Takes the next outcome, in input order.
    ///
    /// # Errors
    ///
    /// Those of the output written to.
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()>;

    /// Ends the output.
    ///
    /// # Errors
    ///
    /// Those of the output written to.
    fn finish(self: Box<Self>, summary: &Summary) -> io::Result<()>;
}

/// Writes records so that another run can go on behind any outcome.
pub trait Resumable: Writer {
    /// Takes it that the output holds outcomes already: what stands before the first is not written again.
    fn go_on(&mut self);

    /// Hands all that was taken to the output, so that it ends with a whole outcome.
    ///
    /// # Errors
    ///
    /// Those of the output written to.
    fn flush(&mut self) -> io::Result<()>;
}
