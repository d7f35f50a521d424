//! Tokens → blocks, in document order.

use std::collections::BTreeMap;

use super::charset::Fonts;
use super::destination::{Destination, Opens, of};
use super::form::FormField;
use super::frame::Around;
use super::state::State;
use super::table::Definition;
use crate::document::{Block, Line};
use crate::outcome::Failure;
use crate::read::bounds::too_large;
use crate::read::link;
use crate::read::story::{RunLook, Story};
use crate::read::{Limit, Limits};

/// A style of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Style {
    pub(super) name: String,
    /// Level of the heading that its paragraphs are, 1 the highest.
    pub(super) level: Option<u8>,
}

/// One walk over the tokens of a file.
pub(super) struct Walk<'a> {
    pub(super) story: Story<'a>,
    limits: &'a Limits,
    /// One for each open group, and one outside of all.
    states: Vec<State>,
    pub(super) fonts: Fonts,
    pub(super) default_font: Option<i32>,
    pub(super) styles: BTreeMap<i32, Style>,
    /// The font or style that an entry of a table is about.
    pub(super) entry: i32,
    /// Bytes of text whose encoding may need more of them.
    bytes: Vec<u8>,
    /// Bytes still to be passed over after a Unicode character.
    skip: usize,
    /// The first half of a character outside the basic plane.
    high: Option<u16>,
    pub(super) around: Around,
    pub(super) outer: Vec<Around>,
    pub(super) row: Definition,
    pub(super) nested_row: Definition,
    instruction: String,
    pub(super) form: FormField,
    /// What the open field shows was said by its form field.
    field_shown: bool,
    title: String,
    pub(super) notes: Vec<Block>,
    pub(super) running: Vec<Line>,
}

/// What was read.
pub(super) struct Read {
    pub(super) blocks: Vec<Block>,
    pub(super) running: Vec<Line>,
    pub(super) text: String,
    pub(super) title: String,
}

