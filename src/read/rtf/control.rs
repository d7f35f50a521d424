//! What each control word does.

use super::charset::code_page;
use super::destination::Destination;
use super::state::Paragraph;
use super::table::Definition;
use super::walk::{Style, Walk};
use crate::outcome::Failure;
use crate::read::story::{RunLook, style_level};

impl Walk<'_> {
    /// Carries out a control word.
    pub(super) fn control(&mut self, word: &str, value: Option<i32>) -> Result<(), Failure> {
        if word == "u" {
            let code = value.unwrap_or(0) as u16;
            return self.unicode(code);
        }
        self.flush()?;
        if word == "*" {
            self.end_fallback();
            // Some writers put it among properties, where it marks no destination.
            let state = self.state_mut();
            state.ignorable = state.fresh;
            return Ok(());
        }
        if self.open_destination(word)? {
            return Ok(());
        }
        match self.state().destination {
            Destination::Nothing => Ok(()),
            Destination::Fonts => {
                self.font_entry(word, value);
                Ok(())
            }
            Destination::Styles => {
                self.style_entry(word, value);
                Ok(())
            }
            Destination::Form => {
                self.form_property(word, value);
                Ok(())
            }
            Destination::Text => self.text_control(word, value),
            _ => self.character(word, value),
        }
    }

    /// Words of the text itself: what ends lines, paragraphs and cells, what tables are defined with.
    fn text_control(&mut self, word: &str, value: Option<i32>) -> Result<(), Failure> {
        match word {
            "par" | "sect" => {
                self.enter_tables()?;
                self.end_paragraph();
            }
            "line" | "lbr" | "page" | "column" if self.is_seen() => {
                self.enter_tables()?;
                self.story.line_break();
            }
            "tab" if self.is_seen() => {
                self.enter_tables()?;
                self.story.tab();
            }
            "line" | "lbr" | "page" | "column" | "tab" => {}
            "cell" => self.end_cell(false)?,
            "nestcell" => self.end_cell(true)?,
            "row" => self.end_row(false),
            "nestrow" => self.end_row(true),
            "pard" => self.state_mut().paragraph = Paragraph::default(),
            "s" => self.state_mut().paragraph.style = value,
            "outlinelevel" => self.state_mut().paragraph.outline = value.and_then(|level| u8::try_from(level).ok()),
            "ilvl" => self.state_mut().paragraph.depth = value.and_then(|level| u8::try_from(level).ok()).unwrap_or(0),
            "intbl" => self.state_mut().paragraph.in_table = true,
            "itap" => {
                let tables = value.and_then(|tables| usize::try_from(tables).ok()).unwrap_or(0);
                let paragraph = &mut self.state_mut().paragraph;
                paragraph.tables = tables;
                paragraph.in_table |= tables > 0;
            }
            "trowd" if self.in_nested_row() => self.nested_row = Definition::default(),
            "trowd" => {
                self.row = Definition::default();
                self.around.in_row = true;
            }
            "trhdr" | "clmrg" | "clvmrg" | "cellx" => self.row_property(word, value),
            _ => return self.character(word, value),
        }
        self.end_fallback();
        Ok(())
    }

    fn is_seen(&self) -> bool {
        !self.state().deleted && self.state().run.hidden != Some(true)
    }

    fn in_nested_row(&self) -> bool {
        self.around.tables.len() > 1
    }

    fn row_property(&mut self, word: &str, value: Option<i32>) {
        let nested = self.in_nested_row();
        let row = if nested { &mut self.nested_row } else { &mut self.row };
        match word {
            "trhdr" => row.head = true,
            "clmrg" => row.merge_left(),
            "clvmrg" => row.merge_above(),
            _ => row.cell(value.unwrap_or(0)),
        }
    }

    /// Words that may stand in any text: signs by name, looks.
    fn character(&mut self, word: &str, value: Option<i32>) -> Result<(), Failure> {
        let on = value != Some(0);
        let sign = match word {
            "emdash" => "—",
            "endash" => "–",
            "bullet" => "•",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "~" | "emspace" | "enspace" | "qmspace" | "tab" | "line" => " ",
            "_" => "-",
            _ => "",
        };
        if !sign.is_empty() {
            return if self.is_fallback() { Ok(()) } else { self.write(sign) };
        }
        self.end_fallback();
        let default_font = self.default_font;
        let state = self.state_mut();
        match word {
            "b" => state.run.bold = Some(on),
            "i" => state.run.italic = Some(on),
            "v" => state.run.hidden = Some(on),
            "deleted" => state.deleted = on,
            "fs" => state.run.size = value.map(|halves| halves as f32 / 2.0),
            "f" => state.font = value,
            "plain" => {
                state.run = RunLook::default();
                state.deleted = false;
                state.font = default_font;
            }
            "uc" => state.fallback = value.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            "ansicpg" => self.fonts.encoding = value.and_then(code_page).unwrap_or(self.fonts.encoding),
            "mac" => self.fonts.encoding = encoding_rs::MACINTOSH,
            "deff" => {
                state.font = value;
                self.default_font = value;
            }
            _ => {}
        }
        Ok(())
    }

    fn font_entry(&mut self, word: &str, value: Option<i32>) {
        match word {
            "f" => self.entry = value.unwrap_or(0),
            "fcharset" => self.fonts.fonts.entry(self.entry).or_default().charset = value,
            "cpg" => self.fonts.fonts.entry(self.entry).or_default().page = value,
            _ => {}
        }
    }

    fn style_entry(&mut self, word: &str, value: Option<i32>) {
        match word {
            "s" => {
                self.entry = value.unwrap_or(0);
                self.styles.insert(self.entry, Style::default());
            }
            // Styles of runs and tables are numbered with those of paragraphs.
            "cs" | "ts" | "ds" => self.entry = value.map_or(-1, |number| -1 - number.saturating_abs()),
            "outlinelevel" => {
                let level = value
                    .and_then(|level| u8::try_from(level).ok())
                    .filter(|level| *level < 9);
                self.styles.entry(self.entry).or_default().level = level.map(|level| level + 1);
            }
            _ => {}
        }
    }

    fn form_property(&mut self, word: &str, value: Option<i32>) {
        match word {
            "fftype" => self.form.kind = value.unwrap_or(0),
            "ffres" => self.form.result = value,
            "ffdefres" => self.form.default = value,
            _ => {}
        }
    }
}

impl Style {
    /// Level of the heading that it makes, by what it states, or else by its name.
    pub(super) fn heading(&self) -> Option<u8> {
        self.level
            .or_else(|| style_level(self.name.trim().trim_end_matches(';')))
    }
}
