#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use ropex::rules::Rules;

// The first byte says which file of a user's folder the others are.
fuzz_target!(|bytes: &[u8]| {
    let Some((&first, text)) = bytes.split_first() else {
        return;
    };
    let path = match first {
        b'l' => "languages/en.toml",
        b'n' => "languages/xx.toml",
        b't' => "templates/xx.toml",
        b'r' => "regimes/xx.toml",
        b'c' => "checks/C001.toml",
        _ => "fields.toml",
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().expect("below the folder")).expect("a folder");
    fs::write(&file, text).expect("a file");
    if let Err(errors) = Rules::load(Some(folder.path())) {
        assert!(!errors.to_string().is_empty(), "an error that says nothing");
    }
});
