//! One page: interpreted, then cleared of what nobody sees.

use hayro_interpret::kurbo::Rect as Area;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Dict, Stream};
use hayro_syntax::page::{Page, Resources};

use super::device::{PageDevice, Specimen};
use super::font::Faces;
use super::{filled, forms, overprint};
use crate::read::layout::{Glyph, PageContent};

/// An invisible text layer over an image that covers this share of the page is what OCR read on a scan.
const SCAN: f32 = 0.5;

/// How deep forms are looked into for fonts. Deeper ones are read all the same, their bold unseen.
const FORMS: usize = 4;

/// Reads the pages of one document, and keeps what they share.
pub(super) struct Pages<'a> {
    cache: InterpreterCache<'a>,
    faces: Faces,
    /// Appearances of form fields may be out of date.
    stale: bool,
}

impl<'a> Pages<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Pages<'a> {
        Pages {
            cache: InterpreterCache::new(),
            faces: Faces::default(),
            stale: forms::stale(pdf),
        }
    }

    /// Reads a page, with at most about `text_left` bytes of text.
    pub(super) fn read(&mut self, number: u32, page: &Page<'a>, text_left: usize) -> PageContent {
        let size = page.render_dimensions();
        self.learn_faces(page, page.resources(), FORMS);
        let mut content = context(page, &self.cache, RenderContent::PAGE);
        let mut device = PageDevice::new(size, &mut self.faces, text_left);
        interpret_page(page, &mut content, &mut device);
        let drawn = device.glyphs.len();
        if page.raw().contains_key(b"Annots") {
            // The frames of form fields are no cells.
            device.ruled = false;
            interpret_page(
                page,
                &mut context(page, &self.cache, RenderContent::ANNOTATIONS),
                &mut device,
            );
        }

        let PageDevice {
            mut glyphs,
            invisible,
            ruling,
            cover,
            unreadable,
            ..
        } = device;
        let image_cover = cover.share();
        empty_unseen(&mut glyphs, &invisible, image_cover);
        overprint::empty_repeats(&mut glyphs, size);
        filled::set(&forms::fields(page, self.stale), &mut glyphs, drawn, size);
        glyphs.retain(|glyph| !glyph.text.is_empty());
        PageContent {
            number,
            width: size.0,
            height: size.1,
            glyphs,
            rules: ruling.lines,
            image_cover,
            unreadable_glyphs: unreadable,
        }
    }

    /// Has every font that hayro gives no name for show all its glyphs once: glyphs drawn later are known by their
    /// outlines. Forms drawn by the page bring fonts of their own.
    fn learn_faces(&mut self, page: &Page<'a>, resources: &Resources<'a>, depth: usize) {
        for (name, place) in resources.fonts.entries() {
            let Some(font) = resources.fonts.get::<Dict<'_>>(&*name) else {
                continue;
            };
            if self.faces.wants(&font, place.as_obj_ref()) {
                let mut specimen = Specimen::default();
                let mut context = context(page, &self.cache, RenderContent::PAGE);
                interpret(
                    TypedIter::new(&specimen_sheet(&name)),
                    resources,
                    &mut context,
                    &mut specimen,
                );
                self.faces.learn(&font, &specimen.glyphs);
            }
        }
        for (name, place) in resources.x_objects.entries() {
            if depth > 0
                && self.faces.first_met(place.as_obj_ref())
                && let Some(form) = resources.x_objects.get::<Stream<'a>>(&*name)
                && let Some(own) = form.dict().get::<Dict<'a>>(b"Resources")
            {
                self.learn_faces(page, &Resources::new(own), depth - 1);
            }
        }
    }
}

fn context<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, content: RenderContent) -> Context<'a> {
    let (width, height) = page.render_dimensions();
    let settings = InterpreterSettings {
        render_content: content,
        ..InterpreterSettings::default()
    };
    let transform = page.initial_transform(true).to_kurbo();
    let area = Area::new(0.0, 0.0, f64::from(width), f64::from(height));
    Context::new(transform, area, cache, page.xref(), settings)
}

/// Empties invisible glyphs: all of them, unless they are what can be read of the page.
fn empty_unseen(glyphs: &mut [Glyph], invisible: &[bool], image_cover: f32) {
    let unseen = invisible.iter().filter(|&&invisible| invisible).count();
    let seen = glyphs.len() - unseen;
    // A stamp or a page number drawn on a scan must not cost us the text of the scan.
    let scanned = image_cover >= SCAN && unseen > seen;
    if seen > 0 && !scanned {
        for (glyph, _) in glyphs.iter_mut().zip(invisible).filter(|(_, invisible)| **invisible) {
            glyph.text.clear();
        }
    }
}

/// A content stream that shows the glyphs of all 256 codes of a font.
fn specimen_sheet(font: &[u8]) -> Vec<u8> {
    let name: String = font.iter().map(|byte| format!("#{byte:02X}")).collect();
    let codes: String = (0..=255u8).map(|code| format!("{code:02X}")).collect();
    format!("BT /{name} 1 Tf <{codes}> Tj ET").into_bytes()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::fixture;
    use super::*;

    fn read(content: &str) -> PageContent {
        let pdf = Pdf::new(fixture::pdf(content, &[])).unwrap();
        Pages::new(&pdf).read(1, &pdf.pages()[0], usize::MAX)
    }

    fn text(page: &PageContent) -> String {
        page.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn places_glyphs_from_the_top_left() {
        let page = read("BT /F2 10 Tf 50 700 Td (Az) Tj ET");
        assert_eq!(text(&page), "Az");
        let glyph = &page.glyphs[0];
        assert_eq!((glyph.rect.x, glyph.baseline, glyph.size), (50.0, 100.0, 10.0));
        assert!(glyph.bold && glyph.italic);
        assert!((glyph.rect.right() - page.glyphs[1].rect.x).abs() < 0.01);
    }

    #[test]
    fn invisible_text_counts_only_where_nothing_else_does() {
        assert_eq!(text(&read("BT /F1 10 Tf 50 700 Td 3 Tr (ocr) Tj ET")), "ocr");
        assert_eq!(
            text(&read("BT /F1 10 Tf 50 700 Td (seen) Tj 3 Tr (unseen) Tj ET")),
            "seen"
        );
    }

    #[test]
    fn what_stands_off_the_page_is_left_out() {
        assert_eq!(text(&read("BT /F1 10 Tf 50 700 Td (on) Tj 0 900 Td (off) Tj ET")), "on");
    }

    #[test]
    fn marks_and_replacement_text_reach_the_glyphs() {
        let page = read(
            "/P <</MCID 7>> BDC BT /F1 10 Tf 50 700 Td (a) Tj /Span <</ActualText (b)>> BDC (x) Tj EMC ET EMC \
             /Artifact BMC BT /F1 10 Tf 50 20 Td (1) Tj ET EMC",
        );
        assert_eq!(text(&page), "ab1");
        let mcids: Vec<Option<i32>> = page.glyphs.iter().map(|glyph| glyph.mcid).collect();
        assert_eq!(mcids, [Some(7), Some(7), None]);
        assert!(page.glyphs[2].artifact);
    }
}
