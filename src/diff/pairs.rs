//! Which record of one run is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use super::By;
use super::side::Entry;
use crate::audit::fingerprint::folded;

/// Indexes of one record in both runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) by: By,
}

/// A key that a record is known by; nothing, where it has none.
type Key = fn(&Entry) -> Option<Vec<String>>;

/// From the surest to the least sure. Within a file the name comes before the index: one record more at the top must
/// not make all others differ.
const KEYS: [(By, Key); 5] = [
    (By::Path, |entry| {
        Some(vec![entry.source.path.clone(), folded(entry.called()?)])
    }),
    (By::Path, |entry| {
        Some(vec![entry.source.path.clone(), entry.record.index.to_string()])
    }),
    (By::Content, |entry| {
        Some(vec![entry.source.sha256.clone()?, folded(entry.called()?)])
    }),
    (By::Content, |entry| {
        Some(vec![entry.source.sha256.clone()?, entry.record.index.to_string()])
    }),
    (By::Title, |entry| Some(vec![folded(entry.called()?)])),
];

/// All pairs, in the order of the new run.
pub(super) fn pairs(old: &[Entry], new: &[Entry]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let (mut met_old, mut met_new) = (BTreeSet::new(), BTreeSet::new());
    for (by, key) in KEYS {
        let left_old = unique(old, key, |at| !met_old.contains(&at));
        let left_new = unique(new, key, |at| !met_new.contains(&at));
        for (key, new) in left_new {
            if let Some(&old) = left_old.get(&key) {
                met_old.insert(old);
                met_new.insert(new);
                pairs.push(Pair { old, new, by });
            }
        }
    }
    pairs.sort_by_key(|pair| pair.new);
    pairs
}

/// Records that alone have their key among those that are left.
fn unique(entries: &[Entry], key: Key, left: impl Fn(usize) -> bool) -> BTreeMap<Vec<String>, usize> {
    let mut met: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(at, _)| left(*at)) {
        if let Some(key) = key(entry) {
            met.entry(key).or_default().push(at);
        }
    }
    let alone = met.into_iter().filter(|(_, all)| all.len() == 1);
    alone.map(|(key, all)| (key, all[0])).collect()
}

#[cfg(test)]
mod tests {
    use super::super::side::tests::{line, side};
    use super::*;

    fn told(old: &[String], new: &[String]) -> Vec<(usize, usize, By)> {
        let pairs = pairs(&side(old).records, &side(new).records);
        pairs.iter().map(|pair| (pair.old, pair.new, pair.by)).collect()
    }

    #[test]
    fn a_record_more_at_the_top_of_a_file_moves_none() {
        let old = [
            line("a", 1, "1", &["title=Mail"], &[]),
            line("a", 2, "1", &["title=Club"], &[]),
        ];
        let new = [
            line("a", 1, "2", &["title=Staff"], &[]),
            line("a", 2, "2", &["title=MAIL"], &[]),
            line("a", 3, "2", &["title=Club"], &[]),
        ];
        assert_eq!(told(&old, &new), [(0, 1, By::Path), (1, 2, By::Path)]);
    }

    #[test]
    fn a_new_title_is_no_new_record() {
        let old = [line("a", 1, "1", &["title=Mail"], &[])];
        let new = [line("a", 1, "2", &["title=Letters"], &[])];
        assert_eq!(told(&old, &new), [(0, 0, By::Path)]);
    }

    #[test]
    fn a_moved_file_is_known_by_its_bytes_and_an_edited_one_by_its_title() {
        let old = [line("a", 1, "1", &[], &[]), line("b", 1, "2", &["title=Club"], &[])];
        let new = [line("x/a", 1, "1", &[], &[]), line("x/b", 1, "3", &["title=Club"], &[])];
        assert_eq!(told(&old, &new), [(0, 0, By::Content), (1, 1, By::Title)]);
    }

    #[test]
    fn a_title_that_several_have_tells_none() {
        let old = [line("a", 1, "1", &["title=Club"], &[])];
        let new = [
            line("b", 1, "2", &["title=Club"], &[]),
            line("c", 1, "3", &["title=Club"], &[]),
        ];
        assert_eq!(told(&old, &new), []);
    }
}
