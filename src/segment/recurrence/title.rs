//! What the heading of a record says: its title, and the number that counts it.

use super::Bound;
use crate::document::Line;
use crate::outline::{Heading, Node};
use crate::segment::numbered;

/// The title in the heading of a record: without its number, and without the words that all titles of the series begin
/// with ("Data processing –").
pub(super) fn of(heading: &Heading, nodes: &[Node], bounds: &[Bound]) -> Line {
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
pub(super) fn counted(title: &Node) -> Option<Line> {
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
