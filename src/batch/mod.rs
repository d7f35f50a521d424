//! Many documents: side by side, in order, in bounded memory, and from where a killed run left off.
//!
//! [`window`] holds the order and the bound and knows nothing of documents; [`Opener`] turns a path into the documents
//! that it holds; [`Cache`] keeps what they were read as; [`ledger`] takes down what is done.

pub mod cache;
pub mod ledger;
mod open;
mod unpack;
pub mod window;

pub use cache::Cache;
pub use open::{Opened, Opener};
