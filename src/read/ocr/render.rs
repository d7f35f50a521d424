//! A page as the image that a scanner would have made of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::page::Page;

use super::bitmap::Bitmap;

/// What tesseract reads best: letters of 10 points are 20 pixels high without their ascenders.
const DPI: f32 = 300.0;
/// Pixels of one page at most: an A3 page and a half. Larger pages are rendered coarser.
const PIXELS: f32 = 26e6;
/// Pixels of one side at most, which is tesseract's own limit.
const SIDE: f32 = 32_000.0;

/// A page as grey pixels, and how many there are to an inch; `None` for one that cannot be rendered.
pub(super) fn render(page: &Page<'_>) -> Option<(Bitmap, f32)> {
    let (width, height) = page.render_dimensions();
    let dpi = dpi(width, height)?;
    let scale = dpi / 72.0;
    let pixmap = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    // A cache for each page: scans share no fonts, and their images would pile up.
    let rendered = catch_unwind(AssertUnwindSafe(|| {
        hayro::render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &pixmap,
        )
    }))
    .ok()?;
    let grey = |[red, green, blue]: [u8; 3]| {
        // Luma of ITU-R BT.601, in 256ths.
        let luma = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
        (luma >> 8) as u8
    };
    let bitmap = Bitmap {
        width: rendered.width().into(),
        height: rendered.height().into(),
        pixels: rendered
            .data()
            .iter()
            .map(|pixel| grey([pixel.r, pixel.g, pixel.b]))
            .collect(),
    };
    Some((bitmap, dpi))
}

/// Pixels an inch for a page of so many points; `None` for one without an extent.
fn dpi(width: f32, height: f32) -> Option<f32> {
    let [width, height] = [width, height].map(|points| points / 72.0);
    if !(width.is_finite() && height.is_finite()) {
        return None;
    }
    let dpi = DPI
        .min((PIXELS / (width * height)).sqrt())
        .min(SIDE / width.max(height));
    (dpi * width.min(height) >= 1.0).then_some(dpi)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn large_pages_are_rendered_coarser() {
        assert_eq!(dpi(595.0, 842.0), Some(DPI));
        let poster = dpi(10_000.0, 10_000.0).unwrap();
        assert!((10_000.0 / 72.0 * poster).powi(2) <= PIXELS * 1.001);
        assert!(dpi(100_000.0, 10.0).unwrap() * 100_000.0 / 72.0 <= SIDE * 1.001);
        assert_eq!(dpi(0.0, 10.0), None);
        assert_eq!(dpi(f32::NAN, 10.0), None);
    }
}
