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
pub(crate) use markdown::escaped;
pub(crate) use report::shown;
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
