//! The numbers that Word prints before paragraphs, counted as Word counts them.

use std::collections::BTreeMap;

use super::styles::{List, Styles};
use crate::read::pdf::symbol;
use crate::read::story::written;
use crate::read::xml::{Element, Tree};

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<u32, Instance>,
    definitions: BTreeMap<u32, Levels>,
    /// By definition: lists of one definition count on from each other.
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
}

type Levels = [Level; LEVELS];

/// A list that paragraphs refer to.
#[derive(Debug)]
struct Instance {
    definition: u32,
    /// Levels of its own.
    levels: BTreeMap<usize, Level>,
    /// Levels that begin anew with this list, and with what; taken out once they have.
    starts: BTreeMap<usize, u32>,
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2` stands for the numbers of the first two levels.
    text: String,
    /// All numbers in it are written in figures.
    legal: bool,
    /// It begins anew after this level, 1 the highest; 0 for never.
    restart: Option<usize>,
    /// The font of its bullet draws pictures.
    pictures: bool,
    /// The style whose paragraphs it numbers.
    style: Option<String>,
}

/// What is printed before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) bullet: bool,
    /// 0-based.
    pub(super) depth: u8,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            legal: false,
            restart: None,
            pictures: false,
            style: None,
        }
    }
}

impl Numbering {
    pub(super) fn read(tree: &Tree, styles: &Styles) -> Numbering {
        let mut numbering = Numbering::default();
        let mut linked: BTreeMap<u32, &str> = BTreeMap::new();
        for element in tree.root().into_iter().flat_map(Element::elements) {
            match element.name() {
                "w:abstractNum" => {
                    let Some(id) = id(element, "abstractNumId") else {
                        continue;
                    };
                    let mut levels = Levels::default();
                    for level in element.elements().filter(|level| level.name() == "w:lvl") {
                        if let Some(slot) = depth(level).and_then(|depth| levels.get_mut(depth)) {
                            *slot = Level::read(level);
                        }
                    }
                    if let Some(style) = value(element, "w:numStyleLink") {
                        linked.insert(id, style);
                    }
                    numbering.definitions.insert(id, levels);
                }
                "w:num" => {
                    if let (Some(id), Some(instance)) = (id(element, "numId"), Instance::read(element)) {
                        numbering.lists.insert(id, instance);
                    }
                }
                _ => {}
            }
        }
        // A definition may stand in for the one that a list style's own list has.
        for instance in linked
            .iter()
            .filter_map(|(definition, style)| {
                let list = styles.get(style)?.paragraph.list?;
                let target = numbering.lists.get(&list.id)?.definition;
                Some((*definition, target))
            })
            .collect::<Vec<_>>()
        {
            for list in numbering
                .lists
                .values_mut()
                .filter(|list| list.definition == instance.0)
            {
                list.definition = instance.1;
            }
        }
        numbering
    }

    /// Counts one paragraph of a list, and gives what is printed before it; nothing where nothing is.
    pub(super) fn next(&mut self, list: List, style: Option<&str>) -> Option<Mark> {
        let depth = self.depth(list, style);
        let Numbering {
            lists,
            definitions,
            counts,
        } = self;
        let instance = lists.get_mut(&list.id)?;
        let definition = definitions.get(&instance.definition)?;
        let level = |at: usize| instance.levels.get(&at).unwrap_or(&definition[at]);
        let counts = counts.entry(instance.definition).or_default();
        counts[depth] = Some(match (instance.starts.remove(&depth), counts[depth]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => level(depth).start,
        });
        for (deeper, count) in counts.iter_mut().enumerate().skip(depth + 1) {
            if level(deeper).restart.is_none_or(|after| after > depth) {
                *count = None;
            }
        }
        let own = level(depth);
        let bullet = own.format == "bullet";
        let text = if bullet {
            own.bullet()
        } else {
            let number = |at: usize| {
                let format = if own.legal { "decimal" } else { &level(at).format };
                written(counts[at].unwrap_or(level(at).start), format)
            };
            filled(&own.text, number)
        };
        (!text.is_empty()).then_some(Mark {
            text,
            bullet,
            depth: depth as u8,
        })
    }

    /// A style does not say which level of its list is its own; the level names the style.
    fn depth(&self, list: List, style: Option<&str>) -> usize {
        let stated = list.level.map(usize::from);
        let named = || {
            let levels = self.definitions.get(&self.lists.get(&list.id)?.definition)?;
            levels
                .iter()
                .position(|level| level.style.is_some() && level.style.as_deref() == style)
        };
        stated.or_else(named).unwrap_or(0).min(LEVELS - 1)
    }
}

impl Instance {
    fn read(element: Element<'_>) -> Option<Instance> {
        let mut instance = Instance {
            definition: value(element, "w:abstractNumId")?.parse().ok()?,
            levels: BTreeMap::new(),
            starts: BTreeMap::new(),
        };
        for own in element.elements().filter(|own| own.name() == "w:lvlOverride") {
            let Some(depth) = depth(own).filter(|depth| *depth < LEVELS) else {
                continue;
            };
            if let Some(level) = own.child("w:lvl") {
                instance.levels.insert(depth, Level::read(level));
            }
            if let Some(start) = value(own, "w:startOverride").and_then(|start| start.parse().ok()) {
                instance.starts.insert(depth, start);
            }
        }
        Some(instance)
    }
}

impl Level {
    fn read(element: Element<'_>) -> Level {
        let number = |name: &str| value(element, name).and_then(|value| value.parse().ok());
        let fonts = element.path(&["w:rPr", "w:rFonts"]);
        Level {
            start: number("w:start").unwrap_or(1),
            format: value(element, "w:numFmt").unwrap_or("decimal").to_owned(),
            text: value(element, "w:lvlText").unwrap_or_default().to_owned(),
            legal: element.child("w:isLgl").is_some_and(super::look::is_on),
            restart: value(element, "w:lvlRestart").and_then(|value| value.parse().ok()),
            pictures: fonts
                .and_then(|fonts| fonts.attribute("ascii"))
                .is_some_and(symbol::pictorial),
            style: value(element, "w:pStyle").map(str::to_owned),
        }
    }

    fn bullet(&self) -> String {
        self.text
            .trim()
            .chars()
            .filter_map(|c| symbol::readable(c, self.pictures))
            .collect()
    }
}

/// A level's text with its numbers filled in.
fn filled(text: &str, number: impl Fn(usize) -> String) -> String {
    let mut filled = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match rest.peek().and_then(|next| next.to_digit(10)) {
            Some(level @ 1..=9) if c == '%' => {
                filled.push_str(&number(level as usize - 1));
                rest.next();
            }
            _ => filled.push(c),
        }
    }
    filled.trim().to_owned()
}

fn value<'t>(element: Element<'t>, child: &str) -> Option<&'t str> {
    element.child(child)?.attribute("val")
}

fn id(element: Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.parse().ok()
}

fn depth(element: Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.parse().ok()
}
