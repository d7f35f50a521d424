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

/// The lines, by index, that belong to a head or foot that comes back on three pages, or on most of a few.
///
/// `share`: of how many sections at most one must have it. A heading that comes back now and then is none.
///
/// Compared word by word and not line by line, since the same head may break its lines in different places.
pub(super) fn find(lines: &[SourceLine<'_>], sections: &[Section], edge: Edge, share: usize) -> BTreeSet<usize> {
    let mut open: Vec<Vec<(usize, Vec<&str>)>> = sections
        .iter()
        .map(|section| edge_lines(lines, section, edge))
        .collect();
    let least = sections
        .len()
        .div_ceil(share)
        .max(if sections.len() < 4 { 2 } else { 3 });
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

/// The lines at the edge of a section with their words, outermost first; at the foot the words run backwards.
fn edge_lines<'a>(lines: &[SourceLine<'a>], section: &[usize], edge: Edge) -> Vec<(usize, Vec<&'a str>)> {
    let outermost: Vec<usize> = match edge {
        Edge::Head => section.iter().take(DEPTH).copied().collect(),
        Edge::Foot => section.iter().rev().take(DEPTH).copied().collect(),
    };
    let outermost = outermost
        .into_iter()
        .take_while(|line| !lines[*line].raw.trim().contains('\t'));
    outermost
        .map(|line| {
            let mut words: Vec<&str> = lines[line].raw.split_whitespace().collect();
            if edge == Edge::Foot {
                words.reverse();
            }
            (line, words)
        })
        .collect()
}

/// The longest run of words that ends with a line somewhere and begins enough sections.
fn longest_head<'a>(sections: &[Vec<(usize, Vec<&'a str>)>], least: usize) -> Option<Vec<&'a str>> {
    let mut counts: BTreeMap<Vec<&str>, (usize, bool)> = BTreeMap::new();
    for section in sections {
        let mut words = Vec::new();
        for (_, line) in section {
            for (index, word) in line.iter().enumerate() {
                words.push(*word);
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
    heads.map(|(words, _)| words).max_by_key(Vec::len)
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
