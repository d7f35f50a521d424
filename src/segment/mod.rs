//! [`Outline`] → the [`Part`]s that are one record each, and what they inherit.
//!
//! A register keeps its records as rows or columns of one table, as sections whose headings come back, or one after
//! another, where only the first heading of a record tells that a new one begins. What stands once before or after
//! them (the controller, the security measures) is shared by all.

mod glued;
mod number;
mod recurrence;
mod tables;

pub use number::numbered;
use serde::Serialize;

use crate::document::{Line, Location};
use crate::outline::{Node, Outline};
use crate::record::Span;
use crate::rules::{Rules, Scope};

/// A document cut into records.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Segments {
    /// One a record, at least one.
    pub records: Vec<Part>,
    /// What stands once for all records, where there are several.
    pub shared: Part,
}

/// A stretch of a document: one record, or what all records share.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Part {
    /// The title that the heading over the record, or the head of its row or column, gives.
    pub title: Option<Line>,
    /// The number that the table counts it by.
    pub number: Option<Line>,
    /// Its nodes.
    pub nodes: Vec<Node>,
    /// Pages and lines that it covers.
    pub covers: Span,
}

impl Part {
    fn of(title: Option<Line>, nodes: Vec<Node>) -> Part {
        let places: Vec<Location> = nodes
            .iter()
            .map(Node::location)
            .chain(title.iter().map(|line| line.location))
            .collect();
        let pages = places.iter().filter_map(|place| place.page);
        let pages = pages.clone().min().zip(pages.max());
        let covers = Span {
            pages,
            lines: Location::around(&places).lines,
        };
        Part {
            title,
            number: None,
            nodes,
            covers,
        }
    }
}

/// A heading is no longer than this (Unicode scalars).
const LONGEST_HEADING: usize = 200;

/// The languages that the document's headings, labels and cells are in: a word that heads a column in one language is
/// a field's name in another.
fn likely<'r>(outline: &Outline, rules: &'r Rules) -> Scope<'r> {
    let mut texts: Vec<String> = Vec::new();
    for node in &outline.nodes {
        match node {
            Node::Heading(heading) => texts.push(heading.text.clone()),
            Node::Label(label) => texts.push(label.text.clone()),
            Node::Table(grid) => {
                let head = grid
                    .rows
                    .first()
                    .map(|row| (0..grid.columns).map(|column| row.text(column)).collect());
                texts.extend(head.unwrap_or_else(Vec::new));
                texts.extend(
                    grid.rows
                        .iter()
                        .flat_map(|row| (0..grid.columns.min(2)).map(|column| row.text(column))),
                );
            }
            Node::Body(block) => texts.extend(glued::lines(block).map(|line| line.text.clone())),
        }
    }
    texts.retain(|text| !text.is_empty() && text.chars().count() <= LONGEST_HEADING);
    let languages = rules.spoken(texts.iter().map(String::as_str));
    match languages.is_empty() {
        // None is known word for word: one may be a phrase of some language with something beside it.
        true => Scope::new(rules, None, Vec::new(), &rules.languages),
        false => Scope::new(rules, None, languages, []),
    }
}

/// Finds the records of a document.
pub fn segment(outline: &Outline, rules: &Rules) -> Segments {
    let scope = likely(outline, rules);
    let nodes = glued::part(&outline.nodes, &scope);
    match tables::records(&nodes, rules, &scope) {
        tables::Found::Records(segments) => segments,
        tables::Found::Nodes(nodes, title) => recurrence::records(&nodes, rules, &scope).unwrap_or_else(|| Segments {
            records: vec![Part::of(title, nodes)],
            shared: Part::default(),
        }),
    }
}
