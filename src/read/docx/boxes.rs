//! Text boxes, and the alternatives that Word writes them in.

use crate::read::xml::Element;

/// The one alternative to read: Word writes a drawing in its new form and again in its old one.
pub(super) fn choice(alternatives: Element<'_>) -> Option<Element<'_>> {
    alternatives
        .child("mc:Choice")
        .or_else(|| alternatives.child("mc:Fallback"))
}

/// The contents of the boxes that are anchored in a drawing; boxes inside boxes belong to these.
pub(super) fn contents(drawing: Element<'_>) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut open = vec![drawing];
    while let Some(element) = open.pop() {
        match element.name() {
            "w:txbxContent" => found.push(element),
            "mc:AlternateContent" => open.extend(choice(element)),
            _ => {
                let from = open.len();
                open.extend(element.elements());
                open[from..].reverse();
            }
        }
    }
    found
}
