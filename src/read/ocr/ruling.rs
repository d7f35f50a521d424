//! Lines drawn on a scanned page: the borders of its tables.

use super::bitmap::Bitmap;

/// Lines are at least this long, in pixels an inch: longer than the strokes of letters and shorter than a table's row.
const LONG: f32 = 0.22;
/// Lines are at most this thick, in pixels an inch; strokes of letters as long as a line are thicker.
const THICK: f32 = 0.03;
/// Pixels that may be missing in a line.
const GAP: usize = 3;
/// Pixels that a line may wander by where paper was not flat.
const WANDER: usize = 1;

/// A straight dark line: pixels, the ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stroke {
    pub(super) horizontal: bool,
    /// First and last pixel along the line.
    pub(super) along: (usize, usize),
    /// First and last pixel across it.
    pub(super) across: (usize, usize),
}

/// The lines of a page with `dpi` pixels an inch, the horizontal ones first. `ink` is the grey below which a pixel is
/// ink.
pub(super) fn strokes(page: &Bitmap, ink: u8, dpi: f32) -> Vec<Stroke> {
    let mut strokes = bands(&Turned { page, horizontal: true }, ink, dpi);
    strokes.extend(bands(
        &Turned {
            page,
            horizontal: false,
        },
        ink,
        dpi,
    ));
    strokes
}

/// Makes lines white. What crosses or touches them stays: letters that stand on a border keep their feet.
pub(super) fn erase(page: &mut Bitmap, strokes: &[Stroke], ink: u8) {
    for stroke in strokes {
        let end = if stroke.horizontal { page.height } else { page.width };
        let (first, last) = (stroke.across.0.saturating_sub(1), (stroke.across.1 + 1).min(end - 1));
        for along in stroke.along.0..=stroke.along.1 {
            let index = |across: usize| match stroke.horizontal {
                true => across * page.width + along,
                false => along * page.width + across,
            };
            let inked =
                |across: Option<usize>| across.is_some_and(|across| across < end && page.pixels[index(across)] < ink);
            let crossed = inked(first.checked_sub(1)) || inked(Some(last + 1));
            if !crossed {
                for across in first..=last {
                    let index = index(across);
                    page.pixels[index] = 255;
                }
            }
        }
    }
}

/// A page seen such that the lines that are looked for run from left to right.
struct Turned<'a> {
    page: &'a Bitmap,
    horizontal: bool,
}

impl Turned<'_> {
    fn size(&self) -> (usize, usize) {
        match self.horizontal {
            true => (self.page.width, self.page.height),
            false => (self.page.height, self.page.width),
        }
    }

    /// Which pixels of a row are ink, or have some within [`WANDER`] above or below.
    fn row(&self, across: usize, ink: u8, row: &mut [bool]) {
        row.fill(false);
        let (_, height) = self.size();
        for across in across.saturating_sub(WANDER)..=(across + WANDER).min(height - 1) {
            for (along, inked) in row.iter_mut().enumerate() {
                *inked |= match self.horizontal {
                    true => self.page.at(along, across),
                    false => self.page.at(across, along),
                } < ink;
            }
        }
    }
}

/// A line as far as the rows above tell.
struct Band {
    along: (usize, usize),
    across: (usize, usize),
}

fn bands(page: &Turned<'_>, ink: u8, dpi: f32) -> Vec<Stroke> {
    let (width, height) = page.size();
    let (long, thick) = ((LONG * dpi) as usize, (THICK * dpi) as usize + 2 * WANDER);
    let mut row = vec![false; width];
    let mut open: Vec<Band> = Vec::new();
    let mut done: Vec<Band> = Vec::new();
    for across in 0..height {
        page.row(across, ink, &mut row);
        for run in runs(&row).filter(|run| run.1 - run.0 >= long) {
            match open.iter_mut().find(|band| touch(band.along, run)) {
                Some(band) => {
                    band.along = (band.along.0.min(run.0), band.along.1.max(run.1));
                    band.across.1 = across;
                }
                None => open.push(Band {
                    along: run,
                    across: (across, across),
                }),
            }
        }
        let (ended, going) = open.into_iter().partition(|band| band.across.1 < across);
        done.extend::<Vec<Band>>(ended);
        open = going;
    }
    done.extend(open);
    done.into_iter()
        .filter(|band| band.across.1 - band.across.0 < thick)
        .map(|band| Stroke {
            horizontal: page.horizontal,
            along: band.along,
            across: unwandered(band.across),
        })
        .collect()
}

/// Without what looking above and below added.
fn unwandered((first, last): (usize, usize)) -> (usize, usize) {
    let middle = first.midpoint(last);
    ((first + WANDER).min(middle), last.saturating_sub(WANDER).max(middle))
}

/// First and last of each run of ink, small gaps overlooked.
fn runs(row: &[bool]) -> impl Iterator<Item = (usize, usize)> {
    let mut inked = (0..row.len()).filter(|&at| row[at]).peekable();
    std::iter::from_fn(move || {
        let first = inked.next()?;
        let mut last = first;
        while let Some(next) = inked.next_if(|next| next - last <= GAP + 1) {
            last = next;
        }
        Some((first, last))
    })
}

fn touch(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

#[cfg(test)]
mod tests {
    use super::*;

    const DPI: f32 = 300.0;

    fn page(boxes: &[(usize, usize, usize, usize)]) -> Bitmap {
        let mut page = Bitmap::white(400, 300);
        for &(x, y, width, height) in boxes {
            for y in y..y + height {
                page.pixels[y * 400 + x..y * 400 + x + width].fill(0);
            }
        }
        page
    }

    #[test]
    fn borders_are_lines_and_letters_and_fills_are_none() {
        let page = page(&[
            (20, 20, 300, 3),
            (20, 20, 3, 200),
            (100, 100, 4, 40),
            (200, 100, 100, 80),
        ]);
        let strokes = strokes(&page, 128, DPI);
        assert_eq!(
            strokes,
            [
                Stroke {
                    horizontal: true,
                    along: (20, 319),
                    across: (20, 22)
                },
                Stroke {
                    horizontal: false,
                    along: (20, 219),
                    across: (20, 22)
                },
            ]
        );
    }

    #[test]
    fn a_line_with_holes_that_steps_down_is_one_line() {
        let strokes = strokes(&page(&[(10, 50, 100, 2), (112, 51, 150, 2)]), 128, DPI);
        assert_eq!(strokes.len(), 1);
        assert_eq!(strokes[0].along, (10, 261));
    }

    #[test]
    fn what_crosses_an_erased_line_stays() {
        let mut page = page(&[(20, 100, 300, 3), (150, 80, 4, 50)]);
        let strokes = strokes(&page, 128, DPI);
        erase(&mut page, &strokes, 128);
        assert_eq!(page.at(60, 101), 255);
        assert_eq!(page.at(151, 101), 0);
    }
}
