//! A comparison for a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Sides, before, excerpt, totals};
use crate::diff::{Changed, Diff, Finding, Name};
use crate::write::shown;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const RED: Style = AnsiColor::Red.on_default();
const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Writes a comparison, with styles; the stream takes them out where nobody sees them.
///
/// # Errors
///
/// Those of the stream.
pub fn text(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    for changed in &diff.changed {
        record(changed, out)?;
    }
    names(&diff.removed, ("removed", "-", RED), out)?;
    names(&diff.added, ("added", "+", GREEN), out)?;
    paths(&diff.unread, ("not read any more", RED), out)?;
    paths(&diff.readable, ("read now", GREEN), out)?;
    match diff.is_empty() {
        true => writeln!(out, "No difference: {}", totals(diff))?,
        false => writeln!(out, "{BOLD}{}{BOLD:#}", totals(diff))?,
    }
    out.flush()
}

fn record(changed: &Changed, out: &mut dyn Write) -> io::Result<()> {
    let (place, title) = known_as(&changed.record);
    writeln!(out, "{BOLD}{place}{BOLD:#}  {title}")?;
    if let Some(was) = &changed.was {
        writeln!(out, "  {DIM}{}{DIM:#}", before(was, changed.by))?;
    }
    for field in &changed.fields {
        let Sides { old, new } = Sides::of(field);
        writeln!(
            out,
            "  {YELLOW}{}{YELLOW:#} {DIM}{}{DIM:#}",
            field.field,
            field.change.name()
        )?;
        if field.old.is_some() {
            writeln!(out, "    {RED}- {old}{RED:#}")?;
        }
        if field.new.is_some() {
            writeln!(out, "    {GREEN}+ {new}{GREEN:#}")?;
        }
    }
    gaps(&changed.closed, ("gap closed", GREEN), out)?;
    gaps(&changed.opened, ("gap opened", RED), out)?;
    writeln!(out)
}

fn gaps(gaps: &[Finding], (words, style): (&str, Style), out: &mut dyn Write) -> io::Result<()> {
    gaps.iter().try_for_each(|gap| {
        let (severity, code, message) = (gap.severity.name(), shown(&gap.code), shown(&gap.message));
        writeln!(out, "  {style}{words}{style:#}  {severity} {code} {message}")
    })
}

fn names(names: &[Name], (words, sign, style): (&str, &str, Style), out: &mut dyn Write) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}{words}{BOLD:#}")?;
    for name in names {
        let (place, title) = known_as(name);
        writeln!(out, "  {style}{sign} {place}  {title}{style:#}")?;
    }
    writeln!(out)
}

fn paths(paths: &[String], (words, style): (&str, Style), out: &mut dyn Write) -> io::Result<()> {
    if paths.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}{words}{BOLD:#}")?;
    for path in paths {
        writeln!(out, "  {style}{}{style:#}", shown(path))?;
    }
    writeln!(out)
}

fn known_as(name: &Name) -> (String, String) {
    let title = name.title.as_deref().unwrap_or_default();
    (shown(&name.place()), excerpt::cut(&shown(title)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::examples;
    use super::*;
    use crate::diff::{Side, diff};

    fn plain(diff: &Diff) -> String {
        let mut out = Vec::new();
        text(diff, &mut anstream::StripStream::new(&mut out)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_terminal_sees_each_field_before_and_after() {
        let expected = "\
b.txt#1  Club register
  was a.txt#1, Club register (same title)
  dpo added
    + <b>Ann</b> *
  retention text
    - five years
    + ten years
  gap closed  error G001 not stated: dpo
  gap opened  error G001 not stated: purposes

removed
  - gone.txt#1  Mail

added
  + new.txt#1  Door [31m

1 record changed, 1 added, 1 removed, 0 the same; 1 gap closed, 1 opened
";
        assert_eq!(plain(&examples::moved()), expected);
    }

    #[test]
    fn nothing_different_is_said() {
        let none = diff(&Side::default(), &Side::default());
        assert!(plain(&none).starts_with("No difference: "));
    }
}
