//! The styles of a document, each with what it inherits.

use std::collections::BTreeMap;

use super::look::{is_on, of_run};
use crate::read::story::{RunLook, is_contents, style_level};
use crate::read::xml::{Element, Tree};

/// Styles may be based on each other in a circle; no honest chain is longer.
const CHAIN: usize = 64;
/// The outline level that stands for running text.
const BODY: u8 = 9;

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// What the document states for all runs.
    base: RunLook,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

/// One style, with what it inherits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) paragraph: ParagraphLook,
    pub(super) run: RunLook,
    /// The first row and the first column of a table of this style are bold.
    pub(super) bold_row: bool,
    pub(super) bold_column: bool,
}

/// What is stated of a paragraph; nothing stated is inherited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ParagraphLook {
    /// 0-based level in the outline; 9 for running text.
    level: Option<u8>,
    pub(super) list: Option<List>,
    /// A line of a table of contents.
    pub(super) contents: bool,
}

/// The list that a paragraph is numbered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List {
    /// 0 takes a paragraph out of the list of its style.
    pub(super) id: u32,
    /// Nothing for a style: which level is its own is said by the list.
    pub(super) level: Option<u8>,
}

impl ParagraphLook {
    /// What a `w:pPr` states.
    pub(super) fn of(properties: Option<Element<'_>>) -> ParagraphLook {
        let mut look = ParagraphLook::default();
        for property in properties.into_iter().flat_map(Element::elements) {
            match property.name() {
                "w:outlineLvl" => look.level = number(property),
                "w:numPr" => look.list = list(property),
                _ => {}
            }
        }
        look
    }

    /// This look, where it states nothing, `base`. A paragraph's list may be of its style though its level is its own.
    pub(super) fn over(self, base: ParagraphLook) -> ParagraphLook {
        ParagraphLook {
            level: self.level.or(base.level),
            list: self.list.or(base.list),
            contents: self.contents || base.contents,
        }
    }

    /// Level of the heading that it is, 1 the highest.
    pub(super) fn heading(self) -> Option<u8> {
        self.level.filter(|level| *level < BODY).map(|level| level + 1)
    }
}

impl Styles {
    pub(super) fn read(tree: &Tree) -> Styles {
        let Some(root) = tree.root() else {
            return Styles::default();
        };
        let mut styles = Styles {
            base: of_run(root.path(&["w:docDefaults", "w:rPrDefault", "w:rPr"])),
            ..Styles::default()
        };
        let mut stated: BTreeMap<&str, (Style, Option<&str>)> = BTreeMap::new();
        for element in root.elements().filter(|element| element.name() == "w:style") {
            let Some(id) = element.attribute("styleId") else {
                continue;
            };
            let by_default = element
                .attribute("default")
                .is_some_and(|value| matches!(value, "1" | "true" | "on"));
            if by_default && element.attribute("type") == Some("paragraph") {
                styles.normal = Some(id.to_owned());
            }
            let parent = element.child("w:basedOn").and_then(|based| based.attribute("val"));
            stated.insert(id, (own(element), parent));
        }
        for id in stated.keys() {
            let mut style = Style::default();
            let mut next = Some(*id);
            for _ in 0..CHAIN {
                let Some((own, parent)) = next.and_then(|id| stated.get(id)) else {
                    break;
                };
                style = style.over(own);
                next = *parent;
            }
            styles.styles.insert((*id).to_owned(), style);
        }
        styles
    }

    /// The style of this id.
    pub(super) fn get(&self, id: &str) -> Option<Style> {
        self.styles.get(id).copied()
    }

    /// The look of a paragraph that names this style, or none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        match id {
            // Generators leave the styles out and name them all the same.
            Some(id) => self.get(id).unwrap_or_else(|| Style {
                paragraph: named(id),
                ..Style::default()
            }),
            None => self.normal.as_deref().and_then(|id| self.get(id)).unwrap_or_default(),
        }
    }

    /// What the document states for all runs.
    pub(super) fn base(&self) -> RunLook {
        self.base
    }
}

impl Style {
    fn over(self, base: &Style) -> Style {
        Style {
            paragraph: self.paragraph.over(base.paragraph),
            run: self.run.over(base.run),
            bold_row: self.bold_row || base.bold_row,
            bold_column: self.bold_column || base.bold_column,
        }
    }
}

/// What a style states itself.
fn own(element: Element<'_>) -> Style {
    let name = element
        .child("w:name")
        .and_then(|name| name.attribute("val"))
        .unwrap_or_default();
    let mut style = Style {
        paragraph: ParagraphLook::of(element.child("w:pPr")).over(named(name)),
        run: of_run(element.child("w:rPr")),
        ..Style::default()
    };
    for part in element.elements().filter(|part| part.name() == "w:tblStylePr") {
        let bold = part.path(&["w:rPr", "w:b"]).is_some_and(is_on);
        match part.attribute("type") {
            Some("firstRow") => style.bold_row = bold,
            Some("firstCol") => style.bold_column = bold,
            _ => {}
        }
    }
    style
}

/// What the name of a style says.
fn named(name: &str) -> ParagraphLook {
    ParagraphLook {
        level: style_level(name).map(|level| level - 1),
        list: None,
        contents: is_contents(name),
    }
}

fn list(property: Element<'_>) -> Option<List> {
    let id = property.child("w:numId").and_then(number)?;
    let level = property.child("w:ilvl").and_then(number);
    Some(List { id, level })
}

fn number<N: std::str::FromStr>(property: Element<'_>) -> Option<N> {
    property.attribute("val")?.trim().parse().ok()
}
