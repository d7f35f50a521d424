//! Walks the structure tree in the file's dictionaries (ISO 32000-2, 14.7) into [`tags`](super::tags).

use std::collections::{BTreeMap, BTreeSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object, String as PdfString};
use hayro_syntax::xref::XRef;

use super::tags::{Child, Node, Role, Tree};
use super::{information, text_string};

/// The number and generation of an object.
pub(super) type Id = (u32, i32);

/// A role may be mapped to one that is mapped itself; honest files need one or two steps.
const ROLE_STEPS: usize = 8;

/// The structure tree, if it has any content. Elements below `depth` are left out.
///
/// `fields` tells the page and id that the glyphs of a form field carry.
pub(super) fn read(pdf: &Pdf, fields: &BTreeMap<Id, (u32, i32)>, depth: usize) -> Option<Tree> {
    let root = information::catalog(pdf)?.get::<Dict<'_>>(b"StructTreeRoot")?;
    let pages = (1..)
        .zip(pdf.pages().iter())
        .filter_map(|(number, page)| Some((id(page.raw().obj_id()?.into()), number)));
    let mut walk = Walk {
        xref: pdf.xref(),
        roles: root.get::<Dict<'_>>(b"RoleMap").unwrap_or_default(),
        classes: root.get::<Dict<'_>>(b"ClassMap").unwrap_or_default(),
        pages: pages.collect(),
        fields,
        walked: BTreeSet::new(),
        contents: 0,
    };
    let children = walk.children(&root, None, depth);
    let root = children.into_iter().filter_map(|child| match child {
        Child::Node(node) => Some(node),
        Child::Content { .. } => None,
    });
    (walk.contents > 0).then(|| Tree {
        root: root.collect(),
        language: information::language(pdf),
    })
}

fn id(object: ObjRef) -> Id {
    (object.obj_number, object.gen_number)
}

struct Walk<'a, 'f> {
    xref: &'a XRef,
    roles: Dict<'a>,
    classes: Dict<'a>,
    pages: BTreeMap<Id, u32>,
    fields: &'f BTreeMap<Id, (u32, i32)>,
    /// Elements met: one that is met again is a loop, or a branch shared to make the tree explode.
    walked: BTreeSet<Id>,
    contents: usize,
}

