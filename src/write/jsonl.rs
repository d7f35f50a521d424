//! JSON Lines: one object a line, a record or a failure.

use std::io::{self, Write};

use super::{Line, Resumable, Summary, Writer};
use crate::outcome::Outcome;

/// Writes JSON Lines.
pub struct Jsonl<W> {
    out: W,
}

impl<W: Write> Jsonl<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W) -> Jsonl<W> {
        Jsonl { out }
    }
}

impl<W: Write> Writer for Jsonl<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        for line in Line::of(outcome) {
            line.write(&mut self.out)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _summary: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> Resumable for Jsonl<W> {
    fn go_on(&mut self) {}

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::write::report::examples;

    #[test]
    fn the_type_comes_first_and_a_line_is_a_line() {
        let mut out = Vec::new();
        let mut writer = Box::new(Jsonl::new(&mut out));
        writer.outcome(&examples::document()).unwrap();
        writer.outcome(&examples::unread()).unwrap();
        writer.finish(&Summary::default()).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(
            lines[0].starts_with(r#"{"type":"record","schema":"ropex/record/1","id":"#),
            "{}",
            lines[0]
        );
        assert!(
            lines[1].starts_with(r#"{"type":"failure","schema":"ropex/record/1","source":{"path":"#),
            "{}",
            lines[1]
        );
    }
}
