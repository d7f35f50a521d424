#![no_main]

use libfuzzer_sys::fuzz_target;
use ropex::read::{ocr, pdf};

fuzz_target!(|bytes: &[u8]| {
    let mut settings = pdf::Settings::default();
    settings.ocr.mode = ocr::Mode::Never;
    if let (Ok(document), _) = pdf::read(bytes, &ropex_fuzz::limits(), &settings, &|| ()) {
        ropex_fuzz::sound::document(&document);
    }
});
