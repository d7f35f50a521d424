//! Records without a title: the first heading of a record recurs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bound, Hit, SHARED, fields, hit_at, overlap, repeats};
use crate::outline::Node;
use crate::rules::{FieldId, fold};

/// A record without a title names at least this many fields, more than one with a title: a field that is stated twice
/// makes no second record.
const FIELDS: usize = 3;

/// Where records without a title begin: at each return of the heading that the first of them begins with; or, where
/// each record words it in its own way, of the field that it asks for.
pub(super) fn records(nodes: &[Node], hits: &[Hit]) -> Option<Vec<Bound>> {
    let by_text = alike(hits, |hit| (hit.field, hit.text.as_str()));
    let by_field = alike(hits, |hit| hit.field);
    by_text.into_iter().chain(by_field).find_map(|starts| {
        if starts.len() < 2 {
            return None;
        }
        let bounds = under_titles(nodes, hits, to_next(&with_headings(nodes, starts), nodes.len()));
        let sets: Vec<BTreeSet<FieldId>> = bounds.iter().map(|bound| fields(hits, bound)).collect();
        let are_records =
            sets.iter().all(|set| set.len() >= FIELDS) && overlap(&sets) >= SHARED + 0.1 && repeats(hits, &bounds) == 0;
        are_records.then_some(bounds)
    })
}

/// The nodes of hits that have the same of something, in the order of the first of each.
fn alike<'h, K: Ord>(hits: &'h [Hit], of: impl Fn(&'h Hit) -> K) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    let mut alike: Vec<Vec<usize>> = Vec::new();
    for hit in hits {
        let place = *places.entry(of(hit)).or_insert(alike.len());
        match alike.get_mut(place) {
            Some(nodes) => nodes.push(hit.node),
            None => alike.push(vec![hit.node]),
        }
    }
    alike
}

/// The starts moved up to the first of the numbered headings that each stands among, and then to the heading over each
/// ("Sheet 2"), where each has one.
fn with_headings(nodes: &[Node], starts: Vec<usize>) -> Vec<usize> {
    // What counts on from before the start above is no count of this record.
    let above = std::iter::once(0).chain(starts.iter().map(|start| start + 1));
    let firsts: Option<Vec<usize>> = starts
        .iter()
        .zip(above)
        .map(|(&at, above)| first_of_count(nodes, above, at))
        .collect();
    let starts = firsts.unwrap_or(starts);
    let heads = |at: &usize| *at > 0 && matches!(nodes[at - 1], Node::Heading(_));
    match starts.iter().all(heads) {
        true => starts.into_iter().map(|at| at - 1).collect(),
        false => starts,
    }
}

/// The heading with the number one, none before `from`, that counts up to the heading at `at`.
fn first_of_count(nodes: &[Node], from: usize, at: usize) -> Option<usize> {
    let count = |at: usize| match &nodes[at] {
        Node::Heading(heading) => heading.number.as_ref().and_then(|number| {
            let value: u32 = number.text.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
            Some((&number.scheme, value))
        }),
        _ => None,
    };
    let (scheme, mut value) = count(at)?;
    let mut first = at;
    while value > 1 {
        let before = (from..first)
            .rev()
            .find(|&above| count(above).is_some_and(|(other, _)| other == scheme))?;
        if count(before) != Some((scheme, value - 1)) {
            return None;
        }
        (first, value) = (before, value - 1);
    }
    Some(first)
}

/// The heading that each record begins with is its title, where it names no field and is another one in each: not what
/// merely counts the records.
fn under_titles(nodes: &[Node], hits: &[Hit], bounds: Vec<Bound>) -> Vec<Bound> {
    let name = |bound: &Bound| match &nodes[bound.from] {
        Node::Heading(heading) if hit_at(hits, bound.from).is_none() => {
            Some(fold(&heading.text.replace(|c: char| c.is_ascii_digit(), "")))
        }
        _ => None,
    };
    let names: Option<BTreeSet<String>> = bounds.iter().map(name).collect();
    if names.is_none_or(|names| names.len() < bounds.len()) {
        return bounds;
    }
    let under = |bound: Bound| Bound {
        title: Some(bound.from),
        from: bound.from + 1,
        ..bound
    };
    bounds.into_iter().map(under).collect()
}

/// Records without a title, each up to the next.
fn to_next(starts: &[usize], end: usize) -> Vec<Bound> {
    let ends = starts.iter().skip(1).copied().chain([end]);
    starts
        .iter()
        .zip(ends)
        .map(|(&from, to)| Bound { title: None, from, to })
        .collect()
}
