//! The program that reads: found on the PATH, given an image, asked for hOCR.
//!
//! It gets the image that was rendered here, in a format without compression: none of its image decoders, which have
//! been attacked before, see a byte of the document.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::bitmap::Bitmap;

const PROGRAM: &str = "tesseract";

/// A page holds some ten thousand words at most, of some hundred bytes each.
const LONGEST_ANSWER: u64 = 16 << 20;

/// The languages that tesseract has data for, by its own names, sorted; `osd` is among them where it can tell scripts.
///
/// # Errors
///
/// `NotFound` where it is not installed.
pub(super) fn languages() -> io::Result<Vec<String>> {
    // The first line is a heading.
    let listed = told_of("--list-langs")?;
    let mut languages: Vec<String> = listed.lines().skip(1).map(|line| line.trim().to_owned()).collect();
    languages.retain(|language| !language.is_empty());
    languages.sort();
    Ok(languages)
}

/// What is installed, as far as readings hang on it: the versions of the program and of its library of images, its
/// languages, and how long their data are, for some have data of one name in several sizes. Nothing where it is not.
pub fn installed() -> Option<String> {
    let version = told_of("--version").ok()?;
    // Further lines tell of the machine.
    let mut told: Vec<String> = version.lines().take(2).map(str::to_owned).collect();
    let listed = told_of("--list-langs").ok()?;
    let folder = listed.lines().next().and_then(|heading| heading.split('"').nth(1));
    for language in listed.lines().skip(1).map(str::trim) {
        let data = folder.map(|folder| Path::new(folder).join(language).with_added_extension("traineddata"));
        let bytes = data.and_then(|data| Some(data.metadata().ok()?.len()));
        told.push(format!("{language} {}", bytes.unwrap_or_default()));
    }
    Some(told.join("\n"))
}

fn told_of(option: &str) -> io::Result<String> {
    let mut program = Command::new(PROGRAM);
    let output = program
        .arg(option)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Reads a page with `dpi` pixels an inch within `time`; gives hOCR.
///
/// # Errors
///
/// `TimedOut`, or whatever kept the program from answering.
pub(super) fn read(page: &Bitmap, dpi: f32, languages: &str, time: Duration) -> io::Result<String> {
    let dpi = format!("{dpi:.0}");
    // 3: whole pages, their parts found by tesseract itself.
    let arguments = ["stdin", "stdout", "-l", languages, "--dpi", &dpi, "--psm", "3", "hocr"];
    ask(&arguments, &page.pgm(), time)
}

/// What a page shows before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signs {
    /// Turn of its text against the page, clockwise: 0, 90, 180 or 270 degrees.
    pub(super) turn: u16,
    /// By the name that tesseract gives it ("Latin", "Cyrillic").
    pub(super) script: String,
}

/// The direction and the script of a page; `None` where too little stands on it. Takes the data `osd`.
///
/// # Errors
///
/// As [`read`].
pub(super) fn signs(page: &Bitmap, dpi: f32, time: Duration) -> io::Result<Option<Signs>> {
    let dpi = format!("{dpi:.0}");
    let answer = ask(&["stdin", "stdout", "--dpi", &dpi, "--psm", "0"], &page.pgm(), time)?;
    Ok(told(&answer))
}

fn told(answer: &str) -> Option<Signs> {
    let value = |key: &str| answer.lines().find_map(|line| Some(line.strip_prefix(key)?.trim()));
    Some(Signs {
        turn: value("Orientation in degrees:")?.parse().ok()?,
        script: value("Script:")?.to_owned(),
    })
}

fn ask(arguments: &[&str], image: &[u8], time: Duration) -> io::Result<String> {
    let mut program = Command::new(PROGRAM)
        .args(arguments)
        // Pages are read side by side already; its own threads would only wait for each other.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (Some(mut stdin), Some(stdout)) = (program.stdin.take(), program.stdout.take()) else {
        return Err(io::Error::other("a program without pipes"));
    };
    let (done, answer) = mpsc::channel();
    let answer = thread::scope(|threads| {
        // A program that has seen enough hangs up; its answer tells.
        threads.spawn(move || stdin.write_all(image));
        threads.spawn(move || {
            let mut text = String::new();
            let read = stdout.take(LONGEST_ANSWER).read_to_string(&mut text);
            // Nobody waits any longer where time was up.
            let _ = done.send(read.map(|_| text));
        });
        let answer = answer
            .recv_timeout(time)
            .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        if answer.is_err() {
            // Ends the pipes, and with them both threads.
            let _ = program.kill();
        }
        answer
    });
    let status = program.wait()?;
    match answer {
        Ok(_) if !status.success() => Err(io::Error::other(format!("tesseract failed: {status}"))),
        answer => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_and_script_are_read() {
        let answer = "Page number: 0\nOrientation in degrees: 270\nRotate: 90\nOrientation confidence: 18.9\n\
                      Script: Latin\nScript confidence: 2.1\n";
        let latin = Signs {
            turn: 270,
            script: "Latin".to_owned(),
        };
        assert_eq!(told(answer), Some(latin));
        assert_eq!(told("Too few characters. Skipping this page\n"), None);
    }
}
