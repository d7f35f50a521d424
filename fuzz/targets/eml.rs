#![no_main]

use libfuzzer_sys::fuzz_target;
use ropex::document::Format;
use ropex::read::archive;

fuzz_target!(|bytes: &[u8]| {
    ropex_fuzz::read(bytes, Format::Eml);
    let attached = archive::attachments(bytes, Format::Eml);
    assert!(
        attached.iter().all(|member| !member.name.is_empty()),
        "an attachment without a name"
    );
});
