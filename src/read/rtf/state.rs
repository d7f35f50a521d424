//! The properties that a group inherits from the one around it.

use super::destination::{Destination, Place};
use crate::read::story::RunLook;

/// What is in force inside a group.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// The control word `\*` came: a destination that is not known is to be left out.
    pub(super) ignorable: bool,
    /// Nothing but `\*` came since the group began.
    pub(super) fresh: bool,
    pub(super) run: RunLook,
    pub(super) font: Option<i32>,
    /// Its deletion is tracked.
    pub(super) deleted: bool,
    /// Bytes that follow each `\u` for readers without Unicode.
    pub(super) fallback: usize,
    pub(super) paragraph: Paragraph,
    /// Set on the group itself, not on those inside.
    pub(super) own: Own,
}

/// What is in force for the paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    pub(super) style: Option<i32>,
    /// 0-based level in the outline; 9 for running text.
    pub(super) outline: Option<u8>,
    /// 0-based level of its list.
    pub(super) depth: u8,
    /// It stands in a table.
    pub(super) in_table: bool,
    /// In so many tables.
    pub(super) tables: usize,
}

/// What a group ends with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    pub(super) place: Option<Place>,
    /// It is a link to this address, and this stood before it.
    pub(super) link: Option<(String, String)>,
    /// It is a form field.
    pub(super) form: bool,
}

impl State {
    /// The state of a group that opens inside.
    pub(super) fn inner(&self) -> State {
        State {
            ignorable: false,
            fresh: true,
            own: Own::default(),
            destination: match self.destination {
                // Of these, only what a control word opens is read.
                Destination::Properties | Destination::Twice => Destination::Nothing,
                destination => destination,
            },
            ..self.clone()
        }
    }
}
