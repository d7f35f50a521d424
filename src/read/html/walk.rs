//! The nodes of a page → blocks.

use markup5ever_rcdom::{Handle, NodeData};

use crate::document::{Block, Line, Location, Role, Transcript};
use crate::outcome::Failure;
use crate::read::bounds::too_large;
use crate::read::inline::{Emphasis, Inline, SetLine, text_blocks};
use crate::read::{Limit, Limits};

use super::aside::{self, Part};
use super::{form, node, table};

/// Where the lines stand.
pub(super) enum Place {
    /// In a text that is written while they are read.
    Transcript(Transcript),
    /// All at this place of another text.
    Fixed(Location),
}

/// One walk over a page, in document order.
pub(super) struct Walk<'a> {
    place: Place,
    limits: &'a Limits,
    blocks: Vec<Block>,
    running: Vec<Line>,
    inline: Inline,
    lines: Vec<SetLine>,
    /// What the lines being collected are.
    role: Role,
    emphasis: Emphasis,
    /// Line breaks of the source are the author's.
    preformatted: bool,
    notes: bool,
    /// Inside the page's own text: `<main>`, `<article>`, a cell.
    inner: bool,
    depth: usize,
    /// Lists around, and items in them: what an item's paragraphs are part of.
    lists: usize,
    in_item: bool,
    /// Level of the last heading, for headings that have none of their own.
    level: u8,
    /// Characters of the whole page.
    size: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(place: Place, limits: &'a Limits) -> Walk<'a> {
        Walk {
            place,
            limits,
            blocks: Vec::new(),
            running: Vec::new(),
            inline: Inline::default(),
            lines: Vec::new(),
            role: Role::Paragraph,
            emphasis: Emphasis::default(),
            preformatted: false,
            notes: false,
            inner: false,
            depth: 0,
            lists: 0,
            in_item: false,
            level: 0,
            size: 0,
        }
    }

    /// Walks a whole page.
    pub(super) fn body(&mut self, document: &Handle) -> Result<(), Failure> {
        let body = node::find(document, "body").unwrap_or_else(|| document.clone());
        self.size = node::text(&body).trim().len();
        self.children(&body)?;
        self.end_block();
        Ok(())
    }

    /// Blocks, lines of the page's frame, and the text written.
    pub(super) fn finish(self) -> (Vec<Block>, Vec<Line>, String) {
        let text = match self.place {
            Place::Transcript(transcript) => transcript.finish(),
            Place::Fixed(_) => String::new(),
        };
        (self.blocks, self.running, text)
    }

    /// The blocks of one element by themselves: a cell, the page's frame.
    pub(super) fn apart(&mut self, element: &Handle) -> Result<Vec<Block>, Failure> {
        self.end_block();
        let outer = (
            std::mem::take(&mut self.blocks),
            std::mem::replace(&mut self.role, Role::Paragraph),
            std::mem::take(&mut self.emphasis),
            std::mem::take(&mut self.lists),
            std::mem::take(&mut self.in_item),
        );
        self.children(element)?;
        self.end_block();
        let blocks = std::mem::replace(&mut self.blocks, outer.0);
        (self.role, self.emphasis, self.lists, self.in_item) = (outer.1, outer.2, outer.3, outer.4);
        Ok(blocks)
    }

    pub(super) fn add(&mut self, block: Block) {
        self.end_block();
        self.blocks.push(block);
    }

    pub(super) fn children(&mut self, parent: &Handle) -> Result<(), Failure> {
        if self.depth >= self.limits.nesting {
            return Err(too_large(self.limits, Limit::Nesting, "the nesting of elements"));
        }
        self.depth += 1;
        for child in node::children(parent) {
            self.node(&child)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn node(&mut self, node: &Handle) -> Result<(), Failure> {
        match &node.data {
            NodeData::Text { contents } => {
                self.text(&contents.borrow());
                Ok(())
            }
            NodeData::Element { name, .. } => self.element(node, &name.local),
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str) {
        if !self.preformatted {
            return self.inline.push(text, self.emphasis);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            self.inline.push(line, self.emphasis);
        }
    }

    fn element(&mut self, element: &Handle, name: &str) -> Result<(), Failure> {
        match aside::part(element, name, self.inner, self.size) {
            Part::Nothing => return Ok(()),
            Part::Frame if node::find(element, "h1").is_none() => return self.frame(element),
            Part::Notes if !self.notes => {
                self.notes = true;
                self.block(element, Role::Note)?;
                self.notes = false;
                return Ok(());
            }
            _ => {}
        }
        match name {
            "br" => self.line_break(),
            "hr" => self.end_block(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.level = name.as_bytes()[1] - b'0';
                self.block(element, Role::Heading { level: self.level })?;
            }
            // What is folded away stands under its summary, and what is not stands beside it.
            "details" => {
                let outer = self.level;
                self.block(element, self.paragraph())?;
                self.level = outer;
            }
            "summary" => {
                self.level = self.level.saturating_add(1).min(6);
                self.block(element, Role::Heading { level: self.level })?;
            }
            "main" | "article" => {
                let outer = std::mem::replace(&mut self.inner, true);
                self.block(element, Role::Paragraph)?;
                self.inner = outer;
            }
            "ul" | "ol" | "menu" => self.list(element, name == "ol")?,
            "li" => self.item(element, String::new())?,
            "dl" => table::definitions(self, element)?,
            "table" => table::table(self, element)?,
            "pre" | "textarea" => {
                let outer = std::mem::replace(&mut self.preformatted, true);
                self.block(element, Role::Paragraph)?;
                self.preformatted = outer;
            }
            "button" if node::attribute(element, "aria-expanded").is_none() && !self.in_heading() => {}
            "a" => self.link(element)?,
            "sup" if is_note_mark(element) => {}
            "b" | "strong" | "i" | "em" | "span" | "font" | "cite" | "dfn" | "var" => self.emphasized(element, name)?,
            "input" | "select" => {
                if let Some(shown) = form::shown(element, name) {
                    self.text(&format!(" {shown} "));
                }
            }
            _ if is_inline(name) => self.children(element)?,
            // An item's paragraphs are its lines, unless it holds lists of its own.
            _ if self.in_item => {
                self.end_line();
                self.children(element)?;
                self.end_line();
            }
            _ => self.block(element, self.paragraph())?,
        }
        Ok(())
    }

    fn paragraph(&self) -> Role {
        if self.notes { Role::Note } else { Role::Paragraph }
    }

    fn in_heading(&self) -> bool {
        matches!(self.role, Role::Heading { .. })
    }

    /// An element that is a block of its own.
    fn block(&mut self, element: &Handle, role: Role) -> Result<(), Failure> {
        self.end_block();
        let outer = std::mem::replace(&mut self.role, role);
        self.children(element)?;
        self.end_block();
        self.role = outer;
        Ok(())
    }

    fn frame(&mut self, element: &Handle) -> Result<(), Failure> {
        for block in self.apart(element)? {
            if let Block::Text(block) = block {
                self.running.extend(block.lines);
            }
        }
        Ok(())
    }

    fn emphasized(&mut self, element: &Handle, name: &str) -> Result<(), Failure> {
        let style = node::attribute(element, "style")
            .unwrap_or_default()
            .to_ascii_lowercase()
            .replace(' ', "");
        let outer = self.emphasis;
        let heavy = [
            "font-weight:bold",
            "font-weight:6",
            "font-weight:7",
            "font-weight:8",
            "font-weight:9",
        ];
        self.emphasis.bold |= matches!(name, "b" | "strong") || heavy.iter().any(|weight| style.contains(weight));
        self.emphasis.italic |= matches!(name, "i" | "em" | "cite" | "dfn") || style.contains("font-style:italic");
        if style.contains("font-weight:normal") || style.contains("font-weight:400") {
            self.emphasis.bold = false;
        }
        self.children(element)?;
        self.emphasis = outer;
        Ok(())
    }

    /// The text of a link; its address too where the text does not say where it leads.
    fn link(&mut self, element: &Handle) -> Result<(), Failure> {
        let before = self.inline.len();
        self.children(element)?;
        let text = self.inline.text_from(before);
        let text = text.trim();
        let address = node::attribute(element, "href").and_then(|href| super::super::link::shown(text, &href));
        if let Some(address) = address {
            self.text(&format!(" ({address})"));
        }
        Ok(())
    }

    fn list(&mut self, element: &Handle, counts: bool) -> Result<(), Failure> {
        self.end_block();
        self.lists += 1;
        let outer = (std::mem::replace(&mut self.in_item, false), self.role.clone());
        let mut number = node::attribute(element, "start")
            .and_then(|start| start.trim().parse().ok())
            .unwrap_or(1_u32);
        for child in node::children(element) {
            if node::name(&child) == Some("li") && aside::part(&child, "li", true, self.size) == Part::Text {
                self.item(&child, if counts { format!("{number}.") } else { String::new() })?;
                number = number.saturating_add(1);
            } else {
                self.node(&child)?;
            }
        }
        self.end_block();
        self.lists -= 1;
        (self.in_item, self.role) = outer;
        // Text of an item after a list inside it is a paragraph: the item itself is closed.
        if self.in_item {
            self.role = self.paragraph();
            self.in_item = false;
        }
        Ok(())
    }

    fn item(&mut self, element: &Handle, marker: String) -> Result<(), Failure> {
        let depth = self.lists.saturating_sub(1).min(usize::from(u8::MAX)) as u8;
        let role = if self.notes {
            Role::Note
        } else {
            Role::Item { depth, marker }
        };
        let outer = std::mem::replace(&mut self.in_item, true);
        self.block(element, role)?;
        self.in_item = outer;
        Ok(())
    }

    /// Two breaks in a row set paragraphs apart.
    fn line_break(&mut self) {
        if self.inline.len() == 0 && !self.in_item {
            self.end_block();
        } else {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        if let Some(mut set) = self.inline.finish(Location::default()) {
            set.line.location = match &mut self.place {
                Place::Transcript(transcript) => transcript.push(&set.line.text),
                Place::Fixed(place) => *place,
            };
            self.lines.push(set);
        }
    }

    fn end_block(&mut self) {
        self.end_line();
        let lines = std::mem::take(&mut self.lines);
        self.blocks.extend(text_blocks(self.role.clone(), lines, 0.0));
    }
}

/// A raised number that leads to a note.
fn is_note_mark(sup: &Handle) -> bool {
    let text = node::text(sup);
    let number = text
        .trim()
        .trim_matches(['[', ']', '(', ')'])
        .chars()
        .all(|c| c.is_ascii_digit() || c == '*');
    number && node::find(sup, "a").is_some()
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "abbr" | "acronym" | "bdi" | "bdo" | "big" | "code" | "data" | "del" | "ins" | "kbd" | "label" | "mark" | "nobr" | "o:p"
    ) || matches!(name, "output" | "q" | "ruby" | "s" | "samp" | "small" | "strike" | "sub" | "sup" | "time" | "tt" | "u" | "wbr")
        || matches!(name, "img" | "button" | "meter" | "progress" | "option" | "picture" | "source" | "link" | "meta")
        // Elements that the page's own scripts define are inline unless styled otherwise.
        || name.contains('-')
}
