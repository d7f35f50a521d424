//! `extract -o DIR` broken off in every way there is, and begun again: the end must be the bytes of an unbroken run.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// Longest fixture that is taken, and how many: these runs are about the number of documents.
const SMALL: u64 = 4096;
const FIXTURES: usize = 20;

/// A folder of documents and what an unbroken run over it gives.
struct Share {
    folder: tempfile::TempDir,
    format: &'static str,
    records: Vec<u8>,
    summary: Vec<u8>,
}

impl Share {
    /// The small fixtures, each so many times.
    fn new(copies: usize, format: &'static str) -> Share {
        let folder = tempfile::tempdir().unwrap();
        for copy in 0..copies {
            let below = folder.path().join(format!("share/{copy:02}"));
            fs::create_dir_all(&below).unwrap();
            for (number, fixture) in fixtures().iter().enumerate() {
                let name = format!("{number:02}.{}", fixture.extension().unwrap().to_string_lossy());
                fs::copy(fixture, below.join(name)).unwrap();
            }
        }
        let mut share = Share {
            folder,
            format,
            records: Vec::new(),
            summary: Vec::new(),
        };
        let output = share.command("unbroken").output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        share.records = fs::read(share.file("unbroken", "")).unwrap();
        share.summary = fs::read(share.path("unbroken/summary.json")).unwrap();
        share
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    fn file(&self, out: &str, end: &str) -> PathBuf {
        self.path(&format!("{out}/records.{}{end}", self.format))
    }

    fn command(&self, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ropex"));
        command.args(["extract", "share", "--ocr", "never", "--format", self.format, "-o", out]);
        command.current_dir(self.folder.path());
        command
    }

    /// Starts a run and waits until the records have come to this part of all of them. `None` where it ended first.
    fn started(&self, out: &str, part: f64) -> Option<Child> {
        let mut command = self.command(out);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while (length(&self.file(out, ".part")) as f64) < self.records.len() as f64 * part {
            assert!(begun.elapsed() < Duration::from_secs(120), "no progress");
            if child.try_wait().unwrap().is_some() {
                return None;
            }
            thread::sleep(Duration::from_millis(1));
        }
        Some(child)
    }

    fn killed(&self, out: &str, part: f64) -> bool {
        let Some(mut child) = self.started(out, part) else {
            return false;
        };
        child.kill().unwrap();
        child.wait().unwrap();
        true
    }

    /// Runs to the end and compares.
    fn goes_on(&self, out: &str, arguments: &[&str]) {
        let output = self.command(out).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(fs::read(self.file(out, "")).unwrap() == self.records, "other records");
        assert!(
            fs::read(self.path(&format!("{out}/summary.json"))).unwrap() == self.summary,
            "another summary"
        );
        assert_eq!(
            fs::read_dir(self.path(out)).unwrap().count(),
            2,
            "something is left over"
        );
    }

    /// Cannot go on, and says why.
    fn refuses(&self, out: &str, arguments: &[&str], why: &[&str]) {
        let output: Output = self.command(out).args(arguments).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        for why in why {
            assert!(stderr.contains(why), "{why:?} in {stderr}");
        }
    }

    /// Lines of the ledger that speak of this.
    fn ledger(&self, out: &str, of: &str) -> usize {
        let ledger = fs::read_to_string(self.path(&format!("{out}/ledger.jsonl"))).unwrap_or_default();
        ledger
            .lines()
            .filter(|line| line.starts_with(&format!("{{\"{of}\"")))
            .count()
    }
}

#[test]
fn ten_kills_end_with_the_bytes_of_an_unbroken_run() {
    let share = Share::new(6, "jsonl");
    let (mut kills, mut committed) = (0, 0);
    for part in [0.0, 0.04, 0.18, 0.31, 0.33, 0.47, 0.62, 0.7, 0.88, 0.95] {
        kills += usize::from(share.killed("out", part));
        let now = share.ledger("out", "input");
        assert!(now >= committed, "{now} inputs done, and {committed} before");
        committed = now;
    }
    assert!(kills >= 8, "{kills} runs lived long enough to be killed");
    assert!(committed >= 64, "{committed} inputs done by the last kill");
    share.goes_on("out", &[]);
}

#[test]
fn every_format_goes_on_behind_a_whole_document() {
    for format in ["csv", "json"] {
        let share = Share::new(3, format);
        assert!(share.killed("out", 0.8));
        assert!(share.ledger("out", "commit") > 0);
        share.goes_on("out", &[]);
    }
}

#[test]
fn the_interrupt_key_ends_in_order_and_the_run_goes_on() {
    let share = Share::new(3, "jsonl");
    let mut child = share.started("out", 0.3).unwrap();
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let summary = fs::read(share.path("out/summary.json.part")).unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap();
    let records = fs::read_to_string(share.file("out", ".part")).unwrap();
    assert_eq!(summary["records"], records.lines().count());
    assert!(!share.file("out", "").exists());
    share.goes_on("out", &[]);
}

#[test]
fn what_a_power_failure_leaves_behind_the_last_commit_is_cut_off() {
    let share = Share::new(3, "jsonl");
    assert!(share.killed("out", 0.8));
    assert!(share.ledger("out", "commit") > 0);
    for name in ["out/ledger.jsonl", "out/records.jsonl.part"] {
        let mut file = OpenOptions::new().append(true).open(share.path(name)).unwrap();
        file.write_all(b"\0\0\0{\"input\":{\"pa").unwrap();
    }
    share.goes_on("out", &[]);
}

#[test]
fn another_run_is_refused_by_name_until_it_is_forced() {
    let share = Share::new(3, "jsonl");
    assert!(share.killed("out", 0.8));
    let refuses = |arguments: &[&str], why: &[&str]| share.refuses("out", arguments, &[why, &["--force"]].concat());
    refuses(&["--regime", "gdpr-30-1"], &["--regime was not given, now gdpr-30-1"]);
    refuses(&["--max-pages", "7"], &["--max-pages was 5000, now 7"]);
    refuses(&["--without-origin", "seen"], &["rules was "]);

    let first = share.path("share/00/00.txt");
    let (first, name) = match first.exists() {
        true => (first, "share/00/00.txt"),
        false => (share.path("share/00/00.md"), "share/00/00.md"),
    };
    let content = fs::read(&first).unwrap();
    fs::write(&first, [&content[..], b"\n"].concat()).unwrap();
    refuses(&[], &[name, "has changed since it was read"]);
    fs::remove_file(&first).unwrap();
    refuses(&[], &[&format!("in the place of {name}")]);
    fs::write(&first, content).unwrap();
    share.goes_on("out", &["--force"]);
}

#[test]
fn what_came_behind_a_run_that_was_whole_but_for_its_name_is_not_passed_over() {
    let share = Share::new(1, "jsonl");
    // A folder in the place of the records: they are whole, and cannot get their name.
    let place = share.path("out/records.jsonl");
    fs::create_dir_all(place.join("taken")).unwrap();
    assert_eq!(share.command("out").output().unwrap().status.code(), Some(2));
    fs::remove_dir_all(&place).unwrap();
    let late = share.path("share/zz.txt");
    fs::write(&late, "Purpose: to be late").unwrap();
    share.refuses("out", &[], &["was whole before", "share/zz.txt", "--force"]);
    fs::remove_file(late).unwrap();
    share.goes_on("out", &[]);
}

#[test]
fn a_full_disk_keeps_what_was_read_and_the_run_goes_on() {
    let share = Share::new(3, "jsonl");
    // A limit on the length of a file stands for the disk: the same error at the same call. It counts half kilobytes.
    let limit = share.records.len() / 2 / 512;
    let mut shell = Command::new("/bin/sh");
    let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
    shell.args(["-c", &script]).arg(env!("CARGO_BIN_EXE_ropex"));
    shell
        .args(share.command("out").get_args())
        .current_dir(share.folder.path());
    let output = shell.output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("records.jsonl.part: cannot be written"), "{stderr}");
    assert!(stderr.contains("the same command goes on"), "{stderr}");
    assert!(!share.file("out", "").exists());
    share.goes_on("out", &[]);
}

/// Fixtures that are small and have a text of their own, in a fixed order.
fn fixtures() -> Vec<PathBuf> {
    let cases = fs::read_dir("fixtures/gold").unwrap();
    let inputs = cases.flat_map(|case| fs::read_dir(case.unwrap().path()).into_iter().flatten());
    let mut inputs: Vec<PathBuf> = inputs.map(|entry| entry.unwrap().path()).collect();
    inputs.retain(|path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        matches!(&*extension, "txt" | "md" | "html" | "csv" | "docx") && length(path) <= SMALL
    });
    inputs.sort();
    inputs.truncate(FIXTURES);
    inputs
}

fn length(path: &Path) -> u64 {
    path.metadata().map_or(0, |metadata| metadata.len())
}
