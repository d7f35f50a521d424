//! Many documents: side by side, in order, in bounded memory.
//!
//! [`window`] holds the order and the bound and knows nothing of documents; [`Opener`] turns a path into the documents that it holds.

mod open;
mod unpack;
pub mod window;

pub use open::{Opened, Opener};
