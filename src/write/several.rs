//! One run, several reports.

use std::io;

use super::{Summary, Writer};
use crate::outcome::Outcome;

/// Gives each outcome to each of several writers, in their order.
pub struct Several<'a>(pub Vec<Box<dyn Writer + 'a>>);

impl Writer for Several<'_> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|writer| writer.outcome(outcome))
    }

    fn finish(self: Box<Self>, summary: &Summary) -> io::Result<()> {
        self.0.into_iter().try_for_each(|writer| writer.finish(summary))
    }
}
