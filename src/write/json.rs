//! One JSON array of the objects that [`Jsonl`](super::Jsonl) writes as lines.

use std::io::{self, Write};

use super::{Line, Resumable, Summary, Writer};
use crate::outcome::Outcome;

/// Writes one JSON array, an element a line.
pub struct Json<W> {
    out: W,
    begun: bool,
}

impl<W: Write> Json<W> {
    /// Writes to `out`, which should be buffered.
    pub fn new(out: W) -> Json<W> {
        Json { out, begun: false }
    }
}

impl<W: Write> Writer for Json<W> {
    fn outcome(&mut self, outcome: &Outcome) -> io::Result<()> {
        for line in Line::of(outcome) {
            self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
            self.begun = true;
            line.write(&mut self.out)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, _summary: &Summary) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()
    }
}

impl<W: Write> Resumable for Json<W> {
    fn go_on(&mut self) {
        self.begun = true;
    }

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
    fn it_is_json_with_and_without_documents() {
        for count in 0..3 {
            let mut out = Vec::new();
            let mut writer = Box::new(Json::new(&mut out));
            for _ in 0..count {
                writer.outcome(&examples::document()).unwrap();
            }
            writer.finish(&Summary::default()).unwrap();
            let array: Vec<serde_json::Value> = serde_json::from_slice(&out).unwrap();
            assert_eq!(array.len(), count);
        }
    }
}
