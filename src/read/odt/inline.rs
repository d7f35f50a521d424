//! What stands inside a paragraph.

use super::form;
use super::walk::Walk;
use crate::outcome::Failure;
use crate::read::link;
use crate::read::story::{RunLook, ticked};
use crate::read::xml::{Child, Element};

/// No writer sets more spaces in a row, and an attribute may ask for any number.
const SPACES: usize = 100;

impl<'t> Walk<'t, '_> {
    pub(super) fn inlines(&mut self, parent: Element<'t>, look: RunLook) -> Result<(), Failure> {
        for child in parent.children() {
            match child {
                Child::Text(text) => self.run(text, look)?,
                Child::Element(element) => self.inline(element, look)?,
            }
        }
        Ok(())
    }

    fn run(&mut self, text: &str, look: RunLook) -> Result<(), Failure> {
        match look.hidden {
            Some(true) => Ok(()),
            _ => self.story.text(&look.shown(text), look.look()),
        }
    }

    fn inline(&mut self, element: Element<'t>, look: RunLook) -> Result<(), Failure> {
        match element.name() {
            "text:span" => {
                let style = self.styles.get("text", element.attribute("style-name"));
                self.inlines(element, style.run.over(look))
            }
            "text:a" => self.link(element, look),
            "text:s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.run(&" ".repeat(SPACES.min(count)), look)
            }
            "text:tab" => {
                self.story.tab();
                Ok(())
            }
            "text:line-break" => {
                self.story.line_break();
                Ok(())
            }
            "text:note" => {
                self.notes
                    .extend(element.child("text:note-body").filter(|_| !self.in_note));
                Ok(())
            }
            "draw:control" => {
                let shown = self.forms.shown(element).map(|shown| format!("{shown} "));
                self.run(&shown.unwrap_or_default(), look)
            }
            "field:fieldmark" => match form::mark(element) {
                Some(shown) => self.run(&shown, look),
                None => self.inlines(element, look),
            },
            "loext:content-control" => self.control(element, look),
            "text:ruby" => match element.child("text:ruby-base") {
                Some(base) => self.inlines(base, look),
                None => Ok(()),
            },
            "text:hidden-text" | "text:hidden-paragraph" if element.attribute("is-hidden") == Some("true") => Ok(()),
            // Comments, the number as another program counted it, what scripts and lists of choices hold.
            "office:annotation" | "text:number" | "text:script" | "text:label" | "field:param" | "form:option" => {
                Ok(())
            }
            name if name.starts_with("draw:") => {
                self.boxes.extend(super::boxes::contents(element));
                Ok(())
            }
            _ => self.inlines(element, look),
        }
    }

    fn link(&mut self, element: Element<'t>, look: RunLook) -> Result<(), Failure> {
        let before = self.story.open_text();
        self.inlines(element, look)?;
        let text = self.story.open_text();
        let text = text.strip_prefix(before.as_str()).unwrap_or_default().trim();
        match element.attribute("href").and_then(|address| link::shown(text, address)) {
            Some(shown) => self.run(&format!(" ({shown})"), look),
            None => Ok(()),
        }
    }

    /// A prompt is no text of the document, and a box shows its state whatever sign its author chose for it.
    fn control(&mut self, element: Element<'t>, look: RunLook) -> Result<(), Failure> {
        let is = |name: &str| element.attribute(name) == Some("true");
        if is("checkbox") {
            return self.run(ticked(is("checked")), look);
        }
        if is("showing-place-holder") {
            return Ok(());
        }
        self.inlines(element, look)
    }
}
