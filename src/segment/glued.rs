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
    let labels: Vec<Vec<Asked>> = nodes
        .iter()
        .map(|node| match node {
            Node::Body(block) => labels(block, scope),
            _ => Vec::new(),
        })
        .collect();
    let over_values = labels.iter().flat_map(|labels| labels.windows(2)).filter_map(|pair| {
        let (field, weak) = pair[0]?;
        (!weak && pair[1].is_none()).then_some(field)
    });
    if over_values.collect::<BTreeSet<FieldId>>().len() < TOGETHER {
        return Cow::Borrowed(nodes);
    }
    let parted = nodes.iter().zip(&labels).flat_map(|(node, labels)| match node {
        Node::Body(block) if labels.iter().any(Option::is_some) => parts(block, labels),
        other => vec![other.clone()],
    });
    Cow::Owned(parted.collect())
}

/// The field that a line asks for, and whether only a weak phrase says so; of a line that is no label, nothing.
type Asked = Option<(FieldId, bool)>;

/// What each line of a paragraph asks for. A weak label that stands right under another is its value.
fn labels(block: &TextBlock, scope: &Scope<'_>) -> Vec<Asked> {
    let mut labels: Vec<Asked> = Vec::with_capacity(block.lines.len());
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
fn parts(block: &TextBlock, labels: &[Asked]) -> Vec<Node> {
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::outline::outline;
    use crate::read::{Limits, read};
    use crate::rules::Rules;

    /// What a text is parted into: `label = value` of each label, and the other nodes' texts.
    fn parted(text: &str) -> Vec<String> {
        let rules = Rules::embedded().unwrap();
        let scope = Scope::new(&rules, None, vec![rules.language("en").unwrap()], []);
        let document = read(text.as_bytes(), Format::Text, &Limits::default()).unwrap();
        let shown = |node: &Node| match node {
            Node::Label(label) => {
                let value: Vec<String> = label.value.iter().map(Block::text).collect();
                format!("{} = {}", label.text, value.join("/"))
            }
            other => other.text(),
        };
        part(&outline(&document).nodes, &scope).iter().map(shown).collect()
    }

    #[test]
    fn labels_over_their_values_are_parted_from_them() {
        let found = parted(
            "Exported on a Friday.\nPurpose of the processing\nPaying wages\nCategories of data subjects\nStaff\n\
             Recipients of the data\nThe bank\nThe tax office\nRetention period\nTen years\nLegal basis\nArticle 6(1)(c)\n",
        );
        assert_eq!(
            found,
            [
                "Exported on a Friday.",
                "Purpose of the processing = Paying wages",
                "Categories of data subjects = Staff",
                "Recipients of the data = The bank\nThe tax office",
                "Retention period = Ten years",
                "Legal basis = Article 6(1)(c)",
            ]
        );
    }

    #[test]
    fn a_label_without_a_value_stays_one_where_the_next_follows() {
        let found = parted(
            "Purpose of the processing\nPaying wages\nRecipients of the data\nRetention period\nTen years\n\
             Legal basis\nArticle 6(1)(c)\nCategories of data subjects\nStaff\n",
        );
        assert_eq!(found[1], "Recipients of the data = ");
        assert_eq!(found[2], "Retention period = Ten years");
    }

    #[test]
    fn a_list_that_names_a_few_fields_is_left_alone() {
        let list = "Purpose of the processing\nPaying wages\nRecipients of the data\nThe bank\nAnd so on\n";
        assert_eq!(parted(list).len(), 1);
        // A contents page: no field has anything under it.
        let contents =
            "Purpose of the processing\nRecipients of the data\nRetention period\nLegal basis\nData subjects\n";
        assert_eq!(parted(contents).len(), 1);
    }
}
