//! Records under a series of headings that look alike.

use std::collections::BTreeSet;

use super::{Bound, Hit, SHARED, fields, hit_at, overlap, repeats};
use crate::outline::{Heading, Mark, Node, number};
use crate::rules::{FieldId, Scope};

/// A record names at least this many fields.
const FIELDS: usize = 2;

/// Records under a series of headings that name no field but their record.
pub(super) fn records(nodes: &[Node], hits: &[Hit], scope: &Scope<'_>) -> Option<Vec<Bound>> {
    let headings: Vec<(usize, &Heading)> = nodes
        .iter()
        .enumerate()
        .filter_map(|(at, node)| match node {
            Node::Heading(heading) => Some((at, heading)),
            _ => None,
        })
        .collect();
    let mut series: Vec<Series> = Vec::new();
    for &(at, heading) in &headings {
        let key = Key::of(heading);
        let names_a_field = || hit_at(hits, at).is_some_and(|_| scope.exact(&heading.text).is_some());
        if key.is_some() && !names_a_field() {
            match series.iter_mut().find(|series| Some(&series.key) == key.as_ref()) {
                Some(series) => series.members.push(at),
                None => series.extend(key.map(|key| Series { key, members: vec![at] })),
            }
        }
    }
    let mut best: Option<(f32, Vec<Bound>)> = None;
    for series in series {
        let bounds = series.bounds(nodes, &headings, hits);
        let sets: Vec<BTreeSet<FieldId>> = bounds.iter().map(|bound| fields(hits, bound)).collect();
        if bounds.len() < 2 || overlap(&sets) < SHARED {
            continue;
        }
        let score = sets.iter().map(|set| set.len() as f32).sum::<f32>() - repeats(hits, &bounds) as f32;
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, bounds));
        }
    }
    best.map(|(_, bounds)| bounds)
}

/// All of them stand under one heading that asks for what they tell, "What we collect and why": they are its answer.
pub(super) fn answer_heading(nodes: &[Node], bounds: &[Bound], hits: &[Hit], scope: &Scope<'_>) -> bool {
    let heading = |at: usize| match &nodes[at] {
        Node::Heading(heading) => Some(heading),
        _ => None,
    };
    let above = |bound: &Bound| {
        let rank = heading(bound.title?)?.rank;
        (0..bound.title?)
            .rev()
            .find(|&at| heading(at).is_some_and(|heading| heading.rank < rank))
    };
    let above: BTreeSet<Option<usize>> = bounds.iter().map(above).collect();
    let Some(found) = above
        .first()
        .copied()
        .flatten()
        .filter(|_| above.len() == 1)
        .and_then(heading)
        .and_then(|heading| scope.exact(&heading.text))
    else {
        return false;
    };
    let told = |field: &FieldId| bounds.iter().any(|bound| fields(hits, bound).contains(field));
    found.fields.len() > 1 && found.fields.iter().all(told)
}

/// Headings that look alike.
struct Series {
    key: Key,
    members: Vec<usize>,
}

/// What headings of one series have in common.
#[derive(PartialEq, Eq)]
struct Key {
    rank: u8,
    scheme: Option<number::Scheme>,
}

impl Key {
    fn of(heading: &Heading) -> Option<Key> {
        let scheme = heading.number.as_ref().map(|number| number.scheme.clone());
        // A line on its own without a number may be anything.
        let marked = !matches!(heading.mark, Mark::Plain | Mark::Colon | Mark::Question) || scheme.is_some();
        let rank = if scheme.is_some() && heading.level.is_none() {
            0
        } else {
            heading.rank
        };
        marked.then_some(Key { rank, scheme })
    }
}

impl Series {
    /// A record for each member with enough fields under it; it ends at the next heading of its rank or above that
    /// names a field (it stands for all records) or is of the series.
    fn bounds(&self, nodes: &[Node], headings: &[(usize, &Heading)], hits: &[Hit]) -> Vec<Bound> {
        let mut bounds = Vec::new();
        for (index, &title) in self.members.iter().enumerate() {
            let next = self.members.get(index + 1).copied().unwrap_or(nodes.len());
            let rank = match &nodes[title] {
                Node::Heading(heading) => heading.rank,
                _ => 0,
            };
            let from = |node: usize| headings.partition_point(|(at, _)| *at < node);
            let inside = &headings[from(title)..from(next)];
            let level = inside.first().and_then(|(_, heading)| heading.level);
            let to = inside
                .iter()
                .skip(1)
                .find(|(_, heading)| {
                    heading.mark.closes() && heading.rank <= rank && heading.level.is_some() == level.is_some()
                })
                .map_or(next, |(at, _)| *at);
            let bound = Bound {
                title: Some(title),
                from: title + 1,
                to,
            };
            if fields(hits, &bound).len() >= FIELDS {
                bounds.push(bound);
            }
        }
        bounds
    }
}
