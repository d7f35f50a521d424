#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ropex::document::Format;
use ropex::outcome::Source;
use ropex::rules::Rules;
use ropex::{Options, process};

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("the tests load them"));

// The first byte says what the others are.
fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let format = match first {
        b'#' => Format::Markdown,
        b'<' => Format::Html,
        b';' => Format::Csv,
        _ => Format::Text,
    };
    let Some(document) = ropex_fuzz::read(bytes, format) else {
        return;
    };
    let source = Source {
        path: "input".to_owned(),
        sha256: None,
        format: Some(format),
        pages: None,
        text: None,
        remarks: Vec::new(),
    };
    let options = Options {
        as_of: Some(jiff::civil::date(2026, 1, 1)),
        ..Options::default()
    };
    let extraction = process(&source, &document, &RULES, &options);
    assert!(!extraction.records.is_empty(), "a document without a record");
    ropex_fuzz::sound::records(&extraction.records, &document);
});
