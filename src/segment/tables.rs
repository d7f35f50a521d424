//! Tables: labels with values, a record a row, a record a column, or content of a value.

mod columns;
mod head;
mod items;
mod labels;
mod rows;

use std::collections::BTreeSet;

use super::{Part, Segments};
use crate::document::Line;
use crate::outline::{Grid, Node};
use crate::rules::{FieldId, Rules, Scope};

/// What a document's tables turned out to be.
pub(super) enum Found {
    /// The rows or columns of tables are the records.
    Records(Segments),
    /// The nodes, tables of labels and values replaced by their labels; and the title that such a table opens with.
    Nodes(Vec<Node>, Option<Line>),
}

/// The fields that tell one record from the next: its name, and what its data are processed for.
struct Identity {
    title: Option<FieldId>,
    purposes: Option<FieldId>,
    /// What a name may be called where no column has one: "Description of the processing" over "Payroll".
    description: Option<FieldId>,
}

impl Identity {
    fn tells(&self, field: FieldId) -> bool {
        [self.title, self.purposes].contains(&Some(field))
    }
}

/// Reads the shape of every table.
pub(super) fn records(nodes: &[Node], rules: &Rules, scope: &Scope<'_>) -> Found {
    let identity = Identity {
        title: rules.field_id("title"),
        purposes: rules.field_id("purposes"),
        description: rules.field_id("description"),
    };
    let mut parts: Vec<Part> = Vec::new();
    let mut shared = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let found = match node {
            Node::Table(grid) => rows::records(grid, scope, &identity)
                .filter(|register| !repeats_headings(nodes, at, &register.fields, scope))
                .map(|register| (register.above, register.parts))
                .or_else(|| columns::records(grid, scope, &identity)),
            _ => None,
        };
        match found {
            Some((above, records)) => {
                // A heading over nothing but records is the name of the table, whatever field it sounds like.
                if let Some(Node::Heading(heading)) = shared.last()
                    && scope.find(&heading.text).is_some()
                {
                    shared.pop();
                }
                shared.extend(above.map(Node::Table));
                parts.extend(records);
            }
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
    let asked = asked(&nodes, scope);
    for node in nodes {
        match node {
            Node::Table(grid) => match labels::of(&grid, scope, above) {
                // Under a heading, items are content of what it asks for.
                _ if above.is_none()
                    && let Some(found) = items::of(&grid, scope, &asked) =>
                {
                    list.extend(found)
                }
                Some(found) => {
                    // Its labels answer the heading: the next table stands for itself.
                    above = None;
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

/// The fields that headings, labels and the corners of tables ask for.
fn asked(nodes: &[Node], scope: &Scope<'_>) -> BTreeSet<FieldId> {
    let text = |node: &Node| match node {
        Node::Heading(heading) => Some(heading.text.clone()),
        Node::Label(label) => Some(label.text.clone()),
        Node::Table(grid) => grid.rows.first().map(|row| row.text(0)),
        Node::Body(_) => None,
    };
    let found = nodes
        .iter()
        .filter_map(text)
        .filter_map(|text| scope.exact(&text.replace('\n', " ")));
    found.map(|found| found.fields[0]).collect()
}

/// The table repeats what headings around it ask for: then it is a part of one record's value, not a register.
fn repeats_headings(nodes: &[Node], at: usize, heads: &BTreeSet<FieldId>, scope: &Scope<'_>) -> bool {
    let field = |node: &Node| match node {
        // What is marked as a heading asks for a field even where its words only come near to a phrase.
        Node::Heading(heading) if heading.mark.closes() => scope.find(&heading.text),
        Node::Heading(heading) => scope.exact(&heading.text),
        Node::Label(label) => scope.exact(&label.text),
        _ => None,
    };
    let field = |node: &Node| field(node).map(|found| found.fields[0]);
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

/// The field that a cell used as a label asks for, and whether that is sure: by a phrase that is not weak.
fn field_of(grid: &Grid, row: usize, column: usize, scope: &Scope<'_>) -> Option<(FieldId, bool)> {
    field_of_text(&grid.rows[row].on_one_line(column), scope)
}

/// The field that the text of such a cell asks for, and whether it leaves no doubt.
fn field_of_text(text: &str, scope: &Scope<'_>) -> Option<(FieldId, bool)> {
    /// No label is longer (Unicode scalars), printed questions of forms included.
    const LONGEST: usize = 400;
    if text.trim().is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let found = scope.find(text)?;
    Some((
        found.fields[0],
        found.evidence != crate::record::Evidence::Similar && !found.weak,
    ))
}

#[cfg(test)]
mod tests;
