//! Paths → ruling lines: strokes along the axes, thin fills, and frames.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as Area};

use crate::document::Rect;
use crate::read::layout::RuleLine;

/// Fills up to this thickness in points are lines, thicker ones are areas.
const THICKEST: f64 = 3.0;
/// Shorter lines than this in points say nothing about a table.
const SHORTEST: f64 = 2.0;
/// How far in points a line may be off its axis.
const OFF_AXIS: f64 = 0.7;
/// Charts and maps have tens of thousands of strokes; a table on one page has not.
const MOST: usize = 20_000;

/// The ruling lines of a page, clipped to what is seen.
#[derive(Debug)]
pub(super) struct Ruling {
    pub(super) lines: Vec<RuleLine>,
}

impl Ruling {
    pub(super) fn new() -> Ruling {
        Ruling { lines: Vec::new() }
    }

    /// Takes the straight segments of a stroke of this width (in units of the path).
    pub(super) fn stroke(&mut self, path: &BezPath, transform: Affine, width: f32, clip: Area) {
        let width = f64::from(width) * transform.determinant().abs().sqrt();
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let to = match *element {
                PathEl::MoveTo(p) => {
                    start = transform * p;
                    at = start;
                    continue;
                }
                PathEl::LineTo(p) => transform * p,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    at = transform * p;
                    continue;
                }
            };
            let segment = Area::from_points(at, to);
            if segment.height() <= OFF_AXIS && segment.width() > segment.height() {
                self.push(segment.inflate(0.0, width / 2.0), true, clip);
            } else if segment.width() <= OFF_AXIS && segment.height() > segment.width() {
                self.push(segment.inflate(width / 2.0, 0.0), false, clip);
            }
            at = to;
        }
    }

    /// Takes thin boxes of a fill, and the sides of frames (a box with a slightly smaller one cut out of it).
    pub(super) fn fill(&mut self, path: &BezPath, transform: Affine, clip: Area) {
        let Some(boxes) = boxes(path, transform) else { return };
        let mut boxes = boxes.as_slice();
        while let [outer, rest @ ..] = boxes {
            boxes = rest;
            if let [inner, rest @ ..] = rest
                && let Some(sides) = frame(*outer, *inner)
            {
                boxes = rest;
                for (side, horizontal) in sides {
                    self.push(side, horizontal, clip);
                }
            } else {
                self.thin(*outer, clip);
            }
        }
    }

    /// Takes a filled box if it is thin.
    pub(super) fn thin(&mut self, area: Area, clip: Area) {
        if area.width().min(area.height()) <= THICKEST {
            self.push(area, area.width() >= area.height(), clip);
        }
    }

    fn push(&mut self, line: Area, horizontal: bool, clip: Area) {
        if !line.is_finite() || line.x0 > clip.x1 || line.x1 < clip.x0 || line.y0 > clip.y1 || line.y1 < clip.y0 {
            return;
        }
        let seen = line.intersect(clip);
        let length = if horizontal { seen.width() } else { seen.height() };
        if length >= SHORTEST && self.lines.len() < MOST {
            self.lines.push(RuleLine {
                rect: rect(seen),
                horizontal,
            });
        }
    }
}

/// In points from the top left, as the layout has it.
pub(super) fn rect(area: Area) -> Rect {
    Rect {
        x: area.x0 as f32,
        y: area.y0 as f32,
        width: area.width() as f32,
        height: area.height() as f32,
    }
}

/// The boxes around the parts of a path; none where it has curves (letters, logos, charts).
fn boxes(path: &BezPath, transform: Affine) -> Option<Vec<Area>> {
    let mut boxes: Vec<Area> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => boxes.push(Area::from_points(transform * p, transform * p)),
            PathEl::LineTo(p) => {
                let last = boxes.last_mut()?;
                *last = last.union_pt(transform * p);
            }
            PathEl::ClosePath => {}
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return None,
        }
    }
    Some(boxes)
}

/// The sides of a frame, if `inner` cuts a thin one out of `outer`.
fn frame(outer: Area, inner: Area) -> Option<[(Area, bool); 4]> {
    let gaps = [
        inner.x0 - outer.x0,
        outer.x1 - inner.x1,
        inner.y0 - outer.y0,
        outer.y1 - inner.y1,
    ];
    if inner.area() <= 0.0 || gaps.iter().any(|gap| !(-0.01..=THICKEST).contains(gap)) {
        return None;
    }
    // A side without a border has no thickness: no line, so it is given no length either.
    let side = |area: Area, horizontal: bool, gap: f64| {
        if gap > 0.01 {
            (area, horizontal)
        } else {
            (Area::ZERO, true)
        }
    };
    Some([
        side(Area::new(outer.x0, outer.y0, outer.x1, inner.y0), true, gaps[2]),
        side(Area::new(outer.x0, inner.y1, outer.x1, outer.y1), true, gaps[3]),
        side(Area::new(outer.x0, outer.y0, inner.x0, outer.y1), false, gaps[0]),
        side(Area::new(inner.x1, outer.y0, outer.x1, outer.y1), false, gaps[1]),
    ])
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Shape;

    use super::*;

    const PAGE: Area = Area::new(0.0, 0.0, 600.0, 800.0);

    #[test]
    fn a_stroked_box_has_four_sides() {
        let mut ruling = Ruling::new();
        ruling.stroke(
            &Area::new(10.0, 10.0, 110.0, 60.0).to_path(0.1),
            Affine::IDENTITY,
            1.0,
            PAGE,
        );
        assert_eq!(ruling.lines.iter().filter(|line| line.horizontal).count(), 2);
        assert_eq!(ruling.lines.len(), 4);
        assert_eq!(ruling.lines[0].rect.height, 1.0);
    }

    #[test]
    fn only_thin_fills_are_lines() {
        let mut ruling = Ruling::new();
        ruling.fill(&Area::new(10.0, 10.0, 110.0, 30.0).to_path(0.1), Affine::IDENTITY, PAGE);
        assert!(ruling.lines.is_empty());
        ruling.fill(&Area::new(10.0, 10.0, 110.0, 10.5).to_path(0.1), Affine::IDENTITY, PAGE);
        assert_eq!(ruling.lines.len(), 1);
    }

    #[test]
    fn a_frame_is_four_lines_and_a_clipped_one_fewer() {
        let mut path = Area::new(10.0, 10.0, 110.0, 60.0).to_path(0.1);
        path.extend(Area::new(11.0, 11.0, 109.0, 59.0).path_elements(0.1));
        let mut ruling = Ruling::new();
        ruling.fill(&path, Affine::IDENTITY, PAGE);
        assert_eq!(ruling.lines.len(), 4);
        let mut ruling = Ruling::new();
        ruling.fill(&path, Affine::IDENTITY, Area::new(0.0, 0.0, 600.0, 40.0));
        assert_eq!(ruling.lines.len(), 3);
    }

    #[test]
    fn slanted_and_curved_strokes_are_no_lines() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        path.line_to((50.0, 50.0));
        path.curve_to((60.0, 50.0), (70.0, 50.0), (80.0, 50.0));
        let mut ruling = Ruling::new();
        ruling.stroke(&path, Affine::IDENTITY, 1.0, PAGE);
        assert!(ruling.lines.is_empty());
    }
}
