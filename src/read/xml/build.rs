//! Bytes → tree.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::{Attribute, Node, Tree};
use crate::outcome::{Failure, FailureKind};
use crate::read::bounds::too_large;
use crate::read::encoding;
use crate::read::parts::unreadable;
use crate::read::{Limit, Limits};

/// Namespaces by the prefix that their specifications write them with. Office writes each under two names: the
/// transitional and the strict one.
const PREFIXES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    (
        "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "loext",
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    (
        "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
        "field",
    ),
];
/// OpenDocument's other namespaces name their prefix themselves: `urn:oasis:names:tc:opendocument:xmlns:text:1.0`.
const OPENDOCUMENT: &str = "urn:oasis:names:tc:opendocument:xmlns:";

/// Parses the part `name`. Entities that a document type would declare are left out: no Office part has one, and
/// they are how small files grow.
///
/// # Errors
///
/// `unreadable` where it is not well-formed, `too_large` where its elements nest too deep.
pub(crate) fn parse(bytes: &[u8], name: &str, limits: &Limits) -> Result<Tree, Failure> {
    let text = encoding::decode(bytes, None).ok_or_else(|| unreadable(format!("{name} holds no text")))?;
    let mut reader = NsReader::from_str(&text);
    let mut build = Build::default();
    let broken = |what: &dyn std::fmt::Display| unreadable(format!("{name} is broken XML ({what})"));
    loop {
        let event = reader.read_event().map_err(|error| broken(&error))?;
        match event {
            Event::Start(start) => {
                if build.open.len() >= limits.nesting {
                    return Err(too_large(limits, Limit::Nesting, "the nesting of elements"));
                }
                let element = build.element(&reader, &start)?;
                build.open.push(element);
            }
            Event::Empty(start) => {
                build.element(&reader, &start)?;
            }
            Event::End(_) => build.close()?,
            Event::Text(text) => build.text(&text)?,
            Event::CData(text) => build.text(&text)?,
            Event::GeneralRef(reference) => build.text(resolved(&reference).encode_utf8(&mut [0; 4]))?,
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match build.open.is_empty() && build.tree.root().is_some() {
        true => Ok(build.tree),
        false => Err(broken(&"it ends too early")),
    }
}

#[derive(Default)]
struct Build {
    tree: Tree,
    interned: BTreeMap<String, u32>,
    open: Vec<usize>,
    /// The last node is text that may go on.
    in_text: bool,
}

impl Build {
    fn element(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<usize, Failure> {
        let (namespace, local) = reader.resolver().resolve_element(start.name());
        let name = match prefix(&namespace) {
            Some(prefix) => self.intern(&format!("{prefix}:{}", local.into_inner()))?,
            None => self.intern(start.name().0)?,
        };
        let from = place(self.tree.attributes.len())?;
        for attribute in start.attributes().with_checks(false).flatten() {
            let value_from = place(self.tree.text.len())?;
            match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => self.tree.text.push_str(&value),
                Err(_) => self.tree.text.push_str(&attribute.value),
            }
            let name = self.intern(attribute.key.local_name().into_inner())?;
            let to = place(self.tree.text.len())?;
            self.tree.attributes.push(Attribute {
                name,
                from: value_from,
                to,
            });
        }
        let at = self.tree.nodes.len();
        self.in_text = false;
        self.tree.nodes.push(Node {
            name: Some(name),
            from,
            to: place(self.tree.attributes.len())?,
            end: place(at + 1)?,
        });
        Ok(at)
    }

    fn close(&mut self) -> Result<(), Failure> {
        let end = place(self.tree.nodes.len())?;
        self.in_text = false;
        if let Some(at) = self.open.pop() {
            self.tree.nodes[at].end = end;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Failure> {
        let from = place(self.tree.text.len())?;
        self.tree.text.push_str(text);
        let to = place(self.tree.text.len())?;
        // Text comes in pieces around entities.
        if let Some(last) = self.tree.nodes.last_mut().filter(|_| self.in_text) {
            last.to = to;
            return Ok(());
        }
        self.in_text = true;
        let end = place(self.tree.nodes.len() + 1)?;
        self.tree.nodes.push(Node {
            name: None,
            from,
            to,
            end,
        });
        Ok(())
    }

    fn intern(&mut self, name: &str) -> Result<u32, Failure> {
        if let Some(known) = self.interned.get(name) {
            return Ok(*known);
        }
        let index = place(self.tree.names.len())?;
        self.tree.names.push(name.to_owned());
        self.interned.insert(name.to_owned(), index);
        Ok(index)
    }
}

fn prefix<'a>(namespace: &ResolveResult<'a>) -> Option<&'a str> {
    let ResolveResult::Bound(Namespace(uri)) = namespace else {
        return None;
    };
    let known = PREFIXES
        .iter()
        .find(|(known, _)| known == uri)
        .map(|(_, prefix)| *prefix);
    known.or_else(|| uri.strip_prefix(OPENDOCUMENT)?.split(':').next())
}

fn resolved(reference: &BytesRef<'_>) -> char {
    let known = || resolve_predefined_entity(reference)?.chars().next();
    reference
        .resolve_char_ref()
        .ok()
        .flatten()
        .or_else(known)
        .unwrap_or(' ')
}

/// Places are kept in 32 bits.
fn place(at: usize) -> Result<u32, Failure> {
    u32::try_from(at).map_err(|_| {
        let message = format!("{at} bytes or nodes of one part, more than can be counted here: split the document");
        Failure::new(FailureKind::TooLarge, message)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::outcome::FailureKind;

    fn tree(xml: &str) -> Result<Tree, Failure> {
        parse(xml.as_bytes(), "a.xml", &Limits::default())
    }

    #[test]
    fn names_have_the_usual_prefix_and_text_its_entities() {
        let tree = tree(
            "<?xml version='1.0'?><x:p xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main' x:val='a&amp;b'>\
             R&amp;D<x:r/>&#x17e;&nosuch;</x:p>",
        )
        .unwrap();
        let root = tree.root().unwrap();
        assert_eq!((root.name(), root.attribute("val")), ("w:p", Some("a&b")));
        assert_eq!(root.text(), "R&Dž ");
        assert_eq!(root.elements().count(), 1);
    }

    #[test]
    fn children_are_not_their_children() {
        let tree = tree("<a><b><c/>x</b>y<d/></a>").unwrap();
        let names: Vec<&str> = tree.root().unwrap().elements().map(|element| element.name()).collect();
        assert_eq!(names, ["b", "d"]);
        assert_eq!(tree.root().unwrap().descendants().count(), 3);
        assert_eq!(tree.root().unwrap().child("b").unwrap().text(), "x");
        assert!(tree.root().unwrap().path(&["b", "c"]).is_some());
    }

    #[test]
    fn broken_or_deep_parts_are_failures() {
        assert_eq!(tree("<a><b></a>").unwrap_err().kind, FailureKind::Unreadable);
        assert_eq!(tree("<a><b>").unwrap_err().kind, FailureKind::Unreadable);
        assert_eq!(tree("").unwrap_err().kind, FailureKind::Unreadable);
        assert_eq!(tree(&"<a>".repeat(1_000_000)).unwrap_err().kind, FailureKind::TooLarge);
    }
}
