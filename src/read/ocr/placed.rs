//! Words that were read and lines that were found, as what the layout takes: glyphs and ruling lines.

use super::direction::Upright;
use super::hocr::Word;
use super::ruling::Stroke;
use super::sheet::Reading;
use crate::document::Rect;
use crate::read::layout::{Glyph, PageContent, RuleLine, from_frame};

/// The share of the font size that stands above the baseline, in most fonts.
const ASCENT: f32 = 0.8;

/// Fills in what was read on a page.
pub(super) fn fill(page: &mut PageContent, read: &Upright) {
    let (scale, turn, size) = (72.0 / read.sheet.dpi, read.turn, (page.width, page.height));
    let Reading { words, bold } = &read.reading;
    page.glyphs = words
        .iter()
        .zip(bold)
        .flat_map(|(word, &bold)| glyphs(word, bold, turn, scale))
        .collect();
    page.rules = read
        .sheet
        .strokes
        .iter()
        .map(|stroke| rule(stroke, turn, scale, size))
        .collect();
    page.unreadable_glyphs = 0;
}

/// A word's box in points, on the page as the layout gives places: with its text upright.
pub(super) fn rect(word: &Word, dpi: f32) -> Rect {
    let [left, top, right, bottom] = word.place.map(|pixel| pixel * 72.0 / dpi);
    Rect {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
    }
}

/// A glyph for each character, all equally wide, and a space after the last: words are known here, and the layout
/// shall not guess them from gaps.
fn glyphs(word: &Word, bold: bool, turn: u16, scale: f32) -> Vec<Glyph> {
    let [left, _, right, _] = word.place.map(|pixel| pixel * scale);
    let (size, baseline) = (word.size * scale, word.baseline * scale);
    let advance = (right - left) / word.text.chars().count().max(1) as f32;
    let glyph = |(index, text): (usize, String)| Glyph {
        text,
        rect: Rect {
            x: left + advance * index as f32,
            y: baseline - ASCENT * size,
            width: advance,
            height: size,
        },
        baseline,
        turn,
        size,
        font: u32::from(bold),
        bold,
        italic: false,
        mcid: None,
        artifact: false,
    };
    let characters = word.text.chars().chain([' ']).map(String::from);
    characters.enumerate().map(glyph).collect()
}

/// Lines are placed on the page as it lies, whichever way its text runs.
fn rule(stroke: &Stroke, turn: u16, scale: f32, size: (f32, f32)) -> RuleLine {
    let span = |(first, last): (usize, usize)| (first as f32 * scale, (last + 1 - first) as f32 * scale);
    let (along, length) = span(stroke.along);
    let (across, thickness) = span(stroke.across);
    let rect = match stroke.horizontal {
        true => Rect {
            x: along,
            y: across,
            width: length,
            height: thickness,
        },
        false => Rect {
            x: across,
            y: along,
            width: thickness,
            height: length,
        },
    };
    RuleLine {
        rect: from_frame(rect, turn, size),
        horizontal: stroke.horizontal == turn.is_multiple_of(180),
    }
}

#[cfg(test)]
mod tests {
    use super::super::bitmap::Bitmap;
    use super::super::sheet::Sheet;
    use super::*;

    fn read(turn: u16) -> Upright {
        let mut sheet = Sheet::new(Bitmap::white(1, 1), 300.0);
        sheet.strokes = vec![Stroke {
            horizontal: false,
            along: (0, 299),
            across: (600, 602),
        }];
        let word = Word {
            text: "ab".to_owned(),
            place: [300.0, 300.0, 400.0, 340.0],
            confidence: 90.0,
            baseline: 330.0,
            line: 1,
            size: 50.0,
        };
        let reading = Reading {
            words: vec![word],
            bold: vec![true],
        };
        Upright { sheet, reading, turn }
    }

    #[test]
    fn pixels_become_points_and_words_glyphs() {
        let mut page = PageContent::default();
        fill(&mut page, &read(0));
        let texts: Vec<&str> = page.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(texts, ["a", "b", " "]);
        assert!((page.glyphs[1].rect.x - 84.0).abs() < 0.01 && (page.glyphs[1].size - 12.0).abs() < 0.01);
        assert!((page.rules[0].rect.height - 72.0).abs() < 0.01 && (page.rules[0].rect.x - 144.0).abs() < 0.01);
    }

    #[test]
    fn on_a_page_on_its_side_glyphs_are_turned_and_lines_are_as_it_lies() {
        let mut page = PageContent {
            width: 842.0,
            height: 595.0,
            ..PageContent::default()
        };
        fill(&mut page, &read(90));
        assert!(page.glyphs.iter().all(|glyph| glyph.turn == 90));
        assert!(page.rules[0].horizontal && page.rules[0].rect.width > 71.0);
        // 144 points from the left of the upright page are 144 from the top of this one.
        assert!((page.rules[0].rect.y - 144.0).abs() < 0.01, "{:?}", page.rules);
    }
}
