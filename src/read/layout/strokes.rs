//! Ruling lines → strokes: fragments merged, those that touch together.

use super::page::RuleLine;
use std::collections::BTreeMap;

/// Rules this near, in points, are one line; ends this near touch.
pub(super) const NEAR: f32 = 2.0;
/// Shorter rules are ticks, dashes and underlines.
const SHORT: f32 = 4.0;

/// A rule as its place across, and its stretch along.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) horizontal: bool,
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// Fragments of the same line as one stroke.
pub(super) fn merge(rules: &[RuleLine]) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = rules
        .iter()
        .map(|rule| {
            let r = rule.rect;
            if rule.horizontal {
                Stroke {
                    horizontal: true,
                    at: r.y + r.height / 2.0,
                    from: r.x,
                    to: r.right(),
                }
            } else {
                Stroke {
                    horizontal: false,
                    at: r.x + r.width / 2.0,
                    from: r.y,
                    to: r.bottom(),
                }
            }
        })
        .collect();
    strokes.sort_by(|a, b| {
        a.horizontal
            .cmp(&b.horizontal)
            .then(a.at.total_cmp(&b.at))
            .then(a.from.total_cmp(&b.from))
    });
    let mut merged: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        let same = merged
            .iter_mut()
            .rev()
            .take_while(|m| m.horizontal == stroke.horizontal && stroke.at - m.at <= 1.0);
        let mut same = same.filter(|m| stroke.from <= m.to + 1.0 && m.from <= stroke.to + 1.0);
        match same.next() {
            Some(m) => {
                m.from = m.from.min(stroke.from);
                m.to = m.to.max(stroke.to);
            }
            None => merged.push(stroke),
        }
    }
    merged.retain(|stroke| stroke.to - stroke.from >= SHORT);
    merged
}

/// Strokes that touch each other, directly or through others.
pub(super) fn clusters(strokes: &[Stroke]) -> Vec<Vec<Stroke>> {
    let mut parent: Vec<usize> = (0..strokes.len()).collect();
    let horizontals = strokes.partition_point(|stroke| !stroke.horizontal);
    let (vertical, horizontal) = strokes.split_at(horizontals);
    for (i, v) in vertical.iter().enumerate() {
        // Horizontals are sorted by y: only those along the vertical can touch it.
        let first = horizontal.partition_point(|h| h.at < v.from - NEAR);
        for (j, h) in horizontal
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, h)| h.at <= v.to + NEAR)
        {
            if h.from - NEAR <= v.at && v.at <= h.to + NEAR {
                let (a, b) = (root(&mut parent, i), root(&mut parent, horizontals + j));
                parent[a] = b;
            }
        }
    }
    let mut clusters: BTreeMap<usize, Vec<Stroke>> = BTreeMap::new();
    for (i, stroke) in strokes.iter().enumerate() {
        clusters.entry(root(&mut parent, i)).or_default().push(*stroke);
    }
    clusters.into_values().collect()
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// A horizontal rule that no vertical one touches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Separator {
    pub(super) y: f32,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// The horizontal rules that are of no grid: they may part the rows of a table without vertical rules.
pub(super) fn separators(rules: &[RuleLine]) -> Vec<Separator> {
    let alone = clusters(&merge(rules))
        .into_iter()
        .filter(|cluster| cluster.iter().all(|stroke| stroke.horizontal));
    let mut separators: Vec<Separator> = alone
        .flatten()
        .map(|stroke| Separator {
            y: stroke.at,
            left: stroke.from,
            right: stroke.to,
        })
        .collect();
    separators.sort_by(|a, b| a.y.total_cmp(&b.y));
    separators
}
