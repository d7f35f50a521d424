//! A legacy share with everything in it: names, links, rights and disks as they are. Nothing is lost without a word, and
//! nothing ends the run but an output that cannot be written.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const REGISTER: &str = "Record of processing activities\n\n1. Purposes of the processing\nHire of boats\n";

fn ropex(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropex"));
    command.arg("extract").current_dir(folder);
    command
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn path(line: &Value) -> &str {
    line["source"]["path"].as_str().unwrap()
}

#[test]
fn names_may_be_anything_that_the_system_lets_them_be() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("{}.txt", "n".repeat(251));
    let names: [&[u8]; 7] = [
        b" blank.txt",
        b"-o.txt",
        b"line\nline.txt",
        "r\u{e9}gistre \u{1f6a4}.txt".as_bytes(),
        b"\"quoted\".txt",
        b"!/inside.txt",
        long.as_bytes(),
    ];
    fs::create_dir(folder.path().join("!")).unwrap();
    for name in names {
        fs::write(folder.path().join(OsStr::from_bytes(name)), REGISTER).unwrap();
    }
    let output = ropex(folder.path()).arg(".").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let lines = lines(&output);
    for name in names {
        let name = format!("./{}", String::from_utf8_lossy(name));
        assert!(lines.iter().any(|line| path(line) == name), "{name:?}");
    }
    assert_eq!(lines.len(), names.len());
}

// Other systems take no such names.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf8_is_read_from_a_folder_and_from_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let name = OsStr::from_bytes(b"r\xe9gistre.txt");
    fs::write(folder.path().join(name), REGISTER).unwrap();
    let mut listed = ropex(folder.path());
    let mut listed = listed
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    listed.stdin.take().unwrap().write_all(b"r\xe9gistre.txt\n").unwrap();
    for output in [
        ropex(folder.path()).arg(".").output().unwrap(),
        listed.wait_with_output().unwrap(),
    ] {
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(path(&lines(&output)[0]).ends_with("r\u{fffd}gistre.txt"));
    }
}

#[test]
fn links_are_counted_and_not_followed_and_copies_are_documents() {
    let folder = tempfile::tempdir().unwrap();
    let share = folder.path().join("share");
    fs::create_dir(&share).unwrap();
    fs::write(share.join("a.txt"), REGISTER).unwrap();
    fs::write(share.join("copy of a.txt"), REGISTER).unwrap();
    symlink(".", share.join("round")).unwrap();
    symlink("a.txt", share.join("link.txt")).unwrap();
    symlink("gone.txt", share.join("dangling.txt")).unwrap();
    symlink("itself.txt", share.join("itself.txt")).unwrap();

    let output = ropex(folder.path()).arg("share").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let read = lines(&output);
    assert_eq!(
        read.iter().map(path).collect::<Vec<_>>(),
        ["share/a.txt", "share/copy of a.txt"]
    );
    assert_eq!(read[0]["source"]["sha256"], read[1]["source"]["sha256"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.contains("not read: 4 files") && stderr.contains("4 link"),
        "{stderr}"
    );

    // By name they are what they lead to.
    let named = ["share/link.txt", "share/dangling.txt", "share/itself.txt"];
    let output = ropex(folder.path()).args(named).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let kinds: Vec<Value> = lines(&output)
        .iter()
        .map(|line| line["failure"]["kind"].clone())
        .collect();
    assert_eq!(kinds, [Value::Null, "io".into(), "io".into()]);
}

#[test]
fn pipes_and_sockets_are_counted_and_hold_nothing_up() {
    let folder = tempfile::tempdir().unwrap();
    let below = |name: &str| folder.path().join(name);
    fs::write(below("a.txt"), REGISTER).unwrap();
    let _socket = UnixListener::bind(below("socket.txt")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(below("pipe.txt"))
            .status()
            .unwrap()
            .success()
    );
    let output = ropex(folder.path()).arg(".").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(lines(&output).len(), 1);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.contains("not read: 2 files") && stderr.contains("2 special"),
        "{stderr}"
    );

    let output = ropex(folder.path()).arg("pipe.txt").output().unwrap();
    assert_eq!(lines(&output)[0]["failure"]["kind"], "io", "by name it is a failure");
}

