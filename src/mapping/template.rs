//! Which form a part follows.

use std::borrow::Cow;

use foldhash::HashSet;

use crate::language::Tagged;
use crate::outline::Node;
use crate::rules::{Rules, Template, fold};

/// A sign of a form stands in the first so many bytes of a paragraph, and no heading of one is longer.
const LONGEST: usize = 300;
/// And its first word, numbering and all, in these.
const OPENING: usize = 60;

/// The form whose headings are there: enough of them, or a few and a sign (its title, its legal sentence).
pub(super) fn recognise<'r>(tagged: &Tagged<'r>, rules: &'r Rules) -> Option<&'r Template> {
    // A form's headings are in its own language.
    let spoken = |template: &&Template| tagged.main.iter().any(|language| language.code == template.language);
    let templates: Vec<&Template> = rules.templates.iter().filter(spoken).collect();
    if templates.is_empty() {
        return None;
    }
    let lines: Vec<Cow<'_, str>> = tagged.part.nodes.iter().flat_map(lines).collect();
    // Most lines are told to be no heading of a form by their first word.
    let may_be_heading = |line: &&Cow<'_, str>| {
        let word = fold::first_word(fold::opening(line, OPENING));
        line.len() <= LONGEST
            && templates
                .iter()
                .any(|template| template.headings_from(&word).next().is_some())
    };
    let known: HashSet<String> = lines.iter().filter(may_be_heading).map(|line| fold(line)).collect();
    let near: Vec<(usize, &Template)> = templates
        .into_iter()
        .map(|template| {
            let headings = template.headings.iter();
            let there = headings.filter(|heading| known.contains(&heading.folded));
            (there.count(), template)
        })
        .filter(|(there, template)| there * 2 >= template.at_least)
        .collect();
    match near.as_slice() {
        [] => None,
        [(there, template)] if *there >= template.at_least => Some(template),
        _ => signed(near, &lines),
    }
}

/// Of forms some of whose headings are there, the one that its signs tell, else the one with the most headings.
fn signed<'r>(near: Vec<(usize, &'r Template)>, lines: &[Cow<'_, str>]) -> Option<&'r Template> {
    let openings = lines.iter().map(|line| fold(fold::opening(line, LONGEST)));
    let openings = openings.collect::<Vec<_>>().join("\n");
    near.into_iter()
        .map(|(there, template)| {
            let signed = template.signs.iter().any(|sign| openings.contains(sign.as_str()));
            (signed, there, template)
        })
        .filter(|(signed, there, template)| *signed || *there >= template.at_least)
        .max_by_key(|(signed, there, template)| (*signed, *there, std::cmp::Reverse(&template.id)))
        .map(|(.., template)| template)
}

/// The lines of a node that may be headings or signs of a form.
fn lines(node: &Node) -> Vec<Cow<'_, str>> {
    match node {
        Node::Heading(heading) => vec![heading.text.as_str().into()],
        Node::Label(label) => vec![label.text.as_str().into()],
        Node::Body(block) => match block.lines.as_slice() {
            [line] => vec![line.text.as_str().into()],
            _ => vec![block.text().into()],
        },
        Node::Table(grid) => grid.rows.iter().map(|row| row.line().into()).collect(),
    }
}
