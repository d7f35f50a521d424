//! The same input gives the same bytes, at any number of threads.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

fn output(args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_ropex")).args(args).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{output:?}");
    output.stdout
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folders: Vec<&str> = ["fixtures", "tests/cmd/check.in"]
        .into_iter()
        .filter(|path| Path::new(path).exists())
        .collect();
    // Recognizing scans takes long, and is the work of another program.
    for command in [
        &["extract", "--ocr", "never"][..],
        &["check", "--format", "json", "--ocr", "never"],
    ] {
        // Scans are for tests/ocr.rs: tesseract takes seconds a page, and this reads everything sixteen times.
        let run = |threads: &str| output(&[command, &folders, &["--ocr", "never", "--jobs", threads]].concat());
        let one = run("1");
        assert!(!one.is_empty());
        for threads in ["2", "8"] {
            let other = run(threads);
            assert!(one == other, "{command:?} differs at {threads} threads");
        }
    }
}
