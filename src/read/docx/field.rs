//! Fields: an instruction that nobody sees, and the result that everybody does. Old form fields are among them.

use super::look::is_on;
use crate::read::story::ticked;
use crate::read::xml::Element;

/// The fields that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
    /// What a form field shows by itself.
    shown: Option<String>,
}

impl Fields {
    /// A field begins; `w:ffData` inside its mark makes it one of a form.
    pub(super) fn begin(&mut self, mark: Element<'_>) {
        self.0.push(Field {
            shown: mark.child("w:ffData").and_then(form_value),
            ..Field::default()
        });
    }

    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut() {
            field.instruction.push_str(text);
        }
    }

    pub(super) fn separate(&mut self) {
        if let Some(field) = self.0.last_mut() {
            field.in_result = true;
        }
    }

    /// The innermost field ends. Gives what it shows by itself.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.0.pop()?;
        field.shown.filter(|_| self.is_visible())
    }

    /// What stands here is seen: it is part of no instruction and no table of contents, and no form field shows
    /// something else in its place.
    pub(super) fn is_visible(&self) -> bool {
        let repeats = |field: &Field| field.instruction.trim_start().starts_with("TOC ");
        self.0
            .iter()
            .all(|field| field.in_result && field.shown.is_none() && !repeats(field))
    }
}

/// What a box or a list of a form shows; nothing for a text field, whose result stands in the text.
fn form_value(form: Element<'_>) -> Option<String> {
    if let Some(tick) = form.child("w:checkBox") {
        let state = tick.child("w:checked").or_else(|| tick.child("w:default"));
        return Some(ticked(state.is_some_and(is_on)).to_owned());
    }
    let list = form.child("w:ddList")?;
    let chosen = list.child("w:result").or_else(|| list.child("w:default"));
    let chosen = chosen
        .and_then(|chosen| chosen.attribute("val")?.parse().ok())
        .unwrap_or(0);
    let entry = list
        .elements()
        .filter(|entry| entry.name() == "w:listEntry")
        .nth(chosen)?;
    entry.attribute("val").map(str::to_owned)
}
