//! Records one after another: the same fields come back under each of a series of headings, or, where records have no
//! title, each time that the first heading of a record recurs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Part, Segments, numbered};
use crate::document::Line;
use crate::outline::{Heading, Mark, Node, number};
use crate::rules::{FieldId, Rules, Scope, fold};

/// A record names at least this many fields.
const FIELDS: usize = 2;
/// A record without a title must name more, so that a field stated twice makes no second record.
const FIELDS_UNTITLED: usize = 3;
/// Neighbouring records share this part of their fields, on average.
const SHARED: f32 = 0.5;

/// What only a record itself says; of its own, every record says one of them.
const TELLING: [&str; 6] = [
    "purposes",
    "description",
    "data_subjects",
    "personal_data",
    "retention",
    "legal_basis",
];

/// A node that asks for a field.
struct Hit {
    node: usize,
    field: FieldId,
    /// Its heading, folded.
    text: String,
}

/// The records of a sequence of nodes, where there are several.
pub(super) fn records(nodes: &[Node], rules: &Rules, scope: &Scope<'_>) -> Option<Segments> {
    let hits = hits(nodes, scope);
    let bounds = match titled(nodes, &hits, scope) {
        Some(bounds) if answer_heading(nodes, &bounds, &hits, scope) => return None,
        Some(bounds) => bounds,
        None => untitled(nodes, &hits)?,
    };
    let bounds = own(bounds, &hits, rules);
    let mut outside = vec![true; nodes.len()];
    for bound in &bounds {
        bound.title.into_iter().for_each(|title| outside[title] = false);
        outside[bound.from..bound.to].fill(false);
    }
    let outside = nodes.iter().zip(outside).filter(|(_, outside)| *outside);
    let shared = outside.map(|(node, _)| node.clone()).collect();
    let records = bounds
        .iter()
        .map(|bound| {
            let title = bound.title.and_then(|at| match &nodes[at] {
                Node::Heading(heading) => Some(title_of(heading, nodes, &bounds)),
                _ => None,
            });
            let mut part = Part::of(title, nodes[bound.from..bound.to].to_vec());
            part.number = bound.title.and_then(|at| counted(&nodes[at]));
            part
        })
        .collect();
    Some(Segments {
        records,
        shared: Part::of(None, shared),
    })
}

/// Where one record stands: the node of its title, and its own nodes.
#[derive(Debug, Clone, Copy)]
struct Bound {
    title: Option<usize>,
    from: usize,
    to: usize,
}

impl Bound {
    /// The hits inside, that of its title first. Looked up, as all are in the order of the nodes: a document may have
    /// tens of thousands of both.
    fn hits<'h>(&self, hits: &'h [Hit]) -> impl Iterator<Item = &'h Hit> {
        let from = |node: usize| hits.partition_point(|hit| hit.node < node);
        let title = self.title.and_then(|title| hit_at(hits, title));
        title.into_iter().chain(&hits[from(self.from)..from(self.to)])
    }
}

fn hit_at(hits: &[Hit], node: usize) -> Option<&Hit> {
    let found = hits.binary_search_by_key(&node, |hit| hit.node);
    found.ok().map(|at| &hits[at])
}

fn hits(nodes: &[Node], scope: &Scope<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let (text, found) = match node {
            Node::Heading(heading) if heading.mark.closes() => (&heading.text, scope.find(&heading.text)),
            Node::Heading(heading) => (&heading.text, scope.exact(&heading.text)),
            Node::Label(label) => (&label.text, scope.exact(&label.text)),
            _ => continue,
        };
        if let Some(found) = found {
            hits.push(Hit {
                node: at,
                field: found.fields[0],
                text: fold(text),
            });
        }
    }
    hits
}

