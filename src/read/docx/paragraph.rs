//! Paragraphs and their runs.

use super::boxes;
use super::look::of_run;
use super::styles::ParagraphLook;
use super::walk::Walk;
use crate::document::Role;
use crate::outcome::Failure;
use crate::read::link;
use crate::read::story::RunLook;
use crate::read::xml::{Child, Element};

impl<'t> Walk<'t, '_> {
    pub(super) fn paragraph(&mut self, paragraph: Element<'t>) -> Result<(), Failure> {
        let properties = paragraph.child("w:pPr");
        let id = properties.and_then(|properties| properties.child("w:pStyle")?.attribute("val"));
        let style = self.styles.paragraph(id);
        let look = ParagraphLook::of(properties).over(style.paragraph);
        let run = style.run.over(self.cell).over(self.styles.base());
        // Its last mark is deleted: what follows stands in the same paragraph, and is what counts.
        let goes_on = is_deleted(properties.and_then(|properties| properties.child("w:rPr")));
        let outer = self.muted;
        self.muted |= look.contents;
        let begun = self.boxes.len();
        let role = if goes_on {
            Role::Paragraph
        } else {
            self.role(look, id, run)?
        };
        self.inlines(paragraph, run)?;
        self.muted = outer;
        if !goes_on {
            self.story.end_paragraph(role);
        }
        for content in self.boxes.split_off(begun.min(self.boxes.len())) {
            self.text_box(content)?;
        }
        Ok(())
    }

    /// What the paragraph is. The number of a heading is written before it, since it is printed there.
    fn role(&mut self, look: ParagraphLook, style: Option<&str>, run: RunLook) -> Result<Role, Failure> {
        let number = look
            .list
            .filter(|_| !self.muted)
            .and_then(|list| self.numbering.next(list, style));
        if self.in_note {
            return Ok(Role::Note);
        }
        if let Some(level) = look.heading() {
            if let Some(number) = number.filter(|number| !number.bullet)
                && self.story.open_text().is_empty()
            {
                self.story.text(&format!("{} ", number.text), run.look())?;
            }
            return Ok(Role::Heading { level });
        }
        Ok(number.map_or(Role::Paragraph, |number| Role::Item {
            depth: number.depth,
            marker: number.text,
        }))
    }

    fn text_box(&mut self, content: Element<'t>) -> Result<(), Failure> {
        let outer = std::mem::take(&mut self.cell);
        self.story.open()?;
        self.blocks(content)?;
        self.story.end_paragraph(Role::Paragraph);
        for block in self.story.close() {
            self.story.add(block);
        }
        self.cell = outer;
        Ok(())
    }

    /// What stands on the level of runs; `look` is that of the paragraph.
    fn inlines(&mut self, parent: Element<'t>, look: RunLook) -> Result<(), Failure> {
        for element in parent.elements() {
            match element.name() {
                "w:r" => self.run(element, look)?,
                "w:hyperlink" => self.link(element, look)?,
                "w:ins" | "w:moveTo" | "w:smartTag" | "w:customXml" | "w:fldSimple" | "w:dir" | "w:bdo" => {
                    self.inlines(element, look)?;
                }
                "w:sdt" => self.control(element, |walk, content| walk.inlines(content, look))?,
                "m:oMath" | "m:oMathPara" => {
                    for text in element.descendants().filter(|part| part.name() == "m:t") {
                        self.text(&text.text(), look)?;
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(choice) = boxes::choice(element) {
                        self.inlines(choice, look)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn link(&mut self, element: Element<'t>, look: RunLook) -> Result<(), Failure> {
        let before = self.story.open_text();
        self.inlines(element, look)?;
        let address = element.attribute("id").and_then(|id| self.part?.address(id));
        let text = self.story.open_text();
        let text = text.strip_prefix(before.as_str()).unwrap_or_default().trim();
        match address.and_then(|address| link::shown(text, address)) {
            Some(shown) => self.text(&format!(" ({shown})"), look),
            None => Ok(()),
        }
    }

    fn run(&mut self, run: Element<'t>, paragraph: RunLook) -> Result<(), Failure> {
        let properties = run.child("w:rPr");
        let style = properties.and_then(|properties| properties.child("w:rStyle")?.attribute("val"));
        let style = style.and_then(|id| self.styles.get(id)).unwrap_or_default();
        let look = of_run(properties).over(style.run).over(paragraph);
        if look.hidden == Some(true) {
            return Ok(());
        }
        self.run_content(run, look)
    }

    fn run_content(&mut self, parent: Element<'t>, look: RunLook) -> Result<(), Failure> {
        for element in parent.elements() {
            match element.name() {
                "w:t" => self.text(&written(element), look)?,
                "w:tab" | "w:ptab" if self.is_seen() => self.story.tab(),
                "w:br" | "w:cr" if self.is_seen() => self.story.line_break(),
                "w:noBreakHyphen" => self.text("-", look)?,
                "w:sym" => self.symbol(element, look)?,
                "w:fldChar" => self.field(element, look)?,
                "w:instrText" => self.fields.instruct(&written(element)),
                "w:footnoteReference" | "w:endnoteReference" => self.refer(element),
                "w:drawing" | "w:pict" | "w:object" if self.is_seen() => self.boxes.extend(boxes::contents(element)),
                "w:ruby" => {
                    if let Some(base) = element.child("w:rubyBase") {
                        self.inlines(base, look)?;
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(choice) = boxes::choice(element) {
                        self.run_content(choice, look)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn is_seen(&self) -> bool {
        !self.muted && self.fields.is_visible()
    }

    fn text(&mut self, text: &str, look: RunLook) -> Result<(), Failure> {
        if !self.is_seen() {
            return Ok(());
        }
        if let Some(instead) = self.instead.take() {
            self.muted = true;
            return self.story.text(instead, look.look());
        }
        self.story.text(&look.shown(text), look.look())
    }

    fn field(&mut self, mark: Element<'t>, look: RunLook) -> Result<(), Failure> {
        match mark.attribute("fldCharType") {
            Some("begin") => self.fields.begin(mark),
            Some("separate") => self.fields.separate(),
            Some("end") => {
                if let Some(shown) = self.fields.end() {
                    return self.text(&shown, look);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A character by its code, in a font of its own.
    fn symbol(&mut self, symbol: Element<'t>, look: RunLook) -> Result<(), Failure> {
        let code = symbol
            .attribute("char")
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        let font = symbol.attribute("font").unwrap_or_default();
        let look = RunLook {
            pictures: Some(crate::read::pdf::symbol::pictorial(font)),
            ..look
        };
        match code.and_then(char::from_u32) {
            Some(c) => self.text(c.encode_utf8(&mut [0; 4]), look),
            None => Ok(()),
        }
    }

    fn refer(&mut self, reference: Element<'t>) {
        if let Some(id) = reference.attribute("id").filter(|_| self.is_seen() && !self.in_note) {
            self.references.push((reference.name() == "w:endnoteReference", id));
        }
    }
}

/// The text of an element. Broken generators put mark-up where only text may stand: that is left out.
fn written(element: Element<'_>) -> String {
    let pieces = element.children().filter_map(|child| match child {
        Child::Text(text) => Some(text),
        Child::Element(_) => None,
    });
    pieces.collect()
}

/// The deletion of a row or of a paragraph's end is tracked.
pub(super) fn is_deleted(properties: Option<Element<'_>>) -> bool {
    properties.is_some_and(|properties| properties.child("w:del").is_some())
}
