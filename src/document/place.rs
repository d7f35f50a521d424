//! Where something stands: page, box, lines and characters.

use serde::{Deserialize, Serialize};

/// Where something stands in its document, and how well it could be read there.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Location {
    /// 1-based page it begins on.
    pub page: Option<u32>,
    /// Its box on that page.
    pub rect: Option<Rect>,
    /// First and last line, 1-based, inclusive, in [`Document::text`](super::Document::text).
    pub lines: Option<(u32, u32)>,
    /// First character and the one after the last, 0-based Unicode scalars, in [`Document::text`](super::Document::text).
    pub chars: Option<(usize, usize)>,
    /// How sure OCR is of what stands there, 0 to 100: the mean over a line's words, and of several lines the least.
    /// Absent where no OCR was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// A box on a page, in points, origin at the page's top left.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// The smallest box around both.
    pub fn union(&self, other: &Rect) -> Rect {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);
        Rect {
            x,
            y,
            width: self.right().max(other.right()) - x,
            height: self.bottom().max(other.bottom()) - y,
        }
    }
}

impl Location {
    /// The smallest place around both. Boxes on different pages do not add up: the first one's stays.
    pub fn union(&self, other: &Location) -> Location {
        let rect = match (self.rect, other.rect) {
            (Some(a), Some(b)) if self.page == other.page => Some(a.union(&b)),
            (Some(a), _) => Some(a),
            (None, b) => b,
        };
        Location {
            page: self.page.or(other.page),
            rect,
            lines: join(self.lines, other.lines),
            chars: join(self.chars, other.chars),
            confidence: [self.confidence, other.confidence]
                .into_iter()
                .flatten()
                .reduce(f32::min),
        }
    }

    /// The smallest place around all of `places`; the empty location for none.
    pub fn around<'a>(places: impl IntoIterator<Item = &'a Location>) -> Location {
        places
            .into_iter()
            .copied()
            .reduce(|a, b| a.union(&b))
            .unwrap_or_default()
    }
}

fn join<T: Ord + Copy>(a: Option<(T, T)>, b: Option<(T, T)>) -> Option<(T, T)> {
    match (a, b) {
        (Some((a0, a1)), Some((b0, b1))) => Some((a0.min(b0), a1.max(b1))),
        (a, b) => a.or(b),
    }
}
