//! One page: interpreted, then cleared of what nobody sees.

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use hayro_interpret::kurbo::Rect as Box;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret, interpret_page,
};

use super::device::{PageDevice, Specimen};
use super::font::Faces;
use super::overprint;
use crate::read::layout::PageContent;

/// An invisible text layer over an image that covers this share of the page is what OCR read on a scan.
const SCAN: f32 = 0.5;

/// Reads a page, with at most about `text_left` bytes of text.
pub(super) fn read<'a>(
    number: u32,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    faces: &mut Faces,
    text_left: usize,
) -> PageContent {
    let size = page.render_dimensions();
    learn_faces(page, cache, faces);
    let mut device = PageDevice::new(size, faces, text_left);
    interpret_page(page, &mut context(page, cache, RenderContent::PAGE), &mut device);
    // The frames of form fields are no cells.
    device.ruled = false;
    interpret_page(page, &mut context(page, cache, RenderContent::ANNOTATIONS), &mut device);

    let PageDevice { mut glyphs, invisible, ruling, cover, unreadable, .. } = device;
    let image_cover = cover.share();
    let hidden = invisible.iter().filter(|&&invisible| invisible).count();
    let seen = glyphs.len() - hidden;
    // A stamp or a page number drawn on a scan must not cost us the text of the scan.
    let scanned = image_cover >= SCAN && hidden > seen;
    if seen > 0 && !scanned {
        for (glyph, _) in glyphs.iter_mut().zip(&invisible).filter(|(_, invisible)| **invisible) {
            glyph.text.clear();
        }
    }
    overprint::empty_repeats(&mut glyphs, size);
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

fn context<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, content: RenderContent) -> Context<'a> {
    let (width, height) = page.render_dimensions();
    let settings = InterpreterSettings { render_content: content, ..InterpreterSettings::default() };
    let transform = page.initial_transform(true).to_kurbo();
    let area = Box::new(0.0, 0.0, f64::from(width), f64::from(height));
    Context::new(transform, area, cache, page.xref(), settings)
}

/// Has every font of the page that hayro gives no name for show all its glyphs once: glyphs drawn later are known by
/// their outlines.
fn learn_faces<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, faces: &mut Faces) {
    let mut context = None;
    let resources: &Resources<'a> = page.resources();
    for (name, _) in resources.fonts.entries() {
        let Some(font) = resources.fonts.get::<Dict<'_>>(&name) else { continue };
        if !faces.wants(&font) {
            continue;
        }
        let context = context.get_or_insert_with(|| self::context(page, cache, RenderContent::PAGE));
        let mut specimen = Specimen::default();
        interpret(TypedIter::new(&specimen_sheet(&name)), resources, context, &mut specimen);
        faces.learn(&font, &specimen.glyphs);
    }
}

/// A content stream that shows the glyphs of all 256 codes of a font.
fn specimen_sheet(font: &[u8]) -> Vec<u8> {
    let hex = |bytes: &[u8], prefix: &str| -> String { bytes.iter().map(|byte| format!("{prefix}{byte:02X}")).collect() };
    let codes: Vec<u8> = (0..=255).collect();
    format!("BT /{} 1 Tf <{}> Tj ET", hex(font, "#"), hex(&codes, "")).into_bytes()
}
