//! Standard output whose reader may leave (`ropex check … | head`) while files are still to be written.

use std::io::{self, ErrorKind, Write};

/// Goes on in silence where nobody reads any more; every other error stays one.
pub(super) struct Unpiped<W>(pub(super) W);

impl<W: Write> Write for Unpiped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_left(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_left(self.0.flush(), ())
    }
}

fn unless_left<T>(result: io::Result<T>, instead: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(instead),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fails(ErrorKind);

    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_may_leave_and_a_disk_may_not_fill() {
        assert!(Unpiped(Fails(ErrorKind::BrokenPipe)).write_all(b"report").is_ok());
        assert!(Unpiped(Fails(ErrorKind::BrokenPipe)).flush().is_ok());
        assert!(Unpiped(Fails(ErrorKind::StorageFull)).write_all(b"report").is_err());
    }
}
