#![no_main]

use std::path::Path;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use ropex::read::{self, archive};

fuzz_target!(|bytes: &[u8]| {
    if archive::is_archive(bytes) {
        let _ = archive::members(bytes, &ropex_fuzz::limits(), |member| {
            let Ok(bytes) = member.bytes else {
                return Ok(());
            };
            let _ = read::sniff(&bytes, Path::new(&member.name));
            Ok(())
        });
    } else if read::sniff(bytes, Path::new("a")).is_none() {
        assert!(!read::unknown(bytes).message.is_empty());
    }
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, most: usize, seed: u32| {
    ropex_fuzz::packed::mutate(bytes, size, most, seed)
});
