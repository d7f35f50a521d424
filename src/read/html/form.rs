//! What a filled-in form says: values, ticked boxes, chosen options.

use markup5ever_rcdom::Handle;

use super::node;

/// The text that a form element shows; nothing for elements that are no form element or show none.
pub(super) fn shown(element: &Handle, name: &str) -> Option<String> {
    match name {
        "input" => {
            let kind = node::attribute(element, "type")
                .unwrap_or_default()
                .to_ascii_lowercase();
            match kind.as_str() {
                "checkbox" | "radio" => Some(ticked(node::attribute(element, "checked").is_some())),
                "hidden" | "submit" | "button" | "reset" | "image" | "password" | "file" => None,
                _ => node::attribute(element, "value"),
            }
        }
        "select" => {
            let options = node::descendants(element).filter(|node| node::name(node) == Some("option"));
            let chosen = options.filter(|option| node::attribute(option, "selected").is_some());
            let chosen: Vec<String> = chosen.map(|option| node::text(&option).trim().to_owned()).collect();
            Some(chosen.join(", "))
        }
        _ => None,
    }
}

/// A box as text has it.
pub(super) fn ticked(yes: bool) -> String {
    if yes { "☒ " } else { "☐ " }.to_owned()
}
