//! The elements of a text → blocks, in document order.

use std::collections::BTreeSet;

use super::boxes;
use super::form::Forms;
use super::lists::Lists;
use super::styles::Styles;
use crate::document::{Block, Line, Role};
use crate::outcome::Failure;
use crate::read::Limits;
use crate::read::story::{self, Story};
use crate::read::xml::Element;

use super::list::Item;

/// One walk over a text, its headers and its footers.
///
/// It recurses with the nesting of elements, which is bounded when a part is parsed.
pub(super) struct Walk<'t, 'a> {
    pub(super) story: Story<'a>,
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    pub(super) forms: Forms,
    /// Bodies of the notes that the text refers to, in its order.
    pub(super) notes: Vec<Element<'t>>,
    /// Contents of text boxes that the open paragraph anchors.
    pub(super) boxes: Vec<Element<'t>>,
    /// Lists around, the outermost first: the style that each names, inherited where it names none.
    pub(super) open_lists: Vec<Option<&'t str>>,
    /// The item around, where its first paragraph is still to come.
    pub(super) item: Option<Item>,
    pub(super) in_note: bool,
    running: Vec<Line>,
}

impl<'t, 'a> Walk<'t, 'a> {
    pub(super) fn new(styles: Styles, lists: Lists, forms: Forms, limits: &'a Limits) -> Walk<'t, 'a> {
        Walk {
            story: Story::new(limits),
            styles,
            lists,
            forms,
            notes: Vec::new(),
            boxes: Vec::new(),
            open_lists: Vec::new(),
            item: None,
            in_note: false,
            running: Vec::new(),
        }
    }

    /// Walks the text, then its notes.
    pub(super) fn text(&mut self, text: Element<'t>) -> Result<(), Failure> {
        self.blocks(text)?;
        self.in_note = true;
        for note in std::mem::take(&mut self.notes) {
            self.blocks(note)?;
        }
        self.in_note = false;
        Ok(())
    }

    /// What comes now has other styles.
    pub(super) fn restyle(&mut self, styles: Styles, lists: Lists) {
        (self.styles, self.lists) = (styles, lists);
    }

    /// Walks a header or footer.
    pub(super) fn frame(&mut self, frame: Element<'t>) -> Result<(), Failure> {
        let blocks = self.apart(frame)?;
        let known: BTreeSet<String> = self.running.iter().map(|line| line.text.clone()).collect();
        let lines = story::lines(blocks).into_iter();
        self.running.extend(lines.filter(|line| !known.contains(&line.text)));
        Ok(())
    }

    /// Blocks, lines of headers and footers, and the text written.
    pub(super) fn finish(self) -> (Vec<Block>, Vec<Line>, String) {
        let (blocks, text) = self.story.finish();
        (blocks, self.running, text)
    }

    /// What stands on the level of paragraphs.
    pub(super) fn blocks(&mut self, parent: Element<'t>) -> Result<(), Failure> {
        for element in parent.elements() {
            self.block(element)?;
        }
        Ok(())
    }

    pub(super) fn block(&mut self, element: Element<'t>) -> Result<(), Failure> {
        match element.name() {
            "text:p" | "text:h" => self.paragraph(element),
            "text:list" => self.list(element),
            "table:table" => self.table(element),
            "text:section" if element.attribute("display") == Some("none") => Ok(()),
            "text:section" | "text:numbered-paragraph" | "text:index-body" | "text:bibliography" => {
                self.blocks(element)
            }
            name if name.starts_with("draw:") => {
                for content in boxes::contents(element) {
                    self.text_box(content)?;
                }
                Ok(())
            }
            // Tables of contents, deleted text, declarations.
            _ => Ok(()),
        }
    }

    /// The blocks of one element by themselves: a cell, a box, a header.
    pub(super) fn apart(&mut self, element: Element<'t>) -> Result<Vec<Block>, Failure> {
        let outer = (std::mem::take(&mut self.open_lists), self.item.take());
        self.story.open()?;
        self.blocks(element)?;
        (self.open_lists, self.item) = outer;
        Ok(self.story.close())
    }

    pub(super) fn text_box(&mut self, content: Element<'t>) -> Result<(), Failure> {
        for block in self.apart(content)? {
            self.story.add(block);
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: Element<'t>) -> Result<(), Failure> {
        let style = self.styles.get("paragraph", paragraph.attribute("style-name"));
        let level = match paragraph.name() {
            "text:h" => Some(
                paragraph
                    .attribute("outline-level")
                    .and_then(|level| level.parse().ok())
                    .unwrap_or(1),
            ),
            _ => style.level.filter(|_| self.open_lists.is_empty()),
        };
        let mark = match self.item.take() {
            Some(item) => item.mark(&mut self.lists, &self.open_lists, style.list.as_deref()),
            None => level
                .filter(|_| is_counted(paragraph, &self.open_lists))
                .map(|level| self.lists.heading(level)),
        };
        let mark = mark.filter(|mark| !mark.text.is_empty());
        let role = match level {
            _ if self.in_note => Role::Note,
            Some(level) => {
                if let Some(mark) = mark.filter(|mark| !mark.bullet) {
                    self.story.text(&format!("{} ", mark.text), style.run.look())?;
                }
                Role::Heading { level: level.max(1) }
            }
            None => match mark {
                Some(mark) => Role::Item {
                    depth: u8::try_from(self.open_lists.len().saturating_sub(1)).unwrap_or(u8::MAX),
                    marker: mark.text,
                },
                None => Role::Paragraph,
            },
        };
        let begun = self.boxes.len();
        self.inlines(paragraph, style.run)?;
        self.story.end_paragraph(role);
        for content in self.boxes.split_off(begun.min(self.boxes.len())) {
            self.text_box(content)?;
        }
        Ok(())
    }
}

/// A heading that stands in no list, and is not left out of the count.
fn is_counted(heading: Element<'_>, lists: &[Option<&str>]) -> bool {
    heading.name() == "text:h" && lists.is_empty() && heading.attribute("is-list-header") != Some("true")
}
