//! A stream that ends at a line before it grows too long.

use std::io::{self, Write};

/// Passes whole lines on while they fit, then one note, then nothing.
pub struct Bounded<W: Write> {
    out: W,
    /// Bytes that may still be written, the note aside.
    left: usize,
    /// What stands where the rest would; emptied once it is written.
    note: &'static str,
    line: Vec<u8>,
}

impl<W: Write> Bounded<W> {
    /// Writes at most so many bytes to `out`, and `note` in place of what is over that.
    pub fn new(out: W, bytes: usize, note: &'static str) -> Bounded<W> {
        Bounded {
            out,
            left: bytes,
            note,
            line: Vec::new(),
        }
    }
}

impl<W: Write> Write for Bounded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if !self.line.ends_with(b"\n") {
                continue;
            }
            if self.line.len() <= self.left {
                self.left -= self.line.len();
                self.out.write_all(&self.line)?;
            } else {
                // Nothing after it, however short: a report with holes is none.
                self.left = 0;
                self.out.write_all(std::mem::take(&mut self.note).as_bytes())?;
            }
            self.line.clear();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_and_what_is_missing_is_said_once() {
        let mut out = Vec::new();
        let mut bounded = Bounded::new(&mut out, 12, "(more)\n");
        for part in ["one\ntw", "o\nthree, too long\nx\n", "y\n"] {
            bounded.write_all(part.as_bytes()).unwrap();
        }
        assert_eq!(out, b"one\ntwo\n(more)\n");
    }
}
