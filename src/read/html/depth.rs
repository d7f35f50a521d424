//! A bound on nesting that is checked before the page is parsed.
//!
//! The parser looks through all open elements at many a tag, as the standard says: half a megabyte of `<div>` kept it
//! busy for a minute and a half.

use std::collections::BTreeMap;

use crate::outcome::Failure;
use crate::read::bounds::too_large;
use crate::read::{Limit, Limits};

/// Tags counted here may stand in scripts or comments, so the bound is wider than that on the tree itself.
const SLACK: usize = 4;

/// Fails where more elements of one name stay open than any page needs.
pub(super) fn check(text: &str, limits: &Limits) -> Result<(), Failure> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in text.split('<').skip(1) {
        let (closes, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name = &tag[..tag
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(tag.len())];
        if name.is_empty() || closes_itself(name) {
            continue;
        }
        let count = open.entry(name).or_default();
        *count = if closes { count.saturating_sub(1) } else { *count + 1 };
        if *count > limits.nesting.saturating_mul(SLACK) {
            return Err(too_large(
                limits,
                Limit::Nesting,
                format!("the nesting of <{name}> elements"),
            ));
        }
    }
    Ok(())
}

/// Elements that are empty, or that the parser ends where the next one of their kind begins.
fn closes_itself(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        name.as_str(),
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
            | "col"
    ) || matches!(
        name.as_str(),
        "br" | "hr" | "img" | "input" | "meta" | "link" | "area" | "base" | "source" | "wbr" | "param"
    ) || matches!(name.as_str(), "embed" | "track" | "a" | "o" | "v" | "w")
}
