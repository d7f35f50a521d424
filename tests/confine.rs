//! What a worker is held to, tried by a worker: it does everything before, and must fail at it after. Where the kernel
//! cannot hold it, that is said, and in CI it fails.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use ropex::isolate::trial::{Act, Trial};

const MEMORY: &str = "536870912";

fn trial(reach: &str) -> Trial {
    trial_on(reach, &std::env::var_os("PATH").unwrap())
}

/// With this PATH.
fn trial_on(reach: &str, path: &OsStr) -> Trial {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ropex"))
        .args(["worker", "--memory-bytes", MEMORY, "--reach", reach, "--trial"])
        .arg(folder.path())
        // Folders of libraries stay within reach, and cargo names those that the tests are built in.
        .env_remove("LD_LIBRARY_PATH")
        .env("PATH", path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether the kernel holds workers to anything; what it lacks is said.
#[allow(clippy::print_stderr)]
fn is_held(trial: &Trial) -> bool {
    let lacking: Vec<&String> = [trial.confined.files.as_ref().err(), trial.confined.calls.as_ref().err()]
        .into_iter()
        .flatten()
        .collect();
    if !lacking.is_empty() {
        assert!(
            std::env::var_os("CI").is_none(),
            "workers are not confined: {lacking:?}"
        );
        eprintln!("NOT TESTED: workers are not confined on this machine: {lacking:?}");
    }
    lacking.is_empty()
}

fn assert_prevents(trial: &Trial, acts: &[Act]) {
    for &act in acts {
        let attempt = trial.attempts.iter().find(|attempt| attempt.act == act).unwrap();
        assert_eq!(attempt.before, Ok(()), "{act:?} is not tried");
        assert!(attempt.after.is_err(), "{act:?} is possible");
    }
}

/// What no worker may do, whatever it reads: all but to start programs.
fn by_no_worker() -> Vec<Act> {
    let programs = [Act::StartProgram, Act::StartTesseract];
    Act::ALL.into_iter().filter(|act| !programs.contains(act)).collect()
}

#[test]
fn a_worker_without_ocr_computes_and_does_nothing_else() {
    let trial = trial("nothing");
    if is_held(&trial) {
        assert_prevents(&trial, &by_no_worker());
        assert_prevents(&trial, &[Act::StartProgram]);
    }
}

#[test]
fn a_worker_that_reads_scans_starts_tesseract_and_nothing_of_its_users() {
    let trial = trial("tesseract");
    if is_held(&trial) {
        assert_prevents(&trial, &by_no_worker());
        // This very program lies in a folder of its user.
        assert_prevents(&trial, &[Act::StartProgram]);
    }
    let tesseract = trial
        .attempts
        .iter()
        .find(|attempt| attempt.act == Act::StartTesseract)
        .unwrap();
    assert!(tesseract.before.is_err() || tesseract.after.is_ok(), "{tesseract:?}");
}

#[test]
fn a_tesseract_in_a_place_of_its_own_is_within_reach() {
    let path = std::env::var_os("PATH").unwrap();
    let Some(tesseract) = std::env::split_paths(&path)
        .map(|folder| folder.join("tesseract"))
        .find(|file| file.is_file())
    else {
        assert!(std::env::var_os("CI").is_none(), "no tesseract");
        return;
    };
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("bin")).unwrap();
    fs::copy(tesseract, elsewhere.path().join("bin/tesseract")).unwrap();
    let trial = trial_on("tesseract", elsewhere.path().join("bin").as_os_str());
    assert_eq!(trial.prevents(&[Act::StartTesseract]), Some(false), "{trial:?}");
    assert!(
        !is_held(&trial) || trial.prevents(&[Act::ReadFile, Act::StartProgram]) == Some(true),
        "{trial:?}"
    );
}

#[test]
fn the_trial_tells_a_worker_that_is_not_confined() {
    let trial = trial("everything");
    for act in [
        Act::CreateFile,
        Act::Overwrite,
        Act::ReadFile,
        Act::Tcp,
        Act::UnixSocket,
        Act::StartProgram,
    ] {
        assert_eq!(trial.prevents(&[act]), Some(false), "{act:?}");
    }
    assert!(trial.confined.files.is_err() && trial.confined.calls.is_err());
}

#[test]
fn the_version_tells_what_is_in_force() {
    let output = Command::new(env!("CARGO_BIN_EXE_ropex"))
        .args(["-V", "-v"])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.starts_with("ropex ") && told.contains("memory limit  held\n"),
        "{told}"
    );
    let network = match is_held(&trial("tesseract")) {
        true => "none, not even to this machine",
        false => "",
    };
    assert!(told.contains(&format!("\nnetwork       {network}")), "{told}");
}