impl<'a> Walk<'a, '_> {
    fn children(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<Child> {
        let Some(kids) = element.get_raw::<Object<'a>>(b"K") else {
            return Vec::new();
        };
        // One kid may stand without an array around it, and the array may stand apart.
        let array = match &kids {
            MaybeRef::NotRef(Object::Array(kids)) => Some(kids.clone()),
            MaybeRef::Ref(kids) => self.xref.get::<Array<'a>>((*kids).into()),
            MaybeRef::NotRef(_) => None,
        };
        match array {
            Some(kids) => kids.raw_iter().filter_map(|kid| self.child(kid, page, depth)).collect(),
            None => self.child(kids, page, depth).into_iter().collect(),
        }
    }

    fn child(&mut self, kid: MaybeRef<Object<'a>>, page: Option<u32>, depth: usize) -> Option<Child> {
        let depth = depth.checked_sub(1)?;
        let (kid, place) = match kid {
            MaybeRef::Ref(place) => (self.xref.get::<Object<'a>>(place.into())?, Some(id(place))),
            MaybeRef::NotRef(kid) => (kid, None),
        };
        let kid = match kid {
            Object::Number(mcid) => return self.content(page?, i32::try_from(mcid.as_i64()).ok()?),
            Object::Dict(kid) => kid,
            _ => return None,
        };
        let page = kid
            .get_ref(b"Pg")
            .and_then(|page| self.pages.get(&id(page)).copied())
            .or(page);
        match kid.get::<Name<'_>>(b"Type").as_deref() {
            Some(b"MCR") => self.content(page?, kid.get(b"MCID")?),
            Some(b"OBJR") => {
                let &(page, mcid) = self.fields.get(&id(kid.get_ref(b"Obj")?))?;
                self.content(page, mcid)
            }
            _ if place.is_some_and(|place| !self.walked.insert(place)) => None,
            _ => Some(Child::Node(self.node(&kid, page, depth))),
        }
    }

    fn content(&mut self, page: u32, mcid: i32) -> Option<Child> {
        self.contents += 1;
        Some(Child::Content { page, mcid })
    }

    fn node(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Node {
        let text = |key: &[u8]| {
            element
                .get::<PdfString<'_>>(key)
                .map(|text| text_string::decode(text.as_bytes()))
        };
        Node {
            role: self.role(element),
            children: self.children(element, page, depth),
            row_span: self.span(element, b"RowSpan"),
            col_span: self.span(element, b"ColSpan"),
            actual_text: text(b"ActualText"),
            alt: text(b"Alt"),
            language: text(b"Lang"),
        }
    }

    fn role(&self, element: &Dict<'a>) -> Role {
        let mut name = element.get::<Name<'a>>(b"S");
        for _ in 0..ROLE_STEPS {
            let Some(own) = name else { break };
            if let Some(role) = standard(&own) {
                return role;
            }
            name = self.roles.get::<Name<'a>>(&*own);
        }
        Role::Group
    }

    /// A number of cells in the element's own attributes or in those of its class.
    fn span(&self, element: &Dict<'a>, key: &[u8]) -> u16 {
        let own = element.get::<Object<'a>>(b"A");
        let class = element
            .get::<Name<'a>>(b"C")
            .and_then(|class| self.classes.get::<Object<'a>>(&*class));
        let attributes = own.into_iter().chain(class).flat_map(|attributes| match attributes {
            Object::Dict(attributes) => vec![attributes],
            Object::Array(all) => all.iter::<Object<'a>>().filter_map(Object::into_dict).collect(),
            _ => Vec::new(),
        });
        let span = attributes.filter_map(|attributes| attributes.get::<u16>(key)).next();
        span.unwrap_or(1).max(1)
    }
}

/// The standard structure types of PDF 1.7 and 2.0.
fn standard(name: &[u8]) -> Option<Role> {
    Some(match name {
        b"Document" | b"DocumentFragment" | b"Part" | b"Art" | b"Sect" | b"Div" | b"Aside" | b"BlockQuote"
        | b"NonStruct" | b"Private" => Role::Group,
        b"H" => Role::Heading(None),
        b"Title" => Role::Heading(Some(1)),
        [b'H', digits @ ..] => Role::Heading(Some(std::str::from_utf8(digits).ok()?.parse().ok()?)),
        b"P" | b"Sub" => Role::Paragraph,
        b"L" => Role::List,
        b"LI" => Role::ListItem,
        b"Lbl" => Role::Label,
        b"LBody" => Role::ListBody,
        b"Table" => Role::Table,
        b"THead" => Role::TableHead,
        b"TBody" => Role::TableBody,
        b"TFoot" => Role::TableFoot,
        b"TR" => Role::Row,
        b"TH" => Role::HeadCell,
        b"TD" => Role::Cell,
        b"Caption" => Role::Caption,
        b"Note" | b"FENote" => Role::Note,
        b"TOC" | b"Index" => Role::Contents,
        b"TOCI" => Role::ContentsItem,
        b"Span" | b"Quote" | b"Code" | b"Em" | b"Strong" | b"Reference" | b"BibEntry" | b"Link" | b"Annot"
        | b"Ruby" | b"RB" | b"RT" | b"RP" | b"Warichu" | b"WT" | b"WP" => Role::Inline,
        b"Figure" | b"Formula" => Role::Figure,
        b"Form" => Role::Form,
        b"Artifact" => Role::Artifact,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::fixture;
    use super::*;

    fn tree(objects: &[&str]) -> Option<Tree> {
        let pdf = Pdf::new(fixture::pdf("BT ET", objects)).unwrap();
        read(&pdf, &BTreeMap::new(), 16)
    }

    #[test]
    fn roles_are_mapped_and_cells_span() {
        let tree = tree(&[
            "<</RoleMap <</Heading#201 /H1>> /K [11 0 R 12 0 R]>>",
            "<</S /Heading#201 /Pg 3 0 R /K 0>>",
            "<</S /Table /Pg 3 0 R /K <</S /TR /K [<</S /TD /A [<</O /Layout>> <</O /Table /ColSpan 2>>] /K [1]>>]>>>>",
        ]);
        let root = tree.unwrap().root;
        assert_eq!(root[0].role, Role::Heading(Some(1)));
        assert_eq!(root[0].children, [Child::Content { page: 1, mcid: 0 }]);
        let Child::Node(row) = &root[1].children[0] else {
            panic!("no row")
        };
        let Child::Node(cell) = &row.children[0] else {
            panic!("no cell")
        };
        assert_eq!((cell.role, cell.col_span, cell.row_span), (Role::Cell, 2, 1));
    }

    #[test]
    fn loops_end() {
        let tree = tree(&["<</K [11 0 R 11 0 R]>>", "<</S /Sect /Pg 3 0 R /K [11 0 R 0 11 0 R]>>"]);
        let root = tree.unwrap().root;
        assert_eq!(root.len(), 1);
        assert_eq!(root[0].children, [Child::Content { page: 1, mcid: 0 }]);
    }

    #[test]
    fn a_tree_without_content_is_none() {
        assert_eq!(tree(&["<</K 11 0 R>>", "<</S /Document>>"]), None);
    }
}
