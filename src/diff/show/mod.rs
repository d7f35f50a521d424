//! A comparison laid out: for a terminal, a pull request, a browser. As JSON it is written as it is.

mod excerpt;
mod html;
mod markdown;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use text::text;

use super::{By, Change, Diff, FieldChange, Name, Stated, in_words};
use crate::write::{Count, shown};

/// What a field said and says, each on one line and cut to where they differ; empty for what is not there.
struct Sides {
    old: String,
    new: String,
}

impl Sides {
    fn of(change: &FieldChange) -> Sides {
        let side = |stated: &Option<Stated>| {
            stated
                .as_ref()
                .map(|stated| told(stated, change.change))
                .unwrap_or_default()
        };
        let (old, new) = (side(&change.old), side(&change.new));
        let (old, new) = excerpt::excerpts(&old, &new);
        Sides { old, new }
    }
}

/// What of a field shows the change. The normalized value is where two texts mean different things.
fn told(stated: &Stated, change: Change) -> String {
    let value = stated.value.as_ref().map(in_words).filter(|words| !words.is_empty());
    let text = shown(&stated.text);
    let text = match (change, value) {
        (Change::Value, Some(value)) => format!("{} ({text})", shown(&value)),
        _ => text,
    };
    match change {
        Change::Status if text.is_empty() => stated.status.replace('_', " "),
        Change::Status => format!("{}: {text}", stated.status.replace('_', " ")),
        _ => text,
    }
}

/// `2 records changed, 1 added, …; 3 gaps closed, 1 opened`.
fn totals(diff: &Diff) -> String {
    let summary = diff.summary;
    let mut words = format!(
        "{} changed, {} added, {} removed, {} the same; {} closed, {} opened",
        Count(summary.changed, "record"),
        summary.added,
        summary.removed,
        summary.same,
        Count(summary.closed, "gap"),
        summary.opened
    );
    if !diff.unread.is_empty() {
        words += &format!("; {} not read any more", Count(diff.unread.len(), "document"));
    }
    words
}

/// Where a record stood before, and what tells that it is the same one.
fn before(was: &Name, by: By) -> String {
    let by = match by {
        By::Path => "same path",
        By::Content => "same content",
        By::Title => "same title",
    };
    let title = was
        .title
        .as_deref()
        .map(|title| format!(", {}", excerpt::cut(&shown(title))))
        .unwrap_or_default();
    format!("was {}{title} ({by})", shown(&was.place()))
}

#[cfg(test)]
mod examples {
    use super::super::side::tests::{line, side};
    use super::super::{Diff, diff};

    /// A record that changed and moved, one that came, one that went.
    pub(super) fn moved() -> Diff {
        let old = side(&[
            line(
                "a.txt",
                1,
                "1",
                &["title=Club register", "retention=five years"],
                &["dpo"],
            ),
            line("gone.txt", 1, "2", &["title=Mail"], &[]),
        ]);
        let new = side(&[
            line(
                "b.txt",
                1,
                "3",
                &["title=Club register", "retention=ten years", "dpo=<b>Ann</b> *"],
                &["purposes"],
            ),
            line("new.txt", 1, "4", &["title=Door\u{1b}[31m"], &[]),
        ]);
        diff(&old, &new)
    }
}
