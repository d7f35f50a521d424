//! Text boxes and shapes that hold text.

use crate::read::xml::Element;

/// The elements in a drawing whose children are paragraphs; boxes inside boxes belong to these.
pub(super) fn contents(drawing: Element<'_>) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut open = vec![drawing];
    while let Some(element) = open.pop() {
        let holds_text =
            |child: &Element<'_>| matches!(child.name(), "text:p" | "text:h" | "text:list" | "table:table");
        if element.elements().any(|child| holds_text(&child)) {
            found.push(element);
        } else if element.name().starts_with("draw:") {
            let from = open.len();
            open.extend(element.elements());
            open[from..].reverse();
        }
    }
    found
}
