//! Text for a file, where nobody wants the codes that colour a terminal.

use std::io::{self, Write};

use anstream::adapter::StripBytes;

/// Takes styles out on the way to any stream; `anstream`'s own knows only streams that live for ever.
pub(super) struct Unstyled<W> {
    out: W,
    state: StripBytes,
}

impl<W: Write> Unstyled<W> {
    pub(super) fn new(out: W) -> Unstyled<W> {
        let state = StripBytes::new();
        Unstyled { out, state }
    }
}

impl<W: Write> Write for Unstyled<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for text in self.state.strip_next(bytes) {
            self.out.write_all(text)?;
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
    fn a_style_cut_in_two_is_no_text_either() {
        let mut out = Vec::new();
        let mut stream = Unstyled::new(&mut out);
        for part in ["\x1b[1", "mbold\x1b[0m ✕"] {
            stream.write_all(part.as_bytes()).unwrap();
        }
        assert_eq!(String::from_utf8(out).unwrap(), "bold ✕");
    }
}
