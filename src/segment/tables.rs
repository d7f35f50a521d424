//! Tables: labels with values, a record a row, a record a column, or content of a value.

mod columns;
mod labels;
mod rows;

use std::collections::BTreeSet;

use super::{Part, Segments};
use crate::document::Line;
use crate::outline::{Grid, Node};
use crate::rules::{FieldId, Scope};

/// What a document's tables turned out to be.
pub(super) enum Found {
    /// The rows or columns of tables are the records.
    Records(Segments),
    /// The nodes, tables of labels and values replaced by their labels; and the title that such a table opens with.
    Nodes(Vec<Node>, Option<Line>),
}

/// Reads the shape of every table.
pub(super) fn records(nodes: &[Node], scope: &Scope<'_>) -> Found {
    let mut parts: Vec<Part> = Vec::new();
    let mut shared = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let found = match node {
            Node::Table(grid) => rows::records(grid, scope)
                .filter(|register| !repeats_headings(nodes, at, &register.fields, scope))
                .map(|register| register.parts)
                .or_else(|| columns::records(grid, scope)),
            _ => None,
        };
        match found {
            Some(records) => parts.extend(records),
            None => shared.push(node.clone()),
        }
    }
    let (nodes, title) = unfold(shared, scope);
    if parts.is_empty() {
        return Found::Nodes(nodes, title);
    }
    Found::Records(Segments {
        records: parts,
        shared: Part::of(None, nodes),
    })
}

/// Replaces tables of labels and values by their labels. Under a heading whose field is all that its labels ask for, a
/// table is that field's value: the signatures of an approval.
fn unfold(nodes: Vec<Node>, scope: &Scope<'_>) -> (Vec<Node>, Option<Line>) {
    let mut list = Vec::with_capacity(nodes.len());
    let mut title = None;
    let mut above: Option<FieldId> = None;
    for node in nodes {
        match node {
            Node::Table(grid) => match labels::of(&grid, scope, above) {
                Some(found) => {
                    title = title.or(found.title);
                    list.extend(found.nodes);
                }
                None => list.push(Node::Table(grid)),
            },
            Node::Heading(heading) => {
                if heading.mark.closes() {
                    above = scope.find(&heading.text).map(|found| found.fields[0]);
                }
                list.push(Node::Heading(heading));
            }
            other => list.push(other),
        }
    }
    (list, title)
}

/// The table repeats what headings around it ask for: then it is a part of one record's value, not a register.
fn repeats_headings(nodes: &[Node], at: usize, heads: &BTreeSet<FieldId>, scope: &Scope<'_>) -> bool {
    let field = |node: &Node| match node {
        Node::Heading(heading) => scope.exact(&heading.text).map(|found| found.fields[0]),
        Node::Label(label) => scope.exact(&label.text).map(|found| found.fields[0]),
        _ => None,
    };
    let outside: BTreeSet<FieldId> = nodes.iter().filter_map(field).collect();
    let above = nodes[..at]
        .iter()
        .rev()
        .find(|node| matches!(node, Node::Heading(h) if h.mark.closes()))
        .and_then(field);
    // So many headings of their own make a record without the table.
    if outside.len() >= heads.len() + 3 {
        return true;
    }
    let repeated = heads.intersection(&outside).count();
    repeated * 2 >= heads.len() || above.is_some_and(|field| heads.contains(&field))
}

/// The field that a cell used as a label asks for.
fn field_of(grid: &Grid, row: usize, column: usize, scope: &Scope<'_>) -> Option<(FieldId, bool)> {
    /// No label is longer (Unicode scalars), printed questions of forms included.
    const LONGEST: usize = 400;
    let text = grid.rows[row].text(column).replace('\n', " ");
    if text.trim().is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let found = scope.find(&text)?;
    Some((found.fields[0], found.evidence != crate::record::Evidence::Similar))
}
