//! ropex reads the documents in which organisations record how they process personal data, in any layout, and gives
//! normalized records and a gap report.

pub mod batch;
pub mod cli;
pub mod document;
pub mod isolate;
pub mod normalize;
pub mod outcome;
pub mod outline;
pub mod read;
pub mod record;
pub mod rules;
pub mod write;
