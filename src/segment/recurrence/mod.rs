//! Records one after another: the same fields come back under each of a series of headings, or, where records have no
//! title, each time that the first heading of a record recurs.

mod series;
mod title;
mod untitled;

use std::collections::BTreeSet;

use super::{Part, Segments};
use crate::outline::Node;
use crate::rules::{FieldId, Rules, Scope, fold};

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
    let bounds = match series::records(nodes, &hits, scope) {
        Some(bounds) if series::answer_heading(nodes, &bounds, &hits, scope) => return None,
        Some(bounds) => bounds,
        None => untitled::records(nodes, &hits)?,
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
                Node::Heading(heading) => Some(title::of(heading, nodes, &bounds)),
                _ => None,
            });
            let mut part = Part::of(title, nodes[bound.from..bound.to].to_vec());
            part.number = bound.title.and_then(|at| title::counted(&nodes[at]));
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
