//! [`Outcome`] → bytes: one trait, a module a format.

mod address;
mod bounded;
mod csv;
mod findings;
mod findings_csv;
mod github;
mod gitlab;
mod html;
mod json;
mod jsonl;
mod junit;
mod line;
mod markdown;
mod report;
mod sarif;
mod several;
mod summary;
mod table;
mod text;
mod workbook;

use std::io;

use crate::outcome::Outcome;

pub use bounded::Bounded;
pub use csv::Csv;
pub use findings::Findings;
pub use findings_csv::FindingsCsv;
pub use github::Github;
pub use gitlab::Gitlab;
pub use html::{About, Html};
pub use json::Json;
pub use jsonl::Jsonl;
pub use junit::Junit;
pub use line::Line;
pub use markdown::Markdown;
pub(crate) use markdown::escaped;
pub(crate) use report::shown;
pub use report::{Code, Element, RegimeColumns, Requirements};
pub use sarif::Sarif;
pub use several::Several;
pub use summary::{Count, Summary};
pub use text::Text;
pub use workbook::Workbook;

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
