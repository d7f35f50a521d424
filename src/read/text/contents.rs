//! Lists of contents: they repeat the headings with the pages that these stand on, and say nothing themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::read::inline::tidy;

use super::source::SourceLine;

/// Text, a leader of dots or a tab, a page.
static ENTRY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*(\S.*?)(?:\s?(?P<dots>(?:\. ?|…){4,})\s*|\t+)(\d{1,4})\s*$").ok());

struct Entry {
    line: usize,
    text: String,
    page: u32,
    dots: bool,
}

/// The lines, by index, that are entries of a list of contents.
pub(super) fn find(lines: &[SourceLine<'_>]) -> BTreeSet<usize> {
    let entries: Vec<Entry> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| entry(index, line.raw))
        .collect();
    let dotted = entries.iter().filter(|entry| entry.dots).map(|entry| entry.line);
    let mut found: BTreeSet<usize> = dotted.collect();
    if found.len() < 2 {
        found.clear();
    }
    let tabbed: Vec<&Entry> = entries.iter().filter(|entry| !entry.dots).collect();
    if tabbed.len() >= 3 {
        let texts = texts(lines);
        for group in tabbed.chunk_by(|a, b| a.page <= b.page && only_blank(&lines[a.line + 1..b.line])) {
            // A table of numbers looks the same, but its labels are no headings further down.
            let later = |entry: &&&Entry| texts.get(&entry.text).is_some_and(|last| *last > entry.line);
            if group.len() >= 3 && group.iter().filter(later).count() * 2 >= group.len() {
                found.extend(group.iter().map(|entry| entry.line));
            }
        }
    }
    found
}

fn entry(line: usize, raw: &str) -> Option<Entry> {
    let parts = ENTRY.as_ref()?.captures(raw)?;
    Some(Entry {
        line,
        text: tidy(&parts[1]),
        page: parts.get(3)?.as_str().parse().ok()?,
        dots: parts.name("dots").is_some(),
    })
}

/// Every line's text and the last line that has it.
fn texts(lines: &[SourceLine<'_>]) -> BTreeMap<String, usize> {
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| (tidy(line.raw), index))
        .collect()
}

fn only_blank(lines: &[SourceLine<'_>]) -> bool {
    lines.iter().all(SourceLine::is_blank)
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn entries_with_leaders_and_with_tabs_are_found() {
        let text = "Contents\n1. Aim ........ 2\n2. Time . . . . . 3\n\nAim\n";
        assert_eq!(find(&source::lines(text)), BTreeSet::from([1, 2]));
        let text = "1. Aim\t1\n\n2. Time\t2\n3. Data\t2\n\n1. Aim\nPay\n2. Time\nYears\n";
        assert_eq!(find(&source::lines(text)), BTreeSet::from([0, 2, 3]));
    }

    #[test]
    fn a_table_of_numbers_stays() {
        assert!(find(&source::lines("Staff\t3\nGuests\t40\nDonors\t50\n")).is_empty());
    }
}
