//! Writes a share of as many documents as are asked for, to measure and to break runs on:
//!
//! ```sh
//! cargo run --release --example corpus -- 100000 DIR [SEED]
//! ```
//!
//! Registers of made-up organisations in five languages and seven formats, no two alike. One in twenty is not sound: cut
//! short, empty, or of a format without a reader. The same seed gives the same bytes, and document 7 is the same in a
//! share of ten and in one of a million.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod chance;
mod forms;
mod pdf;
mod words;

use std::fs;
use std::path::Path;

use chance::Chance;
use words::{LANGUAGES, Language};

// As many as a person may have put into one folder; each is sorted in memory by who walks it.
const A_FOLDER: u64 = 500;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, folder, seed) = match arguments.as_slice() {
        [count, folder] => (count, folder, "1"),
        [count, folder, seed] => (count, folder, seed.as_str()),
        _ => return eprintln!("corpus COUNT DIR [SEED]"),
    };
    let (count, seed): (u64, u64) = (count.parse().unwrap(), seed.parse().unwrap());
    for number in 0..count {
        let below = Path::new(folder).join(format!("{:04}", number / A_FOLDER));
        if number % A_FOLDER == 0 {
            fs::create_dir_all(&below).unwrap();
        }
        let (extension, bytes) = document(number, &mut Chance::new(seed, number));
        fs::write(below.join(format!("{number:07}.{extension}")), bytes).unwrap();
    }
}

/// A document and the extension of its name.
fn document(number: u64, chance: &mut Chance) -> (&'static str, Vec<u8>) {
    let language = &LANGUAGES[chance.below(LANGUAGES.len())];
    let activities = if chance.below(4) == 0 { 2 + chance.below(20) } else { 1 };
    let register: Vec<Activity> = (0..activities)
        .map(|index| activity(number, index, language, chance))
        .collect();
    let (extension, mut bytes) = match chance.below(20) {
        0..6 => ("pdf", pdf::write(&forms::numbered(language, &register))),
        6..9 => ("txt", forms::numbered(language, &register).join("\n").into_bytes()),
        9..11 => ("md", forms::markdown(language, &register).into_bytes()),
        11..14 => ("html", forms::html(language, &register).into_bytes()),
        14..16 => ("csv", forms::csv(language, &register).into_bytes()),
        16..18 => ("xlsx", forms::xlsx(language, &register)),
        _ => ("docx", forms::docx(language, &register)),
    };
    match chance.below(60) {
        0 => bytes.truncate(bytes.len() / 2),
        1 => bytes.clear(),
        2 => return ("png", b"\x89PNG\r\n\x1a\n\0".to_vec()),
        _ => {}
    }
    (extension, bytes)
}

/// What one activity says, in the order of [`Language::headings`].
type Activity = Vec<String>;

fn activity(number: u64, index: usize, language: &Language, chance: &mut Chance) -> Activity {
    let answers = language.answers.iter().enumerate().map(|(at, answers)| {
        let answer = answers[chance.below(answers.len())];
        match at {
            // Its name, that no other has.
            0 => format!("{answer} {}-{}", number + 1, index + 1),
            // One that was not filled in.
            _ if chance.below(15) == 0 => String::new(),
            _ if chance.below(3) == 0 => format!("{answer}; {}", answers[chance.below(answers.len())]),
            _ => answer.to_owned(),
        }
    });
    answers.collect()
}
