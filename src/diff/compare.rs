//! One record in two runs.

use std::collections::BTreeSet;

use super::side::{Entry, Finding, Stated};
use super::{By, Change, Changed, FieldChange};

/// How a record differs; nothing, where it does not.
pub(super) fn compare(old: &Entry, new: &Entry, by: By) -> Option<Changed> {
    let ids: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
    let fields: Vec<FieldChange> = ids
        .into_iter()
        .filter_map(|id| field(id, old.fields.get(id), new.fields.get(id)))
        .collect();
    let (was, record) = (old.name(), new.name());
    let changed = Changed {
        was: (was != record).then_some(was),
        record,
        by,
        fields,
        closed: without(&old.gaps, &new.gaps),
        opened: without(&new.gaps, &old.gaps),
    };
    let moved = changed.was.as_ref().is_some_and(|was| was.path != changed.record.path);
    let same = changed.fields.is_empty() && changed.closed.is_empty() && changed.opened.is_empty() && !moved;
    (!same).then_some(changed)
}

fn field(id: &str, old: Option<&Stated>, new: Option<&Stated>) -> Option<FieldChange> {
    let change = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => Change::Added,
        (Some(_), None) => Change::Removed,
        (Some(old), Some(new)) if old.status != new.status => Change::Status,
        (Some(old), Some(new)) if old.value != new.value => Change::Value,
        (Some(old), Some(new)) if old.text != new.text => Change::Text,
        _ => return None,
    };
    Some(FieldChange {
        field: id.to_owned(),
        change,
        old: old.cloned(),
        new: new.cloned(),
    })
}

/// Those of `all` that are not in `other`, each as often as it is there more.
fn without(all: &[Finding], other: &[Finding]) -> Vec<Finding> {
    let mut other: Vec<&Finding> = other.iter().collect();
    let mut rest = Vec::new();
    for finding in all {
        match other.iter().position(|known| *known == finding) {
            Some(at) => drop(other.swap_remove(at)),
            None => rest.push(finding.clone()),
        }
    }
    rest
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::side::tests::{line, side};
    use super::*;

    fn compared(old: (&[&str], &[&str]), new: (&[&str], &[&str])) -> Option<Changed> {
        let (old, new) = (
            side(&[line("a", 1, "1", old.0, old.1)]),
            side(&[line("a", 1, "2", new.0, new.1)]),
        );
        compare(&old.records[0], &new.records[0], By::Path)
    }

    #[test]
    fn fields_come_go_and_change() {
        let changed = compared((&["a=1", "b=1", "d=1"], &[]), (&["b=2", "c=1", "d=1"], &[])).unwrap();
        let told: Vec<(&str, Change)> = changed
            .fields
            .iter()
            .map(|field| (&*field.field, field.change))
            .collect();
        assert_eq!(
            told,
            [("a", Change::Removed), ("b", Change::Text), ("c", Change::Added)]
        );
    }

    #[test]
    fn gaps_close_and_open() {
        let changed = compared(
            (&[], &["dpo", "purposes", "purposes"]),
            (&[], &["purposes", "retention"]),
        )
        .unwrap();
        let fields = |gaps: &[Finding]| gaps.iter().map(|gap| gap.field.clone()).collect::<Vec<_>>();
        assert_eq!(fields(&changed.closed), ["dpo", "purposes"]);
        assert_eq!(fields(&changed.opened), ["retention"]);
    }

    #[test]
    fn other_bytes_with_the_same_answers_are_no_change() {
        assert_eq!(compared((&["a=1"], &["b"]), (&["a=1"], &["b"])), None);
    }

    #[test]
    fn a_status_outranks_a_value_and_a_value_a_text() {
        let stated = |status: &str, value: i32, text: &str| Stated {
            status: status.to_owned(),
            value: Some(value.into()),
            text: text.to_owned(),
        };
        let change = |new: Stated| field("a", Some(&stated("present", 1, "x")), Some(&new)).unwrap().change;
        assert_eq!(change(stated("empty", 2, "y")), Change::Status);
        assert_eq!(change(stated("present", 2, "y")), Change::Value);
        assert_eq!(change(stated("present", 1, "y")), Change::Text);
    }
}
