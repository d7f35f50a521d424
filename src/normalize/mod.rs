//! To be written.

pub mod answer;
mod article;
mod contact;
pub mod country;
pub mod date;
pub mod duration;
pub mod legal_basis;
mod lexicon;
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
mod token;
pub mod vocabulary;
