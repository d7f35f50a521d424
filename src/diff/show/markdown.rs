//! A comparison for a pull request.

use std::io::{self, Write};

use super::{Sides, before, totals};
use crate::diff::{Changed, Diff, Finding, Name};
use crate::write::escaped;

/// Writes a comparison as Markdown.
///
/// # Errors
///
/// Those of the stream.
pub fn markdown(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Records compared\n\n**{}**\n", totals(diff))?;
    for changed in &diff.changed {
        record(changed, out)?;
    }
    list("Removed", diff.removed.iter().map(known_as), out)?;
    list("Added", diff.added.iter().map(known_as), out)?;
    list("Not read any more", diff.unread.iter().map(escaped), out)?;
    list("Read now", diff.readable.iter().map(escaped), out)?;
    out.flush()
}

fn record(changed: &Changed, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## {}\n", known_as(&changed.record))?;
    if let Some(was) = &changed.was {
        writeln!(out, "{}\n", escaped(before(was, changed.by)))?;
    }
    if !changed.fields.is_empty() {
        writeln!(out, "| field | change | before | after |\n| --- | --- | --- | --- |")?;
        for field in &changed.fields {
            let Sides { old, new } = Sides::of(field);
            let cells = [&*field.field, field.change.name(), &old, &new];
            writeln!(out, "| {} |", cells.map(escaped).join(" | "))?;
        }
        writeln!(out)?;
    }
    let gap = |gap: &Finding| {
        format!(
            "{} {} {}",
            gap.severity.name(),
            escaped(&gap.code),
            escaped(&gap.message)
        )
    };
    list("Gaps closed", changed.closed.iter().map(gap), out)?;
    list("Gaps opened", changed.opened.iter().map(gap), out)
}

fn list(words: &str, items: impl ExactSizeIterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    if items.len() == 0 {
        return Ok(());
    }
    writeln!(out, "**{words}**\n")?;
    for item in items {
        writeln!(out, "- {item}")?;
    }
    writeln!(out)
}

fn known_as(name: &Name) -> String {
    match &name.title {
        Some(title) => format!("{} ({})", escaped(title), escaped(name.place())),
        None => escaped(name.place()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::examples;
    use super::*;

    #[test]
    fn changes_are_a_table_and_mark_up_of_documents_is_text() {
        let mut out = Vec::new();
        markdown(&examples::moved(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(
            text.contains("\n| retention | text | five years | ten years |\n"),
            "{text}"
        );
        assert!(text.contains(r"| dpo | added |  | \<b\>Ann\</b\> \* |"), "{text}");
        assert!(
            text.contains("**Gaps closed**\n\n- error G001 not stated: dpo\n"),
            "{text}"
        );
        assert!(text.contains("**Removed**\n\n- Mail (gone.txt\\#1)\n"), "{text}");
    }
}
