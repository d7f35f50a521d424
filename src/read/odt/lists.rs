//! List styles, and how far the lists of each have counted.

use std::collections::BTreeMap;

use crate::read::pdf::symbol;
use crate::read::story::written;
use crate::read::xml::Element;

/// Levels of a list.
const LEVELS: usize = 10;
/// The style that numbers headings, which stand in no list; no list style has an empty name.
const OUTLINE: &str = "";

/// The list styles by name.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: BTreeMap<String, [Level; LEVELS]>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
}

/// What a level prints.
#[derive(Debug, Clone, Default)]
enum Level {
    #[default]
    Nothing,
    Bullet(String),
    Number(Number),
}

#[derive(Debug, Clone)]
struct Number {
    format: &'static str,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels' numbers are printed, its own the last.
    shown: usize,
}

/// What is printed before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) bullet: bool,
}

impl Lists {
    pub(super) fn read(groups: &[Option<Element<'_>>]) -> Lists {
        let mut lists = Lists::default();
        for element in groups.iter().copied().flatten().flat_map(Element::elements) {
            let name = match element.name() {
                "text:list-style" => element.attribute("name").unwrap_or(OUTLINE),
                "text:outline-style" => OUTLINE,
                _ => continue,
            };
            let mut levels: [Level; LEVELS] = Default::default();
            for level in element.elements() {
                let depth = level.attribute("level").and_then(|level| level.parse::<usize>().ok());
                if let Some(slot) = depth.and_then(|depth| levels.get_mut(depth.checked_sub(1)?)) {
                    *slot = Level::read(level);
                }
            }
            lists.styles.insert(name.to_owned(), levels);
        }
        lists
    }

    /// A list of this style begins to count anew.
    pub(super) fn restart(&mut self, style: &str) {
        self.counts.remove(style);
    }

    /// Counts one item, `depth` 0-based, and gives what is printed before it. `start` is a number of its own.
    pub(super) fn next(&mut self, style: &str, depth: usize, start: Option<u32>) -> Mark {
        let Some(levels) = self.styles.get(style) else {
            return Mark::default();
        };
        let depth = depth.min(LEVELS - 1);
        let counts = self.counts.entry(style.to_owned()).or_default();
        let first = |level: &Level| match level {
            Level::Number(number) => number.start,
            _ => 1,
        };
        counts[depth] = Some(match (start, counts[depth]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => first(&levels[depth]),
        });
        counts[depth + 1..].fill(None);
        match &levels[depth] {
            Level::Nothing => Mark::default(),
            Level::Bullet(bullet) => Mark {
                text: bullet.clone(),
                bullet: true,
            },
            Level::Number(number) => {
                let outer = (depth + 1).saturating_sub(number.shown)..depth;
                let mut text = number.prefix.clone();
                for level in outer.chain([depth]) {
                    let format = match &levels[level] {
                        Level::Number(number) => number.format,
                        _ => continue,
                    };
                    let count = counts[level].unwrap_or_else(|| first(&levels[level]));
                    if !text.ends_with('.') && text.len() > number.prefix.len() {
                        text.push('.');
                    }
                    text.push_str(&written(count, format));
                }
                if text.len() > number.prefix.len() {
                    text.push_str(&number.suffix);
                }
                Mark {
                    text: text.trim().to_owned(),
                    bullet: false,
                }
            }
        }
    }

    /// Counts a heading that stands in no list.
    pub(super) fn heading(&mut self, level: u8) -> Mark {
        self.next(OUTLINE, usize::from(level.saturating_sub(1)), None)
    }
}

impl Level {
    fn read(element: Element<'_>) -> Level {
        let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let number = |name: &str| element.attribute(name).and_then(|value| value.parse().ok());
        if let Some(bullet) = element.attribute("bullet-char") {
            let properties = element.child("style:text-properties");
            let font = properties
                .and_then(|properties| properties.attribute("font-name"))
                .unwrap_or_default();
            let readable = bullet
                .chars()
                .filter_map(|c| symbol::readable(c, symbol::pictorial(font)));
            let bullet: String = readable.collect();
            return Level::Bullet(if bullet.is_empty() { "•".to_owned() } else { bullet });
        }
        let format = match element.attribute("num-format") {
            Some("a") => "lowerLetter",
            Some("A") => "upperLetter",
            Some("i") => "lowerRoman",
            Some("I") => "upperRoman",
            Some("") | None => return Level::Nothing,
            Some(_) => "decimal",
        };
        Level::Number(Number {
            format,
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            start: number("start-value").unwrap_or(1),
            shown: number("display-levels").unwrap_or(1) as usize,
        })
    }
}