#[test]
fn a_path_too_long_for_the_system_is_a_failure_and_its_neighbours_are_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REGISTER).unwrap();
    // Deeper than any path may be long, so put together from two.
    let half: std::path::PathBuf = std::iter::repeat_n("n".repeat(250), 10).collect();
    let [upper, lower] = ["upper", "lower"].map(|name| folder.path().join(name));
    fs::create_dir_all(upper.join(&half)).unwrap();
    fs::create_dir_all(lower.join(&half)).unwrap();
    fs::write(lower.join(&half).join("deep.txt"), REGISTER).unwrap();
    fs::rename(&lower, upper.join(&half).join("lower")).unwrap();
    let output = ropex(folder.path()).arg(".").output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let read = lines(&output);
    assert_eq!(path(&read[0]), "./a.txt");
    assert_eq!(read[0]["type"], "record");
    assert_eq!(read[1]["failure"]["kind"], "io", "{}", read[1]);
    assert_eq!(read.len(), 2);
}

#[test]
fn what_may_not_be_read_is_a_failure_each() {
    let folder = tempfile::tempdir().unwrap();
    let below = |name: &str| folder.path().join(name);
    fs::create_dir_all(below("share/closed")).unwrap();
    fs::write(below("share/closed/a.txt"), REGISTER).unwrap();
    fs::write(below("share/locked.txt"), REGISTER).unwrap();
    fs::write(below("share/open.txt"), REGISTER).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_ropex"), below("ropex")).unwrap();
    for (name, mode) in [("", 0o755), ("share/closed", 0), ("share/locked.txt", 0)] {
        fs::set_permissions(below(name), Permissions::from_mode(mode)).unwrap();
    }
    let mut command = Command::new(below("ropex"));
    if rustix::process::geteuid().is_root() {
        // Root may read everything, so somebody who is nobody must.
        command.uid(65_534);
    }
    let output = command
        .args(["extract", "share"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    fs::set_permissions(below("share/closed"), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let told: Vec<String> = lines(&output)
        .iter()
        .map(|line| format!("{} {}", path(line), line["failure"]["kind"].as_str().unwrap_or("read")))
        .collect();
    assert_eq!(told, ["share/closed io", "share/locked.txt io", "share/open.txt read"]);
}

#[test]
fn what_vanishes_or_changes_before_its_turn_is_what_it_is_then() {
    let folder = tempfile::tempdir().unwrap();
    // More than are read ahead while nobody takes the output.
    for number in 0..400 {
        fs::write(folder.path().join(format!("{number:03}.txt")), REGISTER).unwrap();
    }
    let mut child = ropex(folder.path())
        .arg(".")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    output.read_line(&mut text).unwrap();
    fs::remove_file(folder.path().join("397.txt")).unwrap();
    fs::write(folder.path().join("398.txt"), "").unwrap();
    fs::remove_file(folder.path().join("399.txt")).unwrap();
    fs::create_dir(folder.path().join("399.txt")).unwrap();
    output.read_to_string(&mut text).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 400);
    let failures: Vec<&Value> = lines[397..].iter().map(|line| &line["failure"]).collect();
    assert_eq!(failures[0]["message"], "there is no such file");
    assert_eq!(failures[1]["kind"], "no_text");
    assert_eq!(failures[2]["message"], "neither a file nor a folder");
    assert!(lines[..397].iter().all(|line| line["type"] == "record"));
}

// The only system with such a device.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_output_ends_the_run_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REGISTER).unwrap();
    for format in ["jsonl", "json", "csv"] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = ropex(folder.path())
            .args([".", "--format", format])
            .stdout(full)
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{format}: {stderr}");
        assert!(stderr.contains("No space left on device"), "{format}: {stderr}");
    }
}

#[test]
fn an_output_folder_that_cannot_be_made_is_named_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REGISTER).unwrap();
    let output = ropex(folder.path()).args([".", "-o", "a.txt/out"]).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("a.txt/out: cannot be written"), "{stderr}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_full_disk_under_a_report_leaves_none_and_ends_the_run_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REGISTER).unwrap();
    for (option, file) in [
        ("--report=html=out.html", "out.html"),
        ("--report=json=out.json", "out.json"),
        ("--baseline=known.json", "known.json"),
    ] {
        // A limit on the length of a file stands for the disk: the same error at the same call.
        let mut shell = Command::new("/bin/sh");
        shell.args([
            "-c",
            "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_ropex"),
        ]);
        shell.args(["check", ".", "--fail-on", "never", option]);
        if file == "known.json" {
            shell.arg("--update-baseline");
        }
        let output = shell.current_dir(&folder).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{file}: {stderr}");
        assert!(
            stderr.contains(&format!("{file}: cannot be written")),
            "{file}: {stderr}"
        );
        let left: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left, ["a.txt"], "{file}");
    }
}
