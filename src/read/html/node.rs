//! What is asked of the nodes of a page. Nothing here recurses: a page may be nested as deep as its author likes.

use markup5ever_rcdom::{Handle, NodeData};

/// The name of an element, nothing for other nodes.
pub(super) fn name(node: &Handle) -> Option<&str> {
    match &node.data {
        NodeData::Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

/// The value of an element's attribute.
pub(super) fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attribute| &*attribute.name.local == wanted);
    found.map(|attribute| attribute.value.to_string())
}

/// The children of a node.
pub(super) fn children(node: &Handle) -> Vec<Handle> {
    node.children.borrow().clone()
}

/// All nodes below a node in document order.
pub(super) fn descendants(node: &Handle) -> impl Iterator<Item = Handle> {
    let mut open: Vec<Handle> = children(node).into_iter().rev().collect();
    std::iter::from_fn(move || {
        let next = open.pop()?;
        open.extend(next.children.borrow().iter().rev().cloned());
        Some(next)
    })
}

/// The first element of this name below a node.
pub(super) fn find(node: &Handle, wanted: &str) -> Option<Handle> {
    descendants(node).find(|found| name(found) == Some(wanted))
}

/// All text below a node.
pub(super) fn text(node: &Handle) -> String {
    let mut text = String::new();
    for node in descendants(node) {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
    }
    text
}
