//! Running heads and feet: lines that come back at one edge of the pages.

use std::collections::{BTreeMap, BTreeSet};

use super::pages::Section;
use super::source::SourceLine;

/// Lines of a running head or foot at most.
const DEPTH: usize = 6;

/// Different heads of one document at most: left and right pages, a first page.
const KINDS: usize = 3;

/// Which end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Head,
    Foot,
}

/// The lines at one edge of a section, outermost first, each by its index and with its words.
type Edges = Vec<(usize, Vec<String>)>;

/// The lines, by index, that belong to a head or foot that comes back on three pages, or on most of a few.
///
/// `share`: of how many sections at most one must have it. A heading that comes back now and then is none.
/// `numbered` says that sections are pages, so that a head may count them.
///
/// Compared word by word and not line by line, since the same head may break its lines in different places.
pub(super) fn find(
    lines: &[SourceLine<'_>],
    sections: &[Section],
    edge: Edge,
    share: usize,
    numbered: bool,
) -> BTreeSet<usize> {
    let pages = sections.iter().enumerate();
    let mut open: Vec<Edges> = pages
        .map(|(page, section)| edges(lines, section, edge, numbered.then_some(page)))
        .collect();
    let few = if sections.len() < 4 { 2 } else { 3 };
    let least = sections.len().div_ceil(share).max(few);
    let mut found = BTreeSet::new();
    for _ in 0..KINDS {
        let Some(head) = longest_head(&open, least) else { break };
        open.retain(|section| {
            let mut at = 0;
            for (line, words) in section {
                if !head[at..].starts_with(words) {
                    break;
                }
                at += words.len();
                found.insert(*line);
            }
            at == 0
        });
    }
    found
}

/// The lines at an edge of a section; at the foot the words run backwards.
fn edges(lines: &[SourceLine<'_>], section: &[usize], edge: Edge, page: Option<usize>) -> Edges {
    let outermost: Vec<usize> = match edge {
        Edge::Head => section.iter().take(DEPTH).copied().collect(),
        Edge::Foot => section.iter().rev().take(DEPTH).copied().collect(),
    };
    let outermost = outermost
        .into_iter()
        .take_while(|line| !lines[*line].raw.trim().contains('\t'));
    outermost
        .map(|line| {
            let mut words: Vec<String> = lines[line].raw.split_whitespace().map(str::to_owned).collect();
            // Once: on the last page the number of pages is the same one.
            let numbered = words
                .iter_mut()
                .find_map(|word| without_page(word, page?).map(|without| (word, without)));
            if let Some((word, without)) = numbered {
                *word = without;
            }
            if edge == Edge::Foot {
                words.reverse();
            }
            (line, words)
        })
        .collect()
}

/// A word with `#` for the number of this page (0-based), if it has that: `2/9` on the second one.
fn without_page(word: &str, page: usize) -> Option<String> {
    let start = word.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = word.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    (number.parse() == Ok(page + 1)).then(|| format!("{before}#{after}"))
}

/// The longest run of words that ends with a line somewhere and begins enough sections.
fn longest_head(sections: &[Edges], least: usize) -> Option<Vec<String>> {
    let mut counts: BTreeMap<Vec<&str>, (usize, bool)> = BTreeMap::new();
    for section in sections {
        let mut words = Vec::new();
        for (_, line) in section {
            for (index, word) in line.iter().enumerate() {
                words.push(word.as_str());
                let entry = counts.entry(words.clone()).or_default();
                entry.0 += 1;
                entry.1 |= index + 1 == line.len();
            }
            // Running heads are short; this also bounds what is compared.
            if words.len() > 40 {
                break;
            }
        }
    }
    let heads = counts
        .into_iter()
        .filter(|(words, (count, ends))| *ends && *count >= least && says_enough(words));
    let longest = heads.map(|(words, _)| words).max_by_key(Vec::len)?;
    Some(longest.into_iter().map(str::to_owned).collect())
}

/// A lone "No." or number comes back by chance.
fn says_enough(words: &[&str]) -> bool {
    words
        .iter()
        .flat_map(|word| word.chars())
        .filter(|c| c.is_alphabetic())
        .count()
        >= 6
}
