//! The styles of paragraphs and runs, each with what it inherits.

use std::collections::BTreeMap;

use crate::read::pdf::symbol;
use crate::read::story::RunLook;
use crate::read::xml::Element;

/// Styles may have each other as parents in a circle; no honest chain is longer.
const CHAIN: usize = 64;

/// Styles by family (`paragraph`, `text`) and name.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<(String, String), Style>);

/// One style, with what it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) run: RunLook,
    /// Level of the heading that its paragraphs are, 1 the highest.
    pub(super) level: Option<u8>,
    /// The list style of its paragraphs.
    pub(super) list: Option<String>,
}

impl Styles {
    /// Reads the groups of styles; those of later groups stand for those of earlier ones.
    pub(super) fn read(groups: &[Option<Element<'_>>]) -> Styles {
        let mut stated: BTreeMap<(&str, &str), Element<'_>> = BTreeMap::new();
        for element in groups.iter().copied().flatten().flat_map(Element::elements) {
            let Some(family) = element.attribute("family") else {
                continue;
            };
            match element.name() {
                "style:style" => {
                    if let Some(name) = element.attribute("name") {
                        stated.insert((family, name), element);
                    }
                }
                "style:default-style" => {
                    stated.insert((family, ""), element);
                }
                _ => {}
            }
        }
        let mut styles = BTreeMap::new();
        for (family, name) in stated.keys() {
            let mut style = Style::default();
            let mut next = Some(*name);
            for _ in 0..CHAIN {
                let Some(element) = next.and_then(|name| stated.get(&(*family, name))) else {
                    break;
                };
                style = style.over(own(*element));
                next = match element.attribute("parent-style-name") {
                    None if next == Some("") => None,
                    None => Some(""),
                    parent => parent,
                };
            }
            styles.insert(((*family).to_owned(), (*name).to_owned()), style);
        }
        Styles(styles)
    }

    /// The style of this family and name, or the default of the family.
    pub(super) fn get(&self, family: &str, name: Option<&str>) -> Style {
        let key = |name: &str| (family.to_owned(), name.to_owned());
        let named = name.and_then(|name| self.0.get(&key(name)));
        named.or_else(|| self.0.get(&key(""))).cloned().unwrap_or_default()
    }
}

impl Style {
    fn over(self, base: Style) -> Style {
        Style {
            run: self.run.over(base.run),
            level: self.level.or(base.level),
            list: self.list.or(base.list),
        }
    }
}

/// What a style states itself.
fn own(element: Element<'_>) -> Style {
    let level = element
        .attribute("default-outline-level")
        .and_then(|level| level.parse().ok());
    Style {
        run: run_look(element.child("style:text-properties")),
        level: level.or((element.attribute("name") == Some("Title")).then_some(1)),
        list: element.attribute("list-style-name").map(str::to_owned),
    }
}

/// What a `style:text-properties` states.
fn run_look(properties: Option<Element<'_>>) -> RunLook {
    let value = |name: &str| properties.and_then(|properties| properties.attribute(name));
    let points = |size: &str| size.strip_suffix("pt")?.parse().ok();
    RunLook {
        bold: value("font-weight").map(|weight| matches!(weight, "bold" | "600" | "700" | "800" | "900")),
        italic: value("font-style").map(|style| style != "normal"),
        hidden: value("display").map(|display| display == "none"),
        size: value("font-size").and_then(points),
        pictures: value("font-name")
            .or_else(|| value("font-family"))
            .map(symbol::pictorial),
    }
}
