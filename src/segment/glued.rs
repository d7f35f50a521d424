//! Labels on lines of their own, over their values and glued to them: exports and pasted forms that print `Purpose`, the
//! purpose on the next line, `Recipients` on the one after.
//!
//! No look tells such a line from a value, only its words. They count where several fields are asked for in this way.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::document::{Block, Line, Location, Role, TextBlock};
use crate::outline::{Label, LabelMark, Node};
use crate::rules::{FieldId, Scope};

/// So many fields must stand over a value in this way.
const TOGETHER: usize = 4;
/// A label is no longer than this (Unicode scalars).
const LONGEST: usize = 90;

/// Lines of the text, for the languages that they may be labels in.
pub(super) fn lines(block: &TextBlock) -> impl Iterator<Item = &Line> {
    let several = block.role == Role::Paragraph && block.lines.len() > 1;
    let short = |line: &&Line| line.text.chars().count() <= LONGEST;
    block
        .lines
        .iter()
        .filter(short)
        .take(if several { usize::MAX } else { 0 })
}

/// The nodes, with the paragraphs that are made of such labels parted into them.
pub(super) fn part<'n>(nodes: &'n [Node], scope: &Scope<'_>) -> Cow<'n, [Node]> {
    let labels = |block: &TextBlock| labels(block, scope);
    let over_values = |block: &TextBlock| -> Vec<FieldId> {
        let labels = labels(block);
        let over = labels.windows(2).filter(|pair| pair[1].is_none());
        over.filter_map(|pair| pair[0].filter(|(_, weak)| !weak).map(|(field, _)| field))
            .collect()
    };
    let fields: BTreeSet<FieldId> = nodes
        .iter()
        .filter_map(|node| match node {
            Node::Body(block) => Some(over_values(block)),
            _ => None,
        })
        .flatten()
        .collect();
    if fields.len() < TOGETHER {
        return Cow::Borrowed(nodes);
    }
    let parted = nodes.iter().flat_map(|node| match node {
        Node::Body(block) if labels(block).iter().any(Option::is_some) => parts(block, &labels(block)),
        other => vec![other.clone()],
    });
    Cow::Owned(parted.collect())
}

/// For each line of a paragraph, the field that it asks for and whether only a weak phrase says so. A weak one that
/// stands right under a label is its value.
fn labels(block: &TextBlock, scope: &Scope<'_>) -> Vec<Option<(FieldId, bool)>> {
    let mut labels: Vec<Option<(FieldId, bool)>> = Vec::with_capacity(block.lines.len());
    if lines(block).next().is_none() {
        return labels;
    }
    for line in &block.lines {
        let below_label = labels.last().is_some_and(Option::is_some);
        let found = (line.text.chars().count() <= LONGEST)
            .then(|| scope.exact(&line.text))
            .flatten();
        let found = found.map(|found| (found.fields[0], found.weak));
        labels.push(found.filter(|(_, weak)| !weak || !below_label));
    }
    labels
}

/// The labels that a paragraph is made of, each with the lines below it; lines before the first stay a paragraph.
fn parts(block: &TextBlock, labels: &[Option<(FieldId, bool)>]) -> Vec<Node> {
    let text = |lines: &[Line]| TextBlock {
        lines: lines.to_vec(),
        ..block.clone()
    };
    let starts: Vec<usize> = (0..labels.len()).filter(|&at| labels[at].is_some()).collect();
    let ends = starts.iter().skip(1).copied().chain([labels.len()]);
    let mut nodes = Vec::with_capacity(starts.len() + 1);
    if let Some(&first) = starts.first().filter(|&&first| first > 0) {
        nodes.push(Node::Body(text(&block.lines[..first])));
    }
    nodes.extend(starts.iter().zip(ends).map(|(&from, to)| {
        let value = &block.lines[from + 1..to];
        Node::Label(Label {
            text: block.lines[from].text.trim().trim_end_matches(':').to_owned(),
            group: None,
            mark: LabelMark::Colon,
            value: (!value.is_empty())
                .then(|| Block::Text(text(value)))
                .into_iter()
                .collect(),
            whole: text(&block.lines[from..to]),
            bullet: false,
            location: Location::around(block.lines[from..to].iter().map(|line| &line.location)),
        })
    }));
    nodes
}
