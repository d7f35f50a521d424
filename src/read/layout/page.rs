//! What stands on one page, as placed glyphs and lines: the input of the layout.

use crate::document::Rect;

/// One page: glyphs in content-stream order, ruling lines, images.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageContent {
    /// 1-based.
    pub number: u32,
    /// Points, rotation of the page applied.
    pub width: f32,
    /// Points, rotation of the page applied.
    pub height: f32,
    /// In content-stream order, invisible ones left out, those drawn twice kept once.
    pub glyphs: Vec<Glyph>,
    /// Horizontal and vertical lines, and edges of thin filled boxes.
    pub rules: Vec<RuleLine>,
    /// Share of the page that images cover, 0 to 1.
    pub image_cover: f32,
    /// Glyphs that have no Unicode value, dropped from `glyphs`.
    pub unreadable_glyphs: usize,
}

/// One glyph (or ligature) at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// Its text: mostly one character, more for ligatures; may be a space.
    pub text: String,
    /// Its advance box in points, origin at the page's top left, in the glyph's own reading direction turned upright:
    /// `x..x+width` is the advance, `height` is the font size, `y` is the top (baseline minus the ascent).
    ///
    /// Turned upright means: the whole page is turned back by `turn`, and the origin is the top left of that page.
    /// A point (x, y) of the page as shown is (y, width - x) for 90, (width - x, height - y) for 180 and
    /// (height - y, x) for 270 degrees. Ruling lines are always in the page as shown.
    pub rect: Rect,
    /// y of the baseline, points from the top (in the same turned page).
    pub baseline: f32,
    /// Turn of the writing direction against the page's horizontal: 0, 90, 180 or 270 degrees, clockwise.
    pub turn: u16,
    /// Font size in points, scaling applied.
    pub size: f32,
    /// Identifies the font within the document.
    pub font: u32,
    /// By weight, name or flags of the font.
    pub bold: bool,
    /// By name, flags or slant of the font.
    pub italic: bool,
    /// Marked-content id on this page, for tagged documents.
    pub mcid: Option<i32>,
    /// It is an artifact by the document's own marks (page decoration).
    pub artifact: bool,
}

/// A straight horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleLine {
    /// Its box; the thin side may be 0.
    pub rect: Rect,
    /// Runs from left to right, else from top to bottom.
    pub horizontal: bool,
}
