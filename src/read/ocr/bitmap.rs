//! A page as grey pixels.

/// Grey pixels, row by row from the top left: 0 is black, 255 is white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bitmap {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<u8>,
}

/// Greys that are less apart than this are paper without ink, and its dirt.
const CONTRAST: u8 = 32;

impl Bitmap {
    /// White paper.
    pub(super) fn white(width: usize, height: usize) -> Bitmap {
        Bitmap {
            width,
            height,
            pixels: vec![255; width * height],
        }
    }

    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }

    /// The image in the simplest format that tesseract reads: no decoder to attack lies between.
    pub(super) fn pgm(&self) -> Vec<u8> {
        let mut file = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        file.extend_from_slice(&self.pixels);
        file
    }

    /// The grey below which a pixel is ink: the level that parts the greys into the two groups that differ most
    /// (Otsu 1979). `None` for a page that is all of one grey.
    pub(super) fn ink(&self) -> Option<u8> {
        let mut counts = [0u64; 256];
        for &pixel in &self.pixels {
            counts[usize::from(pixel)] += 1;
        }
        let darkest = counts.iter().position(|&count| count > 0)?;
        let lightest = counts.iter().rposition(|&count| count > 0)?;
        if lightest - darkest < usize::from(CONTRAST) {
            return None;
        }
        let all = self.pixels.len() as f64;
        let sum: f64 = (0u8..=255)
            .zip(counts)
            .map(|(grey, count)| f64::from(grey) * count as f64)
            .sum();
        let (mut below, mut sum_below, mut best) = (0.0, 0.0, (0.0, 0));
        for (grey, count) in (0u8..=255).zip(counts) {
            below += count as f64;
            sum_below += f64::from(grey) * count as f64;
            let above = all - below;
            if below == 0.0 || above == 0.0 {
                continue;
            }
            let apart = sum_below / below - (sum - sum_below) / above;
            let between = below * above * apart * apart;
            if between > best.0 {
                best = (between, grey);
            }
        }
        Some(best.1.saturating_add(1))
    }

    /// The page turned back by `turn` (clockwise 0, 90, 180 or 270 degrees), which its text is turned by.
    pub(super) fn turned(&self, turn: u16) -> Bitmap {
        let (width, height) = (self.width, self.height);
        let (across, down) = if turn.is_multiple_of(180) {
            (width, height)
        } else {
            (height, width)
        };
        let mut upright = Bitmap::white(across, down);
        for (y, row) in upright.pixels.chunks_exact_mut(across.max(1)).enumerate() {
            for (x, pixel) in row.iter_mut().enumerate() {
                *pixel = match turn {
                    90 => self.at(width - 1 - y, x),
                    180 => self.at(width - 1 - x, height - 1 - y),
                    270 => self.at(y, height - 1 - x),
                    _ => self.at(x, y),
                };
            }
        }
        upright
    }

    /// The page turned by a small angle, given as its slope (rise over run, downwards positive), such that lines that
    /// fall by it become level. Two shears by whole pixels: no grey is made anew.
    pub(super) fn levelled(&self, slope: f32) -> Bitmap {
        let (cx, cy) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut level = Bitmap::white(self.width, self.height);
        let drops: Vec<isize> = (0..self.width)
            .map(|x| (slope * (x as f32 - cx)).round() as isize)
            .collect();
        for (y, row) in level.pixels.chunks_exact_mut(self.width.max(1)).enumerate() {
            let shift = (slope * (y as f32 - cy)).round() as isize;
            for (x, pixel) in row.iter_mut().enumerate() {
                let from_x = x as isize - shift;
                let Some(drop) = usize::try_from(from_x).ok().and_then(|x| drops.get(x)) else {
                    continue;
                };
                let from_y = y as isize + drop;
                if (0..self.height as isize).contains(&from_y) {
                    *pixel = self.pixels[from_y as usize * self.width + from_x as usize];
                }
            }
        }
        level
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn ink_is_told_from_dirty_paper() {
        let mut page = Bitmap::white(100, 10);
        for (index, pixel) in page.pixels.iter_mut().enumerate() {
            *pixel = match index % 10 {
                0 => 40,
                odd if odd % 2 == 1 => 235,
                _ => 250,
            };
        }
        let ink = page.ink().unwrap();
        assert!((41..=235).contains(&ink), "{ink}");
        assert_eq!(Bitmap::white(10, 10).ink(), None);
    }

    #[test]
    fn four_quarter_turns_are_none() {
        let page = Bitmap {
            width: 3,
            height: 2,
            pixels: vec![1, 2, 3, 4, 5, 6],
        };
        let side = page.turned(90);
        assert_eq!((side.width, side.pixels.as_slice()), (2, &[3, 6, 2, 5, 1, 4][..]));
        assert_eq!(side.turned(90), page.turned(180));
        assert_eq!(side.turned(270), page);
    }

    #[test]
    fn a_sloping_line_becomes_level() {
        let mut page = Bitmap::white(400, 100);
        for x in 0..400 {
            let y = (50.0 + 0.02 * (x as f32 - 200.0)).round() as usize;
            page.pixels[y * 400 + x] = 0;
        }
        let level = page.levelled(0.02);
        let rows: std::collections::BTreeSet<usize> = (20..380)
            .flat_map(|x| (0..100).filter(move |&y| y > 0).map(move |y| (x, y)))
            .filter(|&(x, y)| level.at(x, y) == 0)
            .map(|(_, y)| y)
            .collect();
        assert!(rows.len() <= 2, "{rows:?}");
    }
}
