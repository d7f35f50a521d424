//! The elements of a part → blocks, in document order.

use std::collections::{BTreeMap, BTreeSet};

use super::field::Fields;
use super::look::is_on;
use super::numbering::Numbering;
use super::package::Part;
use super::styles::Styles;
use super::{boxes, chunk};
use crate::document::{Block, Line, Role};
use crate::outcome::Failure;
use crate::read::Limits;
use crate::read::story::RunLook;
use crate::read::story::{self, Story, ticked};
use crate::read::xml::Element;

/// One walk over the parts of a document.
///
/// It recurses with the nesting of elements, which is bounded when a part is parsed.
pub(super) struct Walk<'t, 'a> {
    pub(super) story: Story<'a>,
    pub(super) styles: &'a Styles,
    pub(super) numbering: Numbering,
    pub(super) fields: Fields,
    /// The part that is walked: its ids lead to addresses.
    pub(super) part: Option<&'t Part>,
    /// Notes that the text refers to, in its order: whether an endnote, and its id.
    pub(super) references: Vec<(bool, &'t str)>,
    /// Contents of text boxes that the open paragraph anchors.
    pub(super) boxes: Vec<Element<'t>>,
    /// What a table states for the runs of the cell that is walked.
    pub(super) cell: RunLook,
    /// Inside a note.
    pub(super) in_note: bool,
    /// Text that a control shows in place of what is stored; taken by the first text inside it.
    pub(super) instead: Option<&'static str>,
    /// Inside a control that shows only its prompt, or whose own text was shown already.
    pub(super) muted: bool,
    chunks: &'a BTreeMap<String, Vec<u8>>,
    limits: &'a Limits,
    running: Vec<Line>,
}

impl<'t, 'a> Walk<'t, 'a> {
    pub(super) fn new(
        styles: &'a Styles,
        numbering: Numbering,
        chunks: &'a BTreeMap<String, Vec<u8>>,
        limits: &'a Limits,
    ) -> Walk<'t, 'a> {
        Walk {
            story: Story::new(limits),
            styles,
            numbering,
            fields: Fields::default(),
            part: None,
            references: Vec::new(),
            boxes: Vec::new(),
            cell: RunLook::default(),
            in_note: false,
            instead: None,
            muted: false,
            chunks,
            limits,
            running: Vec::new(),
        }
    }

    /// Walks the text of a part.
    pub(super) fn part(&mut self, part: &'t Part, content: Element<'t>) -> Result<(), Failure> {
        self.part = Some(part);
        self.fields = Fields::default();
        self.blocks(content)?;
        self.story.end_paragraph(Role::Paragraph);
        Ok(())
    }

    /// Walks the notes that the text refers to: footnotes, endnotes.
    pub(super) fn notes(&mut self, parts: &'t [Option<Part>; 2]) -> Result<(), Failure> {
        self.in_note = true;
        let mut met = BTreeSet::new();
        for reference in std::mem::take(&mut self.references) {
            let (endnote, id) = reference;
            let Some(part) = &parts[usize::from(endnote)] else {
                continue;
            };
            let mut notes = part.tree.root().into_iter().flat_map(Element::elements);
            if let Some(note) = notes.find(|note| note.attribute("id") == Some(id))
                && met.insert(reference)
            {
                self.part(part, note)?;
            }
        }
        self.in_note = false;
        Ok(())
    }

    /// Walks a header or footer.
    pub(super) fn frame(&mut self, part: &'t Part) -> Result<(), Failure> {
        let Some(root) = part.tree.root() else { return Ok(()) };
        self.story.open()?;
        self.part(part, root)?;
        let known: BTreeSet<String> = self.running.iter().map(|line| line.text.clone()).collect();
        let lines = story::lines(self.story.close());
        self.running
            .extend(lines.into_iter().filter(|line| !known.contains(&line.text)));
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
            match element.name() {
                "w:p" => self.paragraph(element)?,
                "w:tbl" => self.table(element)?,
                "w:sdt" => self.control(element, Walk::blocks)?,
                "w:ins" | "w:moveTo" | "w:customXml" | "w:smartTag" => self.blocks(element)?,
                "w:altChunk" => {
                    if let Some(bytes) = element.attribute("id").and_then(|id| self.chunks.get(id)) {
                        self.story.adopt(chunk::blocks(bytes, self.limits)?);
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(choice) = boxes::choice(element) {
                        self.blocks(choice)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A content control: what it holds is read by `inner`, since it may hold paragraphs, runs, rows or cells.
    ///
    /// A prompt is no text of the document, and a box shows its state whatever sign its author chose for it.
    pub(super) fn control(
        &mut self,
        control: Element<'t>,
        inner: impl FnOnce(&mut Self, Element<'t>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let properties = control.child("w:sdtPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let gallery = property("w:docPartObj").and_then(|part| part.child("w:docPartGallery"));
        if gallery.is_some_and(|gallery| gallery.attribute("val") == Some("Table of Contents")) {
            return Ok(());
        }
        let Some(content) = control.child("w:sdtContent") else {
            return Ok(());
        };
        let outer = (self.instead, self.muted);
        if let Some(tick) = property("w14:checkbox") {
            self.instead = Some(ticked(tick.child("w14:checked").is_some_and(is_on)));
        } else if property("w:showingPlcHdr").is_some_and(is_on) {
            self.muted = true;
        }
        inner(self, content)?;
        (self.instead, self.muted) = outer;
        Ok(())
    }
}
