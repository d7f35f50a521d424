//! `--cache`: whatever is kept, whoever damaged it and whoever else writes there, the output is that of a run without.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Documents of formats that are read in children, one in an archive and one that cannot be read; and a text.
const SHARE: [&str; 7] = [
    "gold/archive-of-registers/input.zip",
    "gold/bold-headings-odt/input.odt",
    "gold/key-value-weasyprint/input.pdf",
    "gold/numbered-headings/input.txt",
    "gold/word-processor-docx/input.docx",
    "gold/workbook-xlsx/input.xlsx",
    "broken/encrypted-pdf/input.pdf",
];

/// So little that nothing is read in it.
const NO_TIME: [&str; 2] = ["--timeout", "0.000001"];

struct Share(tempfile::TempDir);

impl Share {
    fn new() -> Share {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("share")).unwrap();
        for fixture in SHARE {
            let name = fixture.replace('/', "-");
            fs::copy(
                Path::new("fixtures").join(fixture),
                folder.path().join("share").join(name),
            )
            .unwrap();
        }
        Share(folder)
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ropex"));
        command.args(["extract", "share", "--ocr", "never"]).args(arguments);
        command.current_dir(self.0.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    fn cached(&self, arguments: &[&str]) -> Run {
        self.run(&[&["--cache", "cache"], arguments].concat())
    }

    /// The entries of the cache, in order.
    fn entries(&self) -> Vec<PathBuf> {
        let folders = fs::read_dir(self.path("cache"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let entries = folders
            .filter(|path| path.is_dir())
            .flat_map(|path| fs::read_dir(path).unwrap());
        let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries
    }
}

struct Run {
    code: Option<i32>,
    records: String,
    told: String,
}

impl Run {
    fn of(output: Output) -> Run {
        Run {
            code: output.status.code(),
            records: String::from_utf8(output.stdout).unwrap(),
            told: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Documents that were known, and those that were read.
    fn counts(&self) -> (usize, usize) {
        let line = self.told.lines().find_map(|line| line.strip_prefix("cache: "));
        let numbers = line.unwrap_or_else(|| panic!("{}", self.told)).split_whitespace();
        let numbers: Vec<usize> = numbers.filter_map(|word| word.parse().ok()).collect();
        (numbers[0], numbers[1])
    }
}

#[test]
fn cold_warm_and_without_give_the_same_bytes_and_warm_reads_nothing() {
    let share = Share::new();
    let off = share.run(&["-o", "off"]);
    assert_eq!(off.code, Some(3), "{}", off.told);
    assert!(!off.told.contains("cache"), "{}", off.told);
    let cold = share.cached(&["-o", "cold", "--jobs", "4"]);
    let (known, read) = cold.counts();
    assert_eq!(known, 0);
    assert_eq!(
        read,
        share.entries().len(),
        "all but the text, the failure and what the archive holds too"
    );
    assert!(read >= SHARE.len() - 1, "{}", cold.told);
    let warm = share.cached(&["-o", "warm", "--jobs", "1"]);
    assert_eq!(warm.counts(), (read, 0));
    for file in ["records.jsonl", "summary.json"] {
        let of = |run: &str| fs::read_to_string(share.path(run).join(file)).unwrap();
        assert_eq!(of("off"), of("cold"));
        assert_eq!(of("off"), of("warm"));
    }

    // Whoever has no time for anything has it for what is known; what took too long is not.
    let off = share.run(&[]);
    assert_eq!(share.cached(&NO_TIME).records, off.records);
    assert_ne!(share.run(&NO_TIME).records, off.records);
    let late = share.run(&[&["--cache", "late"], &NO_TIME[..]].concat());
    assert!(late.records.contains("timed_out"), "{}", late.records);
    assert_eq!(share.run(&["--cache", "late"]).counts(), (0, read));
}

#[test]
fn other_rules_are_applied_to_what_is_kept() {
    let share = Share::new();
    let before = share.cached(&[]);
    fs::create_dir_all(share.path("mine/languages")).unwrap();
    let rules = "extends = \"builtin\"\n\n[headings.purposes]\nusage = [\"Why we keep these records at all\"]\n";
    fs::write(share.path("mine/languages/en.toml"), rules).unwrap();
    let with = ["--without-origin", "usage"];
    let after = share.cached(&[&with[..], &NO_TIME].concat());
    assert_eq!(after.counts(), (before.counts().1, 0));
    assert_eq!(after.records, share.run(&with).records);
    assert_ne!(after.records, before.records);
}

#[test]
fn a_changed_file_is_read_anew_and_other_limits_read_all_anew() {
    let share = Share::new();
    let all = share.cached(&[]).counts().1;
    fs::copy(
        "fixtures/gold/word-form-docx/input.docx",
        share.path("share/gold-word-processor-docx-input.docx"),
    )
    .unwrap();
    let changed = share.cached(&[]);
    assert_eq!(changed.counts(), (all - 1, 1));
    assert_eq!(changed.records, share.run(&[]).records);
    let limits = ["--max-table-cells", "3"];
    let limited = share.cached(&limits);
    assert_eq!(limited.counts(), (0, all));
    assert!(limited.records.contains("too_large"), "{}", limited.records);
    assert_eq!(
        share.cached(&limits).counts(),
        (all, 0),
        "that it is too large is known then"
    );
}

#[test]
fn damaged_entries_are_read_anew_and_mended() {
    let share = Share::new();
    let sound = share.cached(&[]);
    let entries = share.entries();
    let bytes = |at: usize| fs::read(&entries[at]).unwrap();
    let mut flipped = bytes(0);
    let half = flipped.len() / 2;
    flipped[half] ^= 1;
    fs::write(&entries[0], flipped).unwrap();
    fs::write(&entries[1], &bytes(1)[..20]).unwrap();
    fs::write(&entries[2], "").unwrap();
    fs::write(&entries[3], "a letter that somebody put here").unwrap();
    fs::copy(&entries[5], &entries[4]).unwrap();
    let damaged = share.cached(&[]);
    assert_eq!(damaged.counts(), (entries.len() - 5, 5));
    assert_eq!(damaged.records, sound.records);
    assert_eq!(share.cached(&NO_TIME).records, sound.records, "mended");

    // Nothing can be renamed to where a folder stands, nor is it waited for somebody to write into a pipe.
    fs::remove_file(&entries[0]).unwrap();
    fs::create_dir(&entries[0]).unwrap();
    fs::remove_file(&entries[1]).unwrap();
    assert!(Command::new("mkfifo").arg(&entries[1]).status().unwrap().success());
    let foreign = share.cached(&[]);
    assert_eq!(foreign.records, sound.records);
    assert_eq!(foreign.counts(), (entries.len() - 2, 2));
    let warning = "warning: 1 document could not be kept in the cache";
    assert!(foreign.told.contains(warning), "{}", foreign.told);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_before_the_first_document() {
    let share = Share::new();
    fs::write(share.path("file"), "").unwrap();
    for command in ["extract", "check"] {
        let mut ropex = Command::new(env!("CARGO_BIN_EXE_ropex"));
        ropex
            .args([command, "share", "--cache", "file/cache"])
            .current_dir(share.0.path());
        let run = Run::of(ropex.output().unwrap());
        assert_eq!(run.code, Some(2), "{}", run.told);
        assert!(
            run.told.contains("file/cache: the cache cannot be kept there"),
            "{}",
            run.told
        );
        assert_eq!(run.records, "");
    }
}

#[test]
fn a_full_disk_costs_the_entries_and_no_document() {
    let share = Share::new();
    let off = share.run(&[]);
    assert!(
        share
            .run(&["--cache", "cache", "--include", "nothing"])
            .records
            .is_empty()
    );
    // A limit on the length of a file stands for the disk: the same error at the same call. It counts half kilobytes.
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""]);
    shell.arg(env!("CARGO_BIN_EXE_ropex")).current_dir(share.0.path());
    shell.args(share.command(&["--cache", "cache"]).get_args());
    let full = Run::of(shell.output().unwrap());
    assert_eq!((full.code, &full.records), (off.code, &off.records), "{}", full.told);
    let read = full.counts().1;
    let warning = format!("warning: {read} documents could not be kept in the cache");
    assert!(full.told.contains(&warning), "{}", full.told);
    assert!(share.entries().is_empty());
    let left = fs::read_dir(share.path("cache"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with(".new")));
}

#[test]
fn runs_at_the_same_time_share_a_cache() {
    let share = Share::new();
    let off = share.run(&[]);
    let runs: Vec<Run> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3).map(|_| scope.spawn(|| share.cached(&[]))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    for run in runs {
        assert_eq!(run.records, off.records, "{}", run.told);
        assert!(!run.told.contains("warning"), "{}", run.told);
    }
    assert_eq!(share.cached(&NO_TIME).records, off.records);
}

#[test]
fn it_is_for_its_owner_and_nothing_to_read_or_to_commit() {
    let share = Share::new();
    let off = share.run(&["--no-ignore"]);
    share.run(&["--cache", "share/kept"]);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o077;
    assert_eq!(mode(&share.path("share/kept")), 0);
    assert_eq!(share.run(&[]).records, off.records);
    assert_eq!(fs::read_to_string(share.path("share/kept/.gitignore")).unwrap(), "*\n");
    assert!(share.path("share/kept/CACHEDIR.TAG").exists());
}

#[test]
fn ropex_toml_may_name_it_and_no_cache_overrides() {
    let share = Share::new();
    fs::write(share.path("ropex.toml"), "[check]\ncache = \"kept\"\nocr = \"never\"\n").unwrap();
    let check = |arguments: &[&str]| {
        let mut ropex = Command::new(env!("CARGO_BIN_EXE_ropex"));
        ropex
            .args(["check", "share"])
            .args(arguments)
            .current_dir(share.0.path());
        Run::of(ropex.output().unwrap())
    };
    let off = check(&["--no-cache"]);
    assert!(!share.path("kept").exists());
    let cold = check(&[]);
    assert_eq!(cold.counts().0, 0);
    let warm = check(&[]);
    assert_eq!(warm.counts(), (cold.counts().1, 0));
    assert_eq!((&cold.records, &warm.records), (&off.records, &off.records));
    assert!(off.records.contains("G0"), "{}", off.records);
}

/// A program in the place of tesseract that reads on every page what stands in a file beside it.
#[test]
fn what_ocr_read_is_read_anew_with_another_ocr() {
    let folder = tempfile::tempdir().unwrap();
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let program = bin.join("tesseract");
    let script = r#"#!/bin/sh
here=${0%/*}
case "$*" in
--version) cat "$here/version";;
--list-langs) echo 'List of available languages (1):'; echo eng;;
*) cat "$here/page"; cat >/dev/null;;
esac
"#;
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let reads = |word: &str| {
        // Each element begins a line.
        let page = format!(
            "<span class='ocr_line' title='bbox 200 200 900 260'>\n\
             <span class='ocrx_word' title='bbox 200 200 500 260; x_wconf 95'>Controller:</span>\n\
             <span class='ocrx_word' title='bbox 520 200 900 260; x_wconf 95'>{word}</span>\n"
        );
        fs::write(bin.join("page"), page).unwrap();
    };
    let version = |version: &str| fs::write(bin.join("version"), format!("tesseract {version}\n")).unwrap();
    let run = || {
        let mut ropex = Command::new(env!("CARGO_BIN_EXE_ropex"));
        ropex.args(["extract", "--lang", "eng", "--timeout", "600", "--cache"]);
        ropex
            .arg(folder.path().join("cache"))
            .arg("fixtures/broken/image-only-pdf/input.pdf");
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        Run::of(ropex.env("PATH", path).output().unwrap())
    };
    version("5.0");
    reads("Boathouse");
    let first = run();
    assert!(first.records.contains("Boathouse"), "{} {}", first.records, first.told);
    reads("Lighthouse");
    let known = run();
    assert_eq!(known.counts(), (1, 0));
    assert_eq!(known.records, first.records);
    version("5.1");
    let other = run();
    assert_eq!(other.counts(), (0, 1));
    assert!(other.records.contains("Lighthouse"), "{}", other.records);

    // What it could not read is tried again.
    version("5.2");
    fs::write(&program, "#!/bin/sh\nexit 1\n").unwrap();
    assert!(run().records.contains("no_text"));
    fs::write(&program, script).unwrap();
    assert!(run().records.contains("Lighthouse"));
}
