//! Claims → [`Record`](crate::record::Record): one field from all its claims, with its status and normalized value; a
//! module for each type of value.

pub mod answer;
mod article;
mod assembly;
mod contact;
pub mod country;
pub mod date;
pub mod duration;
pub mod legal_basis;
pub mod party;
mod period;
mod piece;
mod placeholder;
pub mod rights;
#[cfg(test)]
mod samples;
mod statement;
pub mod status;
pub mod terms;
mod tick;

pub use assembly::{Whole, date_order, normalize};
pub(crate) use country::is_within_the_area;

// What every normalizer reads with.
use crate::rules::vocabulary::{self, lexicon, token};
