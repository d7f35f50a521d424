//! Which form a part follows.

use std::collections::BTreeSet;

use crate::language::Tagged;
use crate::outline::Node;
use crate::rules::{Rules, Template, fold};

/// Headings and signs of a form stand in the first so many bytes of a paragraph.
const LONGEST: usize = 600;

/// The form whose headings are there: enough of them, or a few and a sign (its title, its legal sentence).
pub(super) fn recognise<'r>(tagged: &Tagged<'r>, rules: &'r Rules) -> Option<&'r Template> {
    let lines: BTreeSet<String> = tagged
        .part
        .nodes
        .iter()
        .flat_map(lines)
        .map(|text| fold(fold::opening(&text, LONGEST)))
        .collect();
    // One text to look for signs in: they are many, and the lines more.
    let text = lines.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    let count = |template: &Template| {
        let headings = template
            .headings
            .iter()
            .filter(|heading| lines.contains(&heading.folded))
            .count();
        let signed = template.signs.iter().any(|sign| text.contains(sign.as_str()));
        (headings, signed)
    };
    rules
        .templates
        .iter()
        .map(|template| (count(template), template))
        .filter(|((headings, signed), template)| {
            *headings >= template.at_least || *signed && *headings * 2 >= template.at_least
        })
        .max_by_key(|((headings, signed), template)| (*signed, *headings, std::cmp::Reverse(&template.id)))
        .map(|(_, template)| template)
}

/// The lines of a node that may be headings or signs of a form.
fn lines(node: &Node) -> Vec<String> {
    match node {
        Node::Heading(heading) => vec![heading.text.clone()],
        Node::Label(label) => vec![label.text.clone()],
        Node::Body(block) => vec![block.text()],
        Node::Table(grid) => grid.rows.iter().map(|row| row.line()).collect(),
    }
}
