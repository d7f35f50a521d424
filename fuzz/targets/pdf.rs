#![no_main]

use libfuzzer_sys::fuzz_target;
use ropex::read::{ocr, pdf};

fuzz_target!(|bytes: &[u8]| {
    let mut settings = pdf::Settings::default();
    settings.ocr.mode = ocr::Mode::Never;
    // pdf-extract panics on much of what is damaged, which users get as a failure: the run would find nothing else.
    settings.reader = pdf::Reader::Hayro;
    if let (Ok(document), _) = pdf::read(bytes, &ropex_fuzz::limits(), &settings, &|| ()) {
        ropex_fuzz::sound::document(&document);
    }
});
