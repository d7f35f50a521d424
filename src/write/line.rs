//! One line of `ropex extract`: the shape that its schema is made from.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::outcome::{Failure, Outcome, Source};
use crate::record::{Record, SCHEMA};

/// One object of the output.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Line<'a> {
    /// A record.
    Record {
        /// `ropex/record/1`
        schema: &'static str,
        /// The record itself.
        #[serde(flatten)]
        record: &'a Record,
    },
    /// A document that gave no records.
    Failure {
        /// `ropex/record/1`
        schema: &'static str,
        /// Which document.
        source: &'a Source,
        /// Why.
        failure: &'a Failure,
    },
}

impl Line<'_> {
    /// The lines of one outcome, in the order of its records.
    pub fn of(outcome: &Outcome) -> Vec<Line<'_>> {
        let schema = SCHEMA;
        match &outcome.result {
            Ok(extraction) => extraction
                .records
                .iter()
                .map(|record| Line::Record { schema, record })
                .collect(),
            Err(failure) => vec![Line::Failure {
                schema,
                source: &outcome.source,
                failure,
            }],
        }
    }

    /// Writes it as JSON without a line break.
    pub(super) fn write(&self, out: impl Write) -> io::Result<()> {
        serde_json::to_writer(out, self).map_err(io::Error::from)
    }
}
