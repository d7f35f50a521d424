//! How far text runs in its column: where it is wrapped.

use super::columns::Region;
use super::lines::TextLine;
use super::paragraphs::starts_lower;

/// Columns whose left edges agree within this many points have the same measure.
const SAME_LEFT: f32 = 3.0;
/// A column of text with fewer lines does not tell how wide it is.
const TELLING: usize = 5;
/// A line that reaches this far and goes on in lower case was wrapped.
const REACHES: f32 = 0.7;

/// The measures of a document's text, by left edge.
#[derive(Debug, Clone, Default)]
pub(super) struct Measures(Vec<Measure>);

#[derive(Debug, Clone)]
struct Measure {
    left: f32,
    right: f32,
    /// Lines that were plainly wrapped, as far as they reach.
    wrapped: f32,
}

impl Measures {
    pub(super) fn of<'a>(regions: impl Iterator<Item = &'a Region>) -> Measures {
        let mut measures: Vec<Measure> = Vec::new();
        for region in regions {
            let (left, right) = extent(&region.lines);
            let wrapped = region.lines.windows(2).filter(|pair| starts_lower(&pair[1]));
            let wrapped = wrapped.map(|pair| pair[0].right()).fold(left, f32::max);
            match measures
                .iter_mut()
                .find(|measure| (measure.left - left).abs() <= SAME_LEFT)
            {
                Some(measure) => {
                    measure.right = measure.right.max(right);
                    measure.wrapped = measure.wrapped.max(wrapped);
                }
                None => measures.push(Measure { left, right, wrapped }),
            }
        }
        Measures(measures)
    }

    /// The edge at which text of the region is wrapped.
    pub(super) fn right_of(&self, region: &Region) -> f32 {
        let (left, right) = extent(&region.lines);
        let same = self.0.iter().find(|measure| (measure.left - left).abs() <= SAME_LEFT);
        let Some(same) = same.filter(|_| !region.column || region.lines.len() < TELLING) else {
            return right;
        };
        let reached = same.right.max(right).min(region.right);
        if region.column || same.wrapped - left > REACHES * (reached - left) {
            return reached;
        }
        // Nothing was wrapped: short lines only, which the margin of the page tells nothing about but the other margin.
        reached.max(region.right - left)
    }
}

fn extent(lines: &[TextLine]) -> (f32, f32) {
    let left = lines.iter().map(TextLine::left).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(TextLine::right).fold(f32::NEG_INFINITY, f32::max);
    (left, right)
}
