//! How far a page lies askew on the scanner's glass.

use super::bitmap::Bitmap;

/// Pages more askew than this (2.3 degrees) are rare, and tesseract reads the lines of those by itself.
const MOST: f32 = 0.04;
/// Over the width of a page, a step is less than the height of a line's letters.
const COARSE: f32 = 0.002;
/// Over the width of a page, about a pixel.
const FINE: f32 = 0.00025;
/// Every so many columns are looked at: lines of text are far longer.
const COLUMNS: usize = 7;

/// The slope (rise over run, downwards positive) of the lines of a page. `ink` is the grey below which a pixel is ink.
///
/// Where the rows that are counted run along the lines, some are full of ink and others are empty: the slope whose
/// rows differ most is the lines' own.
pub(super) fn slope(page: &Bitmap, ink: u8) -> f32 {
    let dots = dots(page, ink);
    let coarse = steepest(&dots, page, 0.0, MOST, COARSE);
    let fine = steepest(&dots, page, coarse, COARSE, FINE);
    // What is within a step of level is level: most pages never were on paper.
    if fine.abs() <= FINE { 0.0 } else { fine }
}

/// Ink, as places from the middle of the page; only where its edge below is, or a dark photograph outweighs all lines.
fn dots(page: &Bitmap, ink: u8) -> Vec<(f32, f32)> {
    let middle = page.width as f32 / 2.0;
    let mut dots = Vec::new();
    for y in 0..page.height.saturating_sub(1) {
        for x in (0..page.width).step_by(COLUMNS) {
            if page.at(x, y) < ink && page.at(x, y + 1) >= ink {
                dots.push((x as f32 - middle, y as f32));
            }
        }
    }
    dots
}

fn steepest(dots: &[(f32, f32)], page: &Bitmap, from: f32, range: f32, step: f32) -> f32 {
    let steps = (range / step).round() as i32;
    let margin = (MOST * 2.0 * page.width as f32) as usize;
    let mut rows = vec![0u32; page.height + 2 * margin + 1];
    let mut best = (0u64, from);
    // From the middle outwards, so that of equals the least slope is taken.
    for step_number in (0..=steps).flat_map(|n| [n, -n]) {
        let slope = from + step * step_number as f32;
        rows.fill(0);
        for (x, y) in dots {
            let row = (y - slope * x).round() + margin as f32;
            if let Some(count) = rows.get_mut(row as usize) {
                *count += 1;
            }
        }
        let contrast = rows.iter().map(|&count| u64::from(count) * u64::from(count)).sum();
        if contrast > best.0 {
            best = (contrast, slope);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_slope_of_dashed_lines() {
        let mut page = Bitmap::white(1200, 800);
        for line in 0..12 {
            for x in (100..1100).filter(|x| x % 23 < 15) {
                let y = (100.0 + line as f32 * 50.0 + 0.01 * (x as f32 - 600.0)).round() as usize;
                for thick in 0..6 {
                    page.pixels[(y + thick) * 1200 + x] = 0;
                }
            }
        }
        let slope = slope(&page, 128);
        assert!((slope - 0.01).abs() < 0.0006, "{slope}");
        assert!(super::slope(&page.levelled(slope), 128).abs() < 0.0006);
    }

    #[test]
    fn an_empty_page_is_level() {
        assert!(slope(&Bitmap::white(100, 100), 128).abs() < f32::EPSILON);
    }
}
