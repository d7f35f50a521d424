//! Which form a part follows.

use foldhash::HashSet;

use crate::language::Tagged;
use crate::outline::Node;
use crate::rules::{Rules, Template, fold};

/// Headings and signs of a form stand in the first so many bytes of a paragraph.
const LONGEST: usize = 300;

/// The form whose headings are there: enough of them, or a few and a sign (its title, its legal sentence).
pub(super) fn recognise<'r>(tagged: &Tagged<'r>, rules: &'r Rules) -> Option<&'r Template> {
    // A form's headings are in its own language.
    let spoken = |template: &&Template| tagged.main.iter().any(|language| language.code == template.language);
    let templates: Vec<&Template> = rules.templates.iter().filter(spoken).collect();
    if templates.is_empty() {
        return None;
    }
    // One text to look for signs in: they are many, and the lines more.
    let lines = tagged.part.nodes.iter().flat_map(lines);
    let text: Vec<String> = lines.map(|text| fold(fold::opening(&text, LONGEST))).collect();
    let text = text.join("\n");
    let known: HashSet<&str> = text.lines().collect();
    let count = |template: &Template| {
        let headings = template.headings.iter();
        let headings = headings.filter(|heading| known.contains(heading.folded.as_str()));
        let signed = |sign: &String| text.contains(sign.as_str());
        (headings.count(), template.signs.iter().any(signed))
    };
    templates
        .into_iter()
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
