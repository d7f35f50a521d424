//! How much of a page images cover.

use hayro_interpret::kurbo::Rect as Area;

/// Squares to a side of the page. Enough to tell a scan (all of it) from a logo (next to nothing).
const SIDE: usize = 32;

/// The squares of a page that images cover, a row to each number.
#[derive(Debug, Clone)]
pub(super) struct Cover {
    rows: [u32; SIDE],
    square: (f64, f64),
}

impl Cover {
    /// Nothing is covered yet of a page of this width and height.
    pub(super) fn new((width, height): (f32, f32)) -> Cover {
        let square = (f64::from(width) / SIDE as f64, f64::from(height) / SIDE as f64);
        Cover {
            rows: [0; SIDE],
            square,
        }
    }

    /// An image covers this part of the page: each square whose middle it covers.
    pub(super) fn add(&mut self, area: Area) {
        let middle = |i: usize, side: f64| (i as f64 + 0.5) * side;
        let columns = (0..SIDE).filter(|&i| (area.x0..area.x1).contains(&middle(i, self.square.0)));
        let covered = columns.fold(0u32, |row, i| row | 1 << i);
        for (i, row) in self.rows.iter_mut().enumerate() {
            if (area.y0..area.y1).contains(&middle(i, self.square.1)) {
                *row |= covered;
            }
        }
    }

    /// The share of the page that is covered, 0 to 1.
    pub(super) fn share(&self) -> f32 {
        let covered: u32 = self.rows.iter().map(|row| row.count_ones()).sum();
        covered as f32 / (SIDE * SIDE) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_images_count_once() {
        let mut cover = Cover::new((320.0, 320.0));
        cover.add(Area::new(0.0, 0.0, 160.0, 320.0));
        cover.add(Area::new(0.0, 0.0, 160.0, 160.0));
        assert_eq!(cover.share(), 0.5);
        cover.add(Area::new(-50.0, -50.0, 500.0, 500.0));
        assert_eq!(cover.share(), 1.0);
    }
}
