//! The device that hayro draws a page on: it notes what is drawn and where, and paints nothing.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::kurbo::{BezPath, Rect as Area, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use hayro_syntax::object::Dict;

use super::cover::Cover;
use super::font::Faces;
use super::marks::Marks;
use super::place::Writing;
use super::ruling::Ruling;
use crate::read::layout::Glyph;

/// Collects what is drawn on one page.
pub(super) struct PageDevice<'d> {
    pub(super) glyphs: Vec<Glyph>,
    /// For each of `glyphs`: it is drawn invisibly.
    pub(super) invisible: Vec<bool>,
    pub(super) ruling: Ruling,
    pub(super) cover: Cover,
    pub(super) unreadable: usize,
    faces: &'d mut Faces,
    marks: Marks,
    clips: Vec<Area>,
    /// Width and height.
    page: (f32, f32),
    /// Bytes of text that may still be taken.
    text_left: usize,
    /// Paths count as ruling lines.
    pub(super) ruled: bool,
}

impl<'d> PageDevice<'d> {
    /// For a page of this width and height that may have `text_left` bytes of text.
    pub(super) fn new(page: (f32, f32), faces: &'d mut Faces, text_left: usize) -> PageDevice<'d> {
        PageDevice {
            glyphs: Vec::new(),
            invisible: Vec::new(),
            ruling: Ruling::new(),
            cover: Cover::new(page),
            unreadable: 0,
            faces,
            marks: Marks::default(),
            clips: vec![Area::new(0.0, 0.0, f64::from(page.0), f64::from(page.1))],
            page,
            text_left,
            ruled: true,
        }
    }

    fn clip(&self) -> Area {
        self.clips.last().copied().unwrap_or(Area::ZERO)
    }

    fn push_clip(&mut self, clip: Area) {
        self.clips.push(self.clip().intersect(clip));
    }
}

impl<'a> Device<'a> for PageDevice<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let face = self.faces.of(first);
        let invisible = matches!(mode, DrawMode::Invisible);
        let (mcid, artifact) = (self.marks.mcid(), self.marks.artifact());
        for drawn in run.glyphs() {
            if self.text_left == 0 {
                return;
            }
            let Some(text) = self.faces.text(&face, drawn) else {
                self.unreadable += 1;
                continue;
            };
            let transform = props.transform * drawn.transform();
            let writing = Writing::new(transform, face.stand_in);
            let origin = transform.translation();
            let place = writing.place((origin.x, origin.y), advance(drawn), self.page);
            if !place.on_page(self.page) {
                continue;
            }
            self.text_left = self.text_left.saturating_sub(text.len());
            self.glyphs.push(Glyph {
                text,
                rect: place.rect,
                baseline: place.baseline,
                turn: place.turn,
                size: place.size,
                font: face.index,
                bold: face.bold,
                italic: face.italic || place.slanted,
                mcid,
                artifact: artifact || place.skewed,
            });
            self.invisible.push(invisible);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.ruled {
            return;
        }
        let clip = self.clip();
        if let DrawMode::Fill(_) | DrawMode::FillAndStroke(..) = mode {
            self.ruling.fill(path, props.transform, clip);
        }
        if let DrawMode::Stroke(stroke) | DrawMode::FillAndStroke(_, stroke) = mode {
            self.ruling.stroke(path, props.transform, stroke.line_width, clip);
        }
    }

    fn draw_rect(&mut self, rect: &Area, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) if self.ruled => {
                let clip = self.clip();
                self.ruling.thin(props.transform.transform_rect_bbox(*rect), clip);
            }
            _ => self.draw_path(&rect.to_path(0.1), props, mode),
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = Area::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        self.cover
            .add(props.transform.transform_rect_bbox(pixels).intersect(self.clip()));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(clip.path.control_box());
    }

    fn push_clip_rect(&mut self, rect: &Area) {
        self.push_clip(*rect);
    }

    fn pop_clip(&mut self) {
        // The first is the page itself.
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marks.begin(tag, properties, self.glyphs.len());
    }

    fn end_marked_content(&mut self) {
        self.marks.end(&mut self.glyphs);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}
}

/// The advance in thousandths of an em.
fn advance(glyph: &Drawn<'_>) -> f32 {
    match glyph {
        Drawn::Outline(outline) => outline.advance_width(),
        Drawn::Type3(drawing) => drawing.advance_width(),
    }
    .unwrap_or(0.0)
}

/// A device that only notes which glyphs a font has.
#[derive(Default)]
pub(super) struct Specimen {
    pub(super) glyphs: Vec<hayro_interpret::font::GlyphIdentifier>,
}

impl<'a> Device<'a> for Specimen {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if let Drawn::Outline(outline) = &**glyph {
                self.glyphs.push(outline.identifier());
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
