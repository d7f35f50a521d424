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
