//! What the targets share: reading within limits, and what must hold for every document.

pub mod packed;
pub mod sound;

use ropex::document::{Document, Format};
use ropex::read::{self, Limits};

/// Limits small enough that a run which reaches them is still quick.
pub fn limits() -> Limits {
    Limits {
        file_bytes: 4 << 20,
        pages: 50,
        text_bytes: 1 << 20,
        table_cells: 20_000,
        unpacked_bytes: 16 << 20,
        ..Limits::default()
    }
}

/// Reads bytes as this format; a failure is a result, and a document must be sound.
pub fn read(bytes: &[u8], format: Format) -> Option<Document> {
    let document = read::read(bytes, format, &limits()).ok()?;
    sound::document(&document);
    Some(document)
}

/// A target that reads one format.
#[macro_export]
macro_rules! reads {
    ($format:expr) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            $crate::read(bytes, $format);
        });
    };
}

/// A target that reads one format whose files are ZIP packages.
#[macro_export]
macro_rules! reads_package {
    ($format:expr) => {
        $crate::reads!($format);
        libfuzzer_sys::fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
            $crate::packed::mutate(bytes, size, most, seed)
        });
    };
}
