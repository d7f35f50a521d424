//! Writes files that are nearly sound: those of `fixtures/`, each damaged in a way of its own.
//!
//! ```sh
//! cargo run --example mutate -- 10000 DIR [SEED]
//! target/debug/ropex extract DIR --no-ignore --ocr never --timeout 20 -o OUT
//! ```
//!
//! Every file must come out with an outcome, and none of them by a panic; `.ci/mutations` does both and looks. The same
//! seed gives the same bytes, and file 7 is the same of ten and of ten thousand.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod bytes;
#[path = "../corpus/chance.rs"]
mod chance;
mod numbers;
mod package;
mod pdf;

use std::fs;
use std::path::{Path, PathBuf};

use chance::Chance;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (count, folder, seed) = match arguments.as_slice() {
        [count, folder] => (count, folder, "1"),
        [count, folder, seed] => (count, folder, seed.as_str()),
        _ => return eprintln!("mutate COUNT DIR [SEED]"),
    };
    let (count, seed): (u64, u64) = (count.parse().unwrap(), seed.parse().unwrap());
    let fixtures = fixtures();
    fs::create_dir_all(folder).unwrap();
    for number in 0..count {
        let chance = &mut Chance::new(seed, number);
        let fixture = &fixtures[chance.below(fixtures.len())];
        let other = &fixtures[chance.below(fixtures.len())];
        let name = format!("{number:05}-{}.{}", fixture.case, fixture.extension);
        fs::write(Path::new(folder).join(name), mutated(fixture, other, chance)).unwrap();
    }
}

/// A whole file that others are made of.
struct Fixture {
    case: String,
    extension: String,
    bytes: Vec<u8>,
}

/// All inputs of `fixtures/`, sound and broken, in the order of their names.
fn fixtures() -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let cases = ["gold", "broken"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut cases: Vec<PathBuf> = cases.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases.iter().filter_map(|case| fixture(case)).collect()
}

fn fixture(case: &Path) -> Option<Fixture> {
    let mut files = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    let input = files.find(|path| path.file_stem().is_some_and(|stem| stem == "input"))?;
    let bytes = fs::read(&input).unwrap();
    // There is nothing in it to damage.
    (!bytes.is_empty()).then(|| Fixture {
        case: case.file_name().unwrap().display().to_string(),
        extension: input.extension().unwrap().display().to_string(),
        bytes,
    })
}

/// Damaged once to four times; three in four times inside, where the format packs what it holds.
fn mutated(fixture: &Fixture, other: &Fixture, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = fixture.bytes.clone();
    for _ in 0..=chance.below(4) {
        let inside = (chance.below(4) > 0).then(|| inside(&bytes, other, chance)).flatten();
        bytes = inside.unwrap_or_else(|| bytes::mutated(&bytes, &other.bytes, chance));
    }
    bytes
}

/// One member or stream damaged, the whole of it sound; nothing where the format packs nothing.
fn inside(bytes: &[u8], other: &Fixture, chance: &mut Chance) -> Option<Vec<u8>> {
    if bytes.starts_with(b"PK") {
        return package::mutated(bytes, &other.bytes, chance);
    }
    bytes
        .starts_with(b"%PDF")
        .then(|| pdf::mutated(bytes, chance))
        .flatten()
}
