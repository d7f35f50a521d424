//! Where a glyph stands: its matrix → an upright box in points.

use hayro_interpret::kurbo::{Affine, Vec2};

use crate::document::Rect;

/// Share of the font size above the baseline. Fonts lie about their ascent (and Type 1 does not tell it), so that one
/// share for all keeps boxes of a line comparable.
pub(super) const ASCENT: f32 = 0.8;

/// Text turned further than this from the axes, in degrees, is decoration: watermarks and stamps.
const SKEW: f64 = 10.0;

/// The place of one glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) rect: Rect,
    pub(super) baseline: f32,
    pub(super) turn: u16,
    pub(super) size: f32,
    /// It stands at an angle that is none of the four.
    pub(super) skewed: bool,
    /// Its strokes lean to the right: italic made by slanting an upright font.
    pub(super) slanted: bool,
}

impl Place {
    /// Some of it stands on a page of this width and height. What has no size, or one out of all bounds, does not.
    pub(super) fn on_page(&self, (width, height): (f32, f32)) -> bool {
        let (width, height) = if self.turn.is_multiple_of(180) {
            (width, height)
        } else {
            (height, width)
        };
        let Rect { x, y, .. } = self.rect;
        let sized = self.size > 0.0 && self.size.is_finite() && self.rect.width.is_finite();
        sized && x < width && y < height && self.rect.right() >= 0.0 && self.rect.bottom() > 0.0
    }
}

/// How the transform of a glyph writes: directions and lengths for one em.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    along: Vec2,
    size: f64,
    turn: u16,
    skewed: bool,
    slanted: bool,
}

impl Writing {
    /// `transform` maps a glyph of 1000 units to the em onto the page, y downwards.
    ///
    /// `stretched` tells that the font is a stand-in whose glyphs are stretched to the widths that the file states: the
    /// stretch must not widen the advance, which is stated by the file already.
    pub(super) fn new(transform: Affine, stretched: bool) -> Writing {
        let [a, b, c, d, ..] = transform.as_coeffs();
        let along = Vec2::new(a, b) * 1000.0;
        let size = Vec2::new(c, d).hypot() * 1000.0;
        let degrees = along.y.atan2(along.x).to_degrees();
        let quarter = (degrees / 90.0).round();
        Writing {
            along: if stretched && along.hypot() > 0.0 {
                along * (size / along.hypot())
            } else {
                along
            },
            size,
            turn: (quarter as i32).rem_euclid(4) as u16 * 90,
            skewed: (degrees - quarter * 90.0).abs() > SKEW,
            slanted: leans(along, Vec2::new(c, d)),
        }
    }

    /// The place of a glyph with this advance (1000 to the em) at `origin` of a page of this size.
    pub(super) fn place(&self, origin: (f64, f64), advance: f32, page: (f32, f32)) -> Place {
        let (x, y) = upright((origin.0 as f32, origin.1 as f32), self.turn, page);
        let size = self.size as f32;
        let width = (self.along.hypot() as f32 * advance / 1000.0).abs();
        Place {
            rect: Rect {
                x,
                y: y - ASCENT * size,
                width,
                height: size,
            },
            baseline: y,
            turn: self.turn,
            size,
            skewed: self.skewed,
            slanted: self.slanted,
        }
    }
}

/// Upright strokes `up` (towards the top of the letter) lean forward by 5 to 45 degrees.
fn leans(along: Vec2, up: Vec2) -> bool {
    let lean = along.dot(up) / (along.hypot() * up.hypot());
    (0.09..0.7).contains(&lean)
}

/// A point of the page in the page turned so that text of this turn stands upright.
pub(super) fn upright((x, y): (f32, f32), turn: u16, (width, height): (f32, f32)) -> (f32, f32) {
    match turn {
        90 => (y, width - x),
        180 => (width - x, height - y),
        270 => (height - y, x),
        _ => (x, y),
    }
}

/// The point of the page as shown that [`upright`] gave this one for.
pub(super) fn shown((x, y): (f32, f32), turn: u16, (width, height): (f32, f32)) -> (f32, f32) {
    match turn {
        90 => (width - y, x),
        180 => (width - x, height - y),
        270 => (y, height - x),
        _ => (x, y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: (f32, f32) = (600.0, 800.0);

    #[test]
    fn upright_text_stands_on_its_baseline() {
        let writing = Writing::new(Affine::new([0.01, 0.0, 0.0, -0.01, 0.0, 0.0]), false);
        let place = writing.place((100.0, 200.0), 500.0, PAGE);
        assert_eq!((place.turn, place.size, place.baseline), (0, 10.0, 200.0));
        assert_eq!(
            place.rect,
            Rect {
                x: 100.0,
                y: 192.0,
                width: 5.0,
                height: 10.0
            }
        );
    }

    #[test]
    fn text_that_runs_down_the_page_is_turned_upright() {
        let writing = Writing::new(Affine::new([0.0, 0.01, 0.01, 0.0, 0.0, 0.0]), false);
        let place = writing.place((500.0, 100.0), 1000.0, PAGE);
        assert_eq!((place.turn, place.rect.x, place.baseline), (90, 100.0, 100.0));
        assert_eq!(place.rect.width, 10.0);
    }

    #[test]
    fn a_stand_in_font_does_not_widen_the_advance() {
        let writing = Writing::new(Affine::new([0.02, 0.0, 0.0, -0.01, 0.0, 0.0]), true);
        assert_eq!(writing.place((0.0, 0.0), 500.0, PAGE).rect.width, 5.0);
    }

    #[test]
    fn turning_there_and_back_is_no_move() {
        for turn in [0, 90, 180, 270] {
            assert_eq!(shown(upright((30.0, 70.0), turn, PAGE), turn, PAGE), (30.0, 70.0));
        }
    }

    #[test]
    fn a_watermark_is_skewed() {
        let diagonal = Affine::new([0.007, -0.007, 0.007, 0.007, 0.0, 0.0]);
        assert!(Writing::new(diagonal, false).skewed);
    }
}
