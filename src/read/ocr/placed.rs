//! Words that were read and lines that were found, as what the layout takes: glyphs and ruling lines.

use super::hocr::Word;
use super::ruling::Stroke;
use crate::document::Rect;
use crate::read::layout::{Glyph, PageContent, RuleLine};

/// The share of the font size that stands above the baseline, in most fonts.
const ASCENT: f32 = 0.8;

/// Fills in what was read: `bold` tells of each word, `dpi` is pixels an inch of their places.
pub(super) fn fill(page: &mut PageContent, words: &[Word], bold: &[bool], strokes: &[Stroke], dpi: f32) {
    let scale = 72.0 / dpi;
    page.glyphs = words
        .iter()
        .zip(bold)
        .flat_map(|(word, &bold)| glyphs(word, bold, scale))
        .collect();
    page.rules = strokes.iter().map(|stroke| rule(stroke, scale)).collect();
    page.unreadable_glyphs = 0;
}

/// A word's box in points.
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
fn glyphs(word: &Word, bold: bool, scale: f32) -> Vec<Glyph> {
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
        turn: 0,
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

fn rule(stroke: &Stroke, scale: f32) -> RuleLine {
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
        rect,
        horizontal: stroke.horizontal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_points_and_words_glyphs() {
        let word = Word {
            text: "ab".to_owned(),
            place: [300.0, 300.0, 400.0, 340.0],
            confidence: 90.0,
            baseline: 330.0,
            line: 1,
            size: 50.0,
        };
        let stroke = Stroke {
            horizontal: false,
            along: (0, 299),
            across: (600, 602),
        };
        let mut page = PageContent::default();
        fill(&mut page, &[word], &[true], &[stroke], 300.0);
        let texts: Vec<&str> = page.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(texts, ["a", "b", " "]);
        assert!((page.glyphs[1].rect.x - 84.0).abs() < 0.01 && (page.glyphs[1].size - 12.0).abs() < 0.01);
        assert!((page.rules[0].rect.height - 72.0).abs() < 0.01 && (page.rules[0].rect.x - 144.0).abs() < 0.01);
    }
}
