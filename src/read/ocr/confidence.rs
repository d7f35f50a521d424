//! How sure the reading of each line is: the mean of its words.

use crate::document::{Block, Document, Line, Location, Rect};

/// A word that was read on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// 1-based page.
    pub(super) page: u32,
    /// Its box in points.
    pub(super) rect: Rect,
    /// 0 to 100.
    pub(super) confidence: f32,
}

/// Gives every place that holds words of `readings` its confidence.
///
/// By their place, and not handed through the layout: what layout does with words is the same for sure and unsure ones.
pub(crate) fn mark(document: &mut Document, readings: &[Reading]) {
    if !readings.is_empty() {
        document.blocks.iter_mut().for_each(|block| mark_block(block, readings));
    }
}

fn mark_block(block: &mut Block, readings: &[Reading]) {
    match block {
        Block::Text(text) => text.lines.iter_mut().for_each(|line| mark_line(line, readings)),
        Block::Table(table) => {
            for row in &mut table.rows {
                let blocks = row.cells.iter_mut().flat_map(|cell| &mut cell.blocks);
                let places: Vec<Location> = blocks
                    .map(|block| {
                        mark_block(block, readings);
                        block.location()
                    })
                    .collect();
                row.location.confidence = Location::around(&places).confidence;
            }
            let rows = table.rows.iter().map(|row| &row.location);
            table.location.confidence = Location::around(rows).confidence;
        }
    }
}

fn mark_line(line: &mut Line, readings: &[Reading]) {
    let (Some(page), Some(rect)) = (line.location.page, line.location.rect) else {
        return;
    };
    // Readings are in the order of their pages.
    let first = readings.partition_point(|reading| reading.page < page);
    let (mut sum, mut count) = (0.0, 0u16);
    for reading in readings[first..].iter().take_while(|reading| reading.page == page) {
        if holds(&rect, &reading.rect) {
            sum += reading.confidence;
            count += 1;
        }
    }
    line.location.confidence = (count > 0).then(|| (sum / f32::from(count)).round());
}

/// The middle of the inner box is in the outer one.
fn holds(outer: &Rect, inner: &Rect) -> bool {
    let (x, y) = (inner.x + inner.width / 2.0, inner.y + inner.height / 2.0);
    (outer.x..=outer.right()).contains(&x) && (outer.y..=outer.bottom()).contains(&y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32, width: f32) -> Rect {
        Rect {
            x,
            y,
            width,
            height: 10.0,
        }
    }

    #[test]
    fn a_line_is_as_sure_as_its_words_are_in_the_mean() {
        let word = |page, x, confidence| Reading {
            page,
            rect: rect(x, 50.0, 20.0),
            confidence,
        };
        let readings = [
            word(1, 0.0, 10.0),
            word(2, 0.0, 90.0),
            word(2, 30.0, 50.0),
            word(2, 300.0, 5.0),
        ];
        let mut line = Line {
            location: Location {
                page: Some(2),
                rect: Some(rect(0.0, 49.0, 60.0)),
                ..Location::default()
            },
            ..Line::default()
        };
        mark_line(&mut line, &readings);
        assert_eq!(line.location.confidence, Some(70.0));
        line.location.page = Some(3);
        mark_line(&mut line, &readings);
        assert_eq!(line.location.confidence, None);
    }
}
