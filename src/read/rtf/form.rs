//! Form fields of old Word forms.

use crate::read::story::ticked;

/// A form field as its control words state it.
#[derive(Debug, Default)]
pub(super) struct FormField {
    /// 0 a text, 1 a box, 2 a list.
    pub(super) kind: i32,
    pub(super) result: Option<i32>,
    pub(super) default: Option<i32>,
    pub(super) entries: Vec<String>,
}

/// What stands in the result of a box that was never touched.
const UNTOUCHED: i32 = 25;

impl FormField {
    /// What it shows; nothing for a text, which stands in the result of its field.
    pub(super) fn shown(&self) -> Option<String> {
        let state = self
            .result
            .filter(|result| *result != UNTOUCHED)
            .or(self.default)
            .unwrap_or(0);
        match self.kind {
            1 => Some(ticked(state != 0).to_owned()),
            2 => self.entries.get(usize::try_from(state).ok()?).cloned(),
            _ => None,
        }
    }
}