impl<'a> Walk<'a> {
    pub(super) fn new(limits: &'a Limits) -> Walk<'a> {
        let outermost = State {
            fallback: 1,
            ..State::default()
        };
        Walk {
            story: Story::new(limits),
            limits,
            states: vec![outermost],
            fonts: Fonts::default(),
            default_font: None,
            styles: BTreeMap::new(),
            entry: 0,
            bytes: Vec::new(),
            skip: 0,
            high: None,
            around: Around::default(),
            outer: Vec::new(),
            row: Definition::default(),
            nested_row: Definition::default(),
            instruction: String::new(),
            form: FormField::default(),
            field_shown: false,
            title: String::new(),
            notes: Vec::new(),
            running: Vec::new(),
        }
    }

    /// Open groups.
    pub(super) fn depth(&self) -> usize {
        self.states.len() - 1
    }

    pub(super) fn state(&self) -> &State {
        // There is always the one outside of all groups.
        &self.states[self.states.len() - 1]
    }

    pub(super) fn state_mut(&mut self) -> &mut State {
        let last = self.states.len() - 1;
        &mut self.states[last]
    }

    pub(super) fn open_group(&mut self) -> Result<(), Failure> {
        self.flush()?;
        self.skip = 0;
        if self.depth() >= self.limits.nesting {
            return Err(too_large(self.limits, Limit::Nesting, "the nesting of groups"));
        }
        let inner = self.state().inner();
        self.states.push(inner);
        // An entry that gives no number of its own is about the first style.
        self.entry = 0;
        Ok(())
    }

    pub(super) fn close_group(&mut self) -> Result<(), Failure> {
        self.flush()?;
        self.skip = 0;
        let own = std::mem::take(&mut self.state_mut().own);
        if let Some((address, before)) = own.link {
            let text = self.story.open_text();
            let text = text.strip_prefix(before.as_str()).unwrap_or_default().trim();
            if let Some(shown) = link::shown(text, &address) {
                self.write(&format!(" ({shown})"))?;
            }
        }
        if let Some(place) = own.place {
            self.close_place(place)?;
        }
        if self.depth() > 0 {
            self.states.pop();
        }
        if own.form
            && let Some(shown) = std::mem::take(&mut self.form).shown()
        {
            // It stands inside the instruction of its field, and shows in its place.
            self.enter_tables()?;
            let look = self.state().run.look();
            self.story.text(&shown, look)?;
            self.field_shown = true;
        }
        Ok(())
    }

    /// Carries out a control word that opens a destination; gives `false` for others.
    pub(super) fn open_destination(&mut self, word: &str) -> Result<bool, Failure> {
        let state = self.state_mut();
        let fresh = std::mem::replace(&mut state.fresh, false);
        let ignorable = std::mem::replace(&mut state.ignorable, false);
        let Some(opens) = of(word) else {
            // Word of a later version's destination, or a property; the mark tells.
            if ignorable {
                state.destination = Destination::Nothing;
            }
            return Ok(ignorable);
        };
        // What is left out is left out with all inside, but for the title and the text in Unicode.
        let closed = state.destination == Destination::Nothing;
        if !fresh || closed && !self.opens_anyway(word) {
            return Ok(true);
        }
        match opens {
            Opens::Around => {
                if word == "field" {
                    self.field_shown = false;
                    self.instruction.clear();
                } else if word == "ud" {
                    self.state_mut().destination = self.around_twice();
                }
            }
            Opens::Destination(destination) => {
                let state = self.state_mut();
                state.destination = destination;
                state.own.form = destination == Destination::Form;
                match destination {
                    Destination::Form => self.form = FormField::default(),
                    Destination::FormEntry => self.form.entries.push(String::new()),
                    Destination::Number => self.around.number.clear(),
                    _ => {}
                }
            }
            Opens::Place(place) => {
                self.state_mut().own.place = Some(place);
                self.state_mut().paragraph = Default::default();
                self.open_place(place)?;
            }
            Opens::Result => self.open_result(),
        }
        Ok(true)
    }

    fn opens_anyway(&self, word: &str) -> bool {
        let around = self.states.len().checked_sub(2).map(|at| self.states[at].destination);
        match word {
            "title" => around == Some(Destination::Properties),
            "ud" => around == Some(Destination::Twice),
            _ => false,
        }
    }

    /// Where the text goes that is written twice.
    fn around_twice(&self) -> Destination {
        let at = self.states.len().checked_sub(3);
        at.map(|at| self.states[at].destination).unwrap_or_default()
    }

    /// The result of a field: its text, unless that repeats the document's headings or was said by a form field.
    fn open_result(&mut self) {
        let instruction = std::mem::take(&mut self.instruction);
        let mut words = instruction.split_whitespace();
        let hidden = self.field_shown || instruction.trim_start().starts_with("TOC ");
        let before = self.story.open_text();
        let state = self.state_mut();
        if hidden {
            state.destination = Destination::Nothing;
        }
        if let (Some("HYPERLINK"), Some(address)) = (words.next(), words.next()) {
            state.own.link = Some((address.trim_matches('"').to_owned(), before));
        }
    }

    pub(super) fn byte(&mut self, byte: u8) -> Result<(), Failure> {
        self.state_mut().fresh = false;
        if self.is_fallback() {
            return Ok(());
        }
        // Nothing stays open for long: text is decoded where its font, its group or its paragraph ends.
        self.bytes.push(byte);
        Ok(())
    }

    /// Passes over a sign that stands for a Unicode character before it; gives `false` if this one does not.
    pub(super) fn is_fallback(&mut self) -> bool {
        let fallback = self.skip > 0;
        self.skip = self.skip.saturating_sub(1);
        fallback
    }

    /// What comes now stands for nothing before it.
    pub(super) fn end_fallback(&mut self) {
        self.skip = 0;
    }

    /// A character by its code in UTF-16, which is what Word counts in.
    pub(super) fn unicode(&mut self, code: u16) -> Result<(), Failure> {
        self.flush()?;
        self.skip = self.state().fallback;
        let high = self.high.take();
        if (0xD800..0xDC00).contains(&code) {
            self.high = Some(code);
            return Ok(());
        }
        for c in char::decode_utf16(high.into_iter().chain([code])).flatten() {
            self.write(c.encode_utf8(&mut [0; 4]))?;
        }
        Ok(())
    }

    /// Decodes the bytes that were collected.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.fonts.draws_pictures(self.state().font) {
            let signs: String = bytes.iter().map(|byte| sign(*byte)).collect();
            return self.write(&signs);
        }
        let (text, _) = self
            .fonts
            .encoding(self.state().font)
            .decode_without_bom_handling(&bytes);
        self.write(&text)
    }

    /// Adds text to where that of the group goes.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        let state = self.state();
        let look = RunLook {
            pictures: Some(self.fonts.draws_pictures(state.font)),
            ..state.run
        };
        let hidden = state.deleted || look.hidden == Some(true);
        match state.destination {
            Destination::Text if hidden => {}
            Destination::Text => {
                self.enter_tables()?;
                self.number_heading(look)?;
                self.story.text(&look.shown(text), look.look())?;
            }
            Destination::Number => {
                self.enter_tables()?;
                self.around.number.push_str(&look.shown(text));
            }
            Destination::Instruction => self.instruction.push_str(text),
            Destination::Title => self.title.push_str(text),
            Destination::Fonts => {
                let font = self.fonts.fonts.entry(self.entry).or_default();
                font.name.push_str(text);
            }
            Destination::Styles => self.styles.entry(self.entry).or_default().name.push_str(text),
            Destination::FormEntry => {
                if let Some(entry) = self.form.entries.last_mut() {
                    entry.push_str(text);
                }
            }
            Destination::Form | Destination::Properties | Destination::Twice | Destination::Nothing => {}
        }
        Ok(())
    }

    /// The number of a heading is part of its text, as it is printed; that of an item stands for itself.
    fn number_heading(&mut self, look: RunLook) -> Result<(), Failure> {
        if self.around.number.is_empty() || self.heading().is_none() {
            return Ok(());
        }
        let number = std::mem::take(&mut self.around.number);
        match number.contains(char::is_alphanumeric) {
            true => self.story.text(&format!("{number} "), look.look()),
            false => Ok(()),
        }
    }

    pub(super) fn finish(mut self) -> Result<Read, Failure> {
        self.flush()?;
        self.end_tables(0);
        self.end_paragraph();
        for note in std::mem::take(&mut self.notes) {
            self.story.add(note);
        }
        let (blocks, text) = self.story.finish();
        Ok(Read {
            blocks,
            running: self.running,
            text,
            title: self.title,
        })
    }
}

/// A byte of a font of pictures, at the place that Windows gives its signs in Unicode.
fn sign(byte: u8) -> char {
    match byte {
        0x21.. => char::from_u32(0xF000 + u32::from(byte)).unwrap_or(' '),
        _ => ' ',
    }
}
