//! `ActualText`: the text that a producer states for some glyphs, laid over them.

use crate::read::layout::Glyph;

/// Beyond so many glyphs a replacement is a description of a whole paragraph or figure, and placing its characters by
/// proportion would tear words over lines; what the glyphs say themselves is better.
const LONGEST: usize = 64;

/// Gives the glyphs this text, in proportion. The number of glyphs stays: those that get nothing are left empty.
pub(super) fn replace(glyphs: &mut [Glyph], text: &str) {
    if glyphs.is_empty() || glyphs.len() > LONGEST || same(glyphs, text) {
        return;
    }
    let chars = text.chars().count();
    let count = glyphs.len();
    for glyph in glyphs.iter_mut() {
        glyph.text.clear();
    }
    for (i, c) in text.chars().enumerate() {
        glyphs[i * count / chars].text.push(c);
    }
}

/// The glyphs say the same already, white space aside.
fn same(glyphs: &[Glyph], text: &str) -> bool {
    let said = glyphs.iter().flat_map(|glyph| glyph.text.chars());
    said.filter(|c| !c.is_whitespace())
        .eq(text.chars().filter(|c| !c.is_whitespace()))
        && glyphs.iter().any(|glyph| !glyph.text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Rect;

    fn glyphs(text: &str) -> Vec<Glyph> {
        let one = |c: char| Glyph {
            text: c.to_string(),
            rect: Rect::default(),
            baseline: 0.0,
            turn: 0,
            size: 10.0,
            font: 0,
            bold: false,
            italic: false,
            mcid: None,
            artifact: false,
        };
        text.chars().map(one).collect()
    }

    fn texts(glyphs: &[Glyph]) -> Vec<&str> {
        glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn stands_in_for_what_glyphs_say() {
        let mut hyphen = glyphs("-");
        replace(&mut hyphen, "\u{ad}");
        assert_eq!(texts(&hyphen), ["\u{ad}"]);

        let mut ligature = glyphs("?");
        replace(&mut ligature, "ffi");
        assert_eq!(texts(&ligature), ["ffi"]);

        let mut dropped = glyphs("ab");
        replace(&mut dropped, "");
        assert_eq!(texts(&dropped), ["", ""]);
    }

    #[test]
    fn leaves_glyphs_that_say_the_same() {
        let mut spaced = glyphs("a b");
        replace(&mut spaced, "ab");
        assert_eq!(texts(&spaced), ["a", " ", "b"]);
    }
}
