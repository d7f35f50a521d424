//! One XML part as a tree, kept flat: the nodes in document order, each with the place after its last descendant.
//!
//! A tree of boxes would take many times the bytes of the mark-up, and dropping a deep one recurses.

mod build;

pub(crate) use build::parse;

use std::ops::Range;

/// A parsed part.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    /// Names of elements and attributes, each once.
    names: Vec<String>,
    /// All text and all values of attributes, one after the other.
    text: String,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    /// Place of its name in `names`; nothing for text.
    name: Option<u32>,
    /// Its attributes, or the bytes of its text.
    from: u32,
    to: u32,
    /// The node after its last descendant.
    end: u32,
}

#[derive(Debug, Clone, Copy)]
struct Attribute {
    name: u32,
    from: u32,
    to: u32,
}

/// An element of a tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'t> {
    tree: &'t Tree,
    at: usize,
}

/// A child of an element.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Child<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text, entities decoded.
    Text(&'t str),
}

impl Tree {
    /// The outermost element.
    pub(crate) fn root(&self) -> Option<Element<'_>> {
        let at = self.nodes.iter().position(|node| node.name.is_some())?;
        Some(Element { tree: self, at })
    }

    fn slice(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    fn child(&self, at: usize) -> Child<'_> {
        let node = self.nodes[at];
        match node.name {
            Some(_) => Child::Element(Element { tree: self, at }),
            None => Child::Text(self.slice(node.from, node.to)),
        }
    }
}

impl<'t> Element<'t> {
    /// Its name with the usual prefix of its namespace, whatever prefix was written: `w:p`, `text:span`.
    pub(crate) fn name(self) -> &'t str {
        let name = self.tree.nodes[self.at]
            .name
            .and_then(|name| self.tree.names.get(name as usize));
        name.map_or("", String::as_str)
    }

    /// The value of the attribute of this local name, whatever its namespace: no element that is read here has two.
    pub(crate) fn attribute(self, name: &str) -> Option<&'t str> {
        let node = self.tree.nodes[self.at];
        let attributes = &self.tree.attributes[node.from as usize..node.to as usize];
        let found = attributes
            .iter()
            .find(|attribute| self.tree.names[attribute.name as usize] == name)?;
        Some(self.tree.slice(found.from, found.to))
    }

    /// Its children in order.
    pub(crate) fn children(self) -> impl Iterator<Item = Child<'t>> {
        let inside = self.inside();
        let mut at = inside.start;
        std::iter::from_fn(move || {
            let child = (at < inside.end).then(|| self.tree.child(at))?;
            at = self.tree.nodes[at].end as usize;
            Some(child)
        })
    }

    /// The elements among its children.
    pub(crate) fn elements(self) -> impl Iterator<Item = Element<'t>> {
        self.children().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first child element of this name.
    pub(crate) fn child(self, name: &str) -> Option<Element<'t>> {
        self.elements().find(|element| element.name() == name)
    }

    /// Its child, and its child's child, and so on.
    pub(crate) fn path(self, names: &[&str]) -> Option<Element<'t>> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements below it in document order.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Element<'t>> {
        self.inside().filter_map(move |at| match self.tree.child(at) {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// All text below it.
    pub(crate) fn text(self) -> String {
        let pieces = self.inside().filter_map(move |at| match self.tree.child(at) {
            Child::Text(text) => Some(text),
            Child::Element(_) => None,
        });
        pieces.collect()
    }

    fn inside(self) -> Range<usize> {
        self.at + 1..self.tree.nodes[self.at].end as usize
    }
}
