//! C039: a document that calls itself a draft, in its head or its title.

use super::look::{Finding, Look};
use crate::record::Provenance;

const FIELD: &str = "title";
/// A longer line is prose, and a draft of something else may be spoken of in it.
const LONGEST: usize = 120;

/// The words stand in a line above the first field, or in the title.
pub(super) fn unfinished(look: &Look<'_>) -> Vec<Finding> {
    if let Some(title) = look.stated(FIELD)
        && let Some(hit) = look.find("draft", &title.text).into_iter().next()
    {
        return vec![Finding::on(look, FIELD).quote_at(FIELD, title, hit.at)];
    }
    let short = look.opening.iter().filter(|line| line.text.chars().count() <= LONGEST);
    let mut marked = short.filter(|line| look.has("draft", &line.text));
    let Some(line) = marked.next() else {
        return Vec::new();
    };
    let finding = Finding::on(look, FIELD).detail(format!("“{}”", line.text.trim()));
    vec![finding.at(Provenance::at(&line.location))]
}