/// Records under a series of headings that name no field but their record.
fn titled(nodes: &[Node], hits: &[Hit], scope: &Scope<'_>) -> Option<Vec<Bound>> {
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
fn answer_heading(nodes: &[Node], bounds: &[Bound], hits: &[Hit], scope: &Scope<'_>) -> bool {
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

/// The records without the sections that look like one and hold what is valid for all: who is in charge and how data
/// are kept safe, and nothing that a record says of itself.
fn own(bounds: Vec<Bound>, hits: &[Hit], rules: &Rules) -> Vec<Bound> {
    let tells = |bound: &Bound| {
        fields(hits, bound)
            .iter()
            .any(|&field| TELLING.contains(&rules.field(field).id.as_str()))
    };
    let own: Vec<Bound> = bounds.iter().copied().filter(tells).collect();
    if own.len() < 2 { bounds } else { own }
}

/// Where records without a title begin: at each return of the heading that the first of them begins with; or, where
/// each record words it in its own way, of the field that it asks for.
fn untitled(nodes: &[Node], hits: &[Hit]) -> Option<Vec<Bound>> {
    let by_text = alike(hits, |hit| (hit.field, hit.text.as_str()));
    let by_field = alike(hits, |hit| hit.field);
    by_text.into_iter().chain(by_field).find_map(|starts| {
        if starts.len() < 2 {
            return None;
        }
        let bounds = under_titles(nodes, hits, to_next(&with_headings(nodes, starts), nodes.len()));
        let sets: Vec<BTreeSet<FieldId>> = bounds.iter().map(|bound| fields(hits, bound)).collect();
        let are_records = sets.iter().all(|set| set.len() >= FIELDS_UNTITLED)
            && overlap(&sets) >= SHARED + 0.1
            && repeats(hits, &bounds) == 0;
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

/// The fields that a record names.
fn fields(hits: &[Hit], bound: &Bound) -> BTreeSet<FieldId> {
    bound.hits(hits).map(|hit| hit.field).collect()
}

/// How much neighbours have in common, on average: 1 where the smaller one's fields are all in the larger.
fn overlap(sets: &[BTreeSet<FieldId>]) -> f32 {
    let pairs = sets.windows(2).map(|pair| {
        let smaller = pair[0].len().min(pair[1].len()).max(1);
        pair[0].intersection(&pair[1]).count() as f32 / smaller as f32
    });
    let (sum, count) = pairs.fold((0.0, 0), |(sum, count), share| (sum + share, count + 1));
    if count == 0 { 0.0 } else { sum / count as f32 }
}

/// How often a field comes back inside a record after another one: the fewer, the better the cut.
fn repeats(hits: &[Hit], bounds: &[Bound]) -> usize {
    let mut count = 0;
    for bound in bounds {
        let inside: Vec<FieldId> = bound.hits(hits).map(|hit| hit.field).collect();
        let mut seen: BTreeSet<FieldId> = BTreeSet::new();
        for (at, field) in inside.iter().enumerate() {
            if !seen.insert(*field) && inside[at - 1] != *field {
                count += 1;
            }
        }
    }
    count
}

/// The title in the heading of a record: without its number, and without the words that all titles of the series begin
/// with ("Data processing –").
fn title_of(heading: &Heading, nodes: &[Node], bounds: &[Bound]) -> Line {
    let titles: Vec<&str> = bounds
        .iter()
        .filter_map(|bound| match bound.title.map(|at| &nodes[at]) {
            Some(Node::Heading(heading)) => Some(without_number(heading)),
            _ => None,
        })
        .collect();
    let own = without_number(heading);
    let text = match own.find([':', '–', '—', '-', '|']) {
        Some(at) if titles.len() > 1 && titles.iter().all(|title| uncounted(title) == uncounted(own)) => {
            own[at..].trim_start_matches([':', '–', '—', '-', '|', ' '])
        }
        _ => own,
    };
    let text = if text.trim().is_empty() { own } else { text };
    Line {
        text: text.trim().to_owned(),
        lead: 0,
        location: heading.location,
    }
}

fn without_number(heading: &Heading) -> &str {
    let number = heading.number.as_ref().map_or("", |number| number.text.as_str());
    let rest = heading.text.trim_start().strip_prefix(number).unwrap_or(&heading.text);
    if rest.trim().is_empty() {
        &heading.text
    } else {
        rest.trim_start()
    }
}

/// The number in "Card No. 7: Payroll".
fn counted(title: &Node) -> Option<Line> {
    let Node::Heading(heading) = title else { return None };
    let text = numbered(opening(&heading.text))?.to_owned();
    Some(Line {
        text,
        lead: 0,
        location: heading.location,
    })
}

/// What stands before the first dash or colon, without what counts the records: "Card No. 1", "Card No. 2".
fn uncounted(title: &str) -> String {
    opening(title).replace(|c: char| c.is_ascii_digit(), "")
}

/// What stands before the first dash or colon.
fn opening(title: &str) -> &str {
    title.split([':', '–', '—', '-', '|']).next().unwrap_or_default().trim()
}
