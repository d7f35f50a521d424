//! A comparison as one page for a browser: nothing is fetched, and no script runs.

use std::io::{self, Write};

use minijinja::{Environment, context};
use serde::Serialize;

use super::{Sides, before, totals};
use crate::diff::{Diff, Finding, Name};
use crate::write::shown;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// A changed record, as the page shows it.
#[derive(Serialize)]
struct Shown {
    title: String,
    place: String,
    was: Option<String>,
    fields: Vec<Row>,
    closed: Vec<Finding>,
    opened: Vec<Finding>,
}

#[derive(Serialize)]
struct Row {
    field: String,
    change: &'static str,
    old: String,
    new: String,
}

/// Writes a comparison as a page.
///
/// # Errors
///
/// Those of the stream.
pub fn html(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    let changed: Vec<Shown> = diff
        .changed
        .iter()
        .map(|changed| Shown {
            title: known_as(&changed.record),
            place: shown(&changed.record.place()),
            was: changed.was.as_ref().map(|was| before(was, changed.by)),
            fields: changed
                .fields
                .iter()
                .map(|field| {
                    let Sides { old, new } = Sides::of(field);
                    Row {
                        field: field.field.clone(),
                        change: field.change.name(),
                        old,
                        new,
                    }
                })
                .collect(),
            closed: changed.closed.clone(),
            opened: changed.opened.clone(),
        })
        .collect();
    let names = |names: &[Name]| -> Vec<(String, String)> {
        names
            .iter()
            .map(|name| (known_as(name), shown(&name.place())))
            .collect()
    };
    let mut environment = Environment::new();
    // Under this name values are escaped as HTML wants it.
    environment.add_template("page.html", PAGE).map_err(io::Error::other)?;
    let page = environment.get_template("page.html").map_err(io::Error::other)?;
    let page = page.render(context! {
        style => minijinja::Value::from_safe_string(STYLE.to_owned()),
        version => env!("CARGO_PKG_VERSION"),
        totals => totals(diff),
        changed => minijinja::value::Serde(&changed),
        removed => names(&diff.removed),
        added => names(&diff.added),
        unread => diff.unread.clone(),
        readable => diff.readable.clone(),
    });
    out.write_all(page.map_err(io::Error::other)?.as_bytes())?;
    out.flush()
}

fn known_as(name: &Name) -> String {
    name.title.as_deref().map_or_else(|| shown(&name.place()), shown)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::examples;
    use super::*;

    #[test]
    fn the_page_holds_all_and_fetches_nothing_and_documents_bring_no_mark_up() {
        let mut out = Vec::new();
        html(&examples::moved(), &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("<del>five years</del>"), "{page}");
        assert!(page.contains("<ins>ten years</ins>"), "{page}");
        assert!(
            page.contains("&lt;b&gt;Ann&lt;&#x2f;b&gt; *") || page.contains("&lt;b&gt;Ann&lt;/b&gt; *"),
            "{page}"
        );
        for fetched in ["<script", "<link", "src=", "url(", "@import"] {
            assert!(!page.contains(fetched), "{fetched}");
        }
    }
}
