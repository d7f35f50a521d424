//! Which pages are to be read by OCR.

use super::settings::Mode;
use crate::read::layout::PageContent;

/// A page of which images cover this share is a scan,
const SCAN: f32 = 0.5;
/// and so it is if some text of fewer letters stands on it: a stamp, a page number, the mark of a program.
const STAMP: usize = 60;

/// Indices of the pages that OCR is for, in order.
pub(super) fn wanted(pages: &[PageContent], mode: Mode) -> Vec<usize> {
    let wants = |page: &PageContent| match mode {
        Mode::Never => false,
        Mode::Always => true,
        // A page without letters may be blank, or text that is drawn as outlines; its image tells.
        Mode::Auto => unread(page) || letters(page) == 0,
    };
    (0..pages.len()).filter(|&index| wants(&pages[index])).collect()
}

/// Text plainly stands on the page, and most of it is not read.
pub(crate) fn unread(page: &PageContent) -> bool {
    let letters = letters(page);
    page.unreadable_glyphs > letters || (page.image_cover >= SCAN && letters < STAMP)
}

/// The text of the pages that OCR is not for.
pub(super) fn text_beside(pages: &[PageContent], wanted: &[usize]) -> String {
    let others = (0..pages.len()).filter(|index| wanted.binary_search(index).is_err());
    others
        .flat_map(|index| &pages[index].glyphs)
        .map(|glyph| glyph.text.as_str())
        .collect()
}

fn letters(page: &PageContent) -> usize {
    let texts = page.glyphs.iter().flat_map(|glyph| glyph.text.chars());
    texts.filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::layout::Glyph;

    fn page(text: &str, image_cover: f32, unreadable_glyphs: usize) -> PageContent {
        let glyph = |c: char| Glyph {
            text: c.to_string(),
            rect: crate::document::Rect::default(),
            baseline: 0.0,
            turn: 0,
            size: 10.0,
            font: 0,
            bold: false,
            italic: false,
            mcid: None,
            artifact: false,
        };
        PageContent {
            glyphs: text.chars().map(glyph).collect(),
            image_cover,
            unreadable_glyphs,
            ..PageContent::default()
        }
    }

    #[test]
    fn good_pages_of_a_mixed_document_are_left_alone() {
        let long = "Purpose of the processing and the legal basis that it has, in so many words and some more.";
        let pages = [
            page(long, 0.0, 0),
            page("", 1.0, 0),
            page("Received 3 May", 0.9, 0),
            page(long, 1.0, 3),
            page("Short", 0.1, 0),
            page("ab", 0.0, 400),
            page("", 0.0, 0),
        ];
        assert_eq!(wanted(&pages, Mode::Auto), [1, 2, 5, 6]);
        assert_eq!(wanted(&pages, Mode::Always).len(), 7);
        assert!(wanted(&pages, Mode::Never).is_empty());
        assert!(text_beside(&pages, &[1, 2, 3, 5, 6]).ends_with("more.Short"));
    }
}
