//! Pages for tests: text set at a place, half a font size to the character.

use super::page::{Glyph, PageContent, RuleLine};
use crate::document::Rect;

/// A page of A4 under construction.
pub(super) struct Typeset {
    page: PageContent,
    bold: bool,
}

impl Typeset {
    pub(super) fn page(number: u32) -> Typeset {
        let page = PageContent {
            number,
            width: 595.0,
            height: 842.0,
            ..PageContent::default()
        };
        Typeset { page, bold: false }
    }

    /// Text with its baseline at `y`; words between asterisks are bold.
    pub(super) fn text(mut self, x: f32, y: f32, size: f32, text: &str) -> Typeset {
        let mut at = x;
        for c in text.chars() {
            if c == '*' {
                self.bold = !self.bold;
                continue;
            }
            let width = size / 2.0;
            let rect = Rect {
                x: at,
                y: y - 0.8 * size,
                width,
                height: size,
            };
            self.page.glyphs.push(Glyph {
                text: c.to_string(),
                rect,
                baseline: y,
                turn: 0,
                size,
                font: u32::from(self.bold),
                bold: self.bold,
                italic: false,
                mcid: None,
                artifact: false,
            });
            at += width;
        }
        self
    }

    /// Lines of 10-point text one below the other, 12 points apart.
    pub(super) fn lines(self, x: f32, y: f32, lines: &[&str]) -> Typeset {
        lines
            .iter()
            .enumerate()
            .fold(self, |page, (i, line)| page.text(x, y + 12.0 * i as f32, 10.0, line))
    }

    /// Marks all text set since the last mark.
    pub(super) fn mark(mut self, mcid: i32) -> Typeset {
        self.page
            .glyphs
            .iter_mut()
            .rev()
            .take_while(|glyph| glyph.mcid.is_none())
            .for_each(|g| g.mcid = Some(mcid));
        self
    }

    /// All rules of a grid with these edges.
    pub(super) fn grid(mut self, xs: &[f32], ys: &[f32]) -> Typeset {
        let (x0, x1, y0, y1) = (xs[0], xs[xs.len() - 1], ys[0], ys[ys.len() - 1]);
        let across = ys.iter().map(|&y| RuleLine {
            rect: Rect {
                x: x0,
                y,
                width: x1 - x0,
                height: 0.0,
            },
            horizontal: true,
        });
        let down = xs.iter().map(|&x| RuleLine {
            rect: Rect {
                x,
                y: y0,
                width: 0.0,
                height: y1 - y0,
            },
            horizontal: false,
        });
        self.page.rules.extend(across.chain(down));
        self
    }

    /// Turns all text by a quarter: what was set for a landscape page runs down this one.
    pub(super) fn turned(mut self) -> PageContent {
        self.page.glyphs.iter_mut().for_each(|glyph| glyph.turn = 90);
        self.page
    }

    pub(super) fn set(self) -> PageContent {
        self.page
    }
}
