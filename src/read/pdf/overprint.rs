//! Glyphs drawn twice at one place: shadows, overprints, and bold made by drawing again a little aside.

use crate::read::layout::Glyph;

/// How far apart two drawings of one glyph may be, as a share of the font size. Narrow letters written twice ("ll") are
/// twice as far apart.
const NEAR: f32 = 0.1;
/// Side of a square of the page, in points, in which to look for the other drawing.
const SQUARE: f32 = 8.0;
/// How many glyphs of one square are looked at: keeps pages that pile thousands of glyphs on one spot linear.
const DEEPEST: usize = 64;
const NONE: u32 = u32::MAX;

/// Empties the text of each glyph that was drawn before at the same place, and takes the first for bold where the second
/// stands a little aside.
pub(super) fn empty_repeats(glyphs: &mut [Glyph], (width, height): (f32, f32)) {
    let side = width.max(height).max(1.0);
    let columns = (side / SQUARE).min(1000.0) as usize + 1;
    let mut newest = vec![NONE; columns * columns];
    // For each glyph, the one before it in the same square.
    let mut before = vec![NONE; glyphs.len()];
    let square = |v: f32| ((v / SQUARE).max(0.0) as usize).min(columns - 1);
    for i in 0..glyphs.len() {
        let (x, y) = (glyphs[i].rect.x, glyphs[i].baseline);
        let near = glyphs[i].size * NEAR;
        if !glyphs[i].text.trim().is_empty()
            && let Some(first) = (square(y - near)..=square(y + near))
                .flat_map(|row| (square(x - near)..=square(x + near)).map(move |column| row * columns + column))
                .find_map(|at| drawn_before(glyphs, i, newest[at], &before))
        {
            let aside = (glyphs[first].rect.x - x).abs().max((glyphs[first].baseline - y).abs());
            glyphs[first].bold |= aside > glyphs[i].size * 0.005;
            glyphs[i].text.clear();
            continue;
        }
        let at = square(y) * columns + square(x);
        before[i] = newest[at];
        newest[at] = i as u32;
    }
}

/// The glyph of the chain from `newest` that is the same as glyph `i`.
fn drawn_before(glyphs: &[Glyph], i: usize, newest: u32, before: &[u32]) -> Option<usize> {
    let glyph = &glyphs[i];
    let near = glyph.size * NEAR;
    std::iter::successors((newest != NONE).then_some(newest as usize), |&at| {
        (before[at] != NONE).then_some(before[at] as usize)
    })
    .take(DEEPEST)
    .find(|&at| {
        let other = &glyphs[at];
        (other.rect.x - glyph.rect.x).abs() <= near
            && (other.baseline - glyph.baseline).abs() <= near
            && other.turn == glyph.turn
            && (other.size - glyph.size).abs() <= near
            && other.text == glyph.text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn glyph(text: &str, x: f32) -> Glyph {
        Glyph {
            text: text.to_owned(),
            rect: Rect {
                x,
                y: 92.0,
                width: 3.0,
                height: 10.0,
            },
            baseline: 100.0,
            turn: 0,
            size: 10.0,
            font: 0,
            bold: false,
            italic: false,
            mcid: None,
            artifact: false,
        }
    }

    #[test]
    fn a_second_drawing_aside_makes_the_first_bold() {
        let mut glyphs = [glyph("l", 7.9), glyph("l", 10.1), glyph("l", 8.2), glyph("l", 10.1)];
        empty_repeats(&mut glyphs, (600.0, 800.0));
        let texts: Vec<&str> = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(texts, ["l", "l", "", ""]);
        assert!(glyphs[0].bold && !glyphs[1].bold);
    }
}
