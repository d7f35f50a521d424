//! What each stage costs of a document's time, one document after the other, read as the program does: PDF and office
//! formats by a worker.
//!
//! ```sh
//! cargo bench --bench stages -- FILE…
//! ```
//!
//! All languages' rules are in force. Without files, those of the fixtures are taken.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::ffi::OsString;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ropex::batch::{Opened, Opener};
use ropex::document::Document;
use ropex::isolate::{Pool, Program};
use ropex::outcome::{Extraction, Outcome, Source};
use ropex::read::Limits;
use ropex::read::pdf::Settings;
use ropex::rules::Rules;
use ropex::write::{Jsonl, Writer};
use ropex::{audit, language, mapping, normalize, outline, segment};

/// How often all documents are taken: once is too short to be measured.
const ROUNDS: usize = 20;

/// Stages in their order.
const STAGES: [&str; 7] = [
    "read",
    "outline",
    "segment",
    "language",
    "mapping",
    "normalize, audit",
    "write",
];

fn main() {
    // Cargo itself adds `--bench`.
    let given: Vec<PathBuf> = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let files = if given.is_empty() { fixtures() } else { given };
    let rules = Rules::embedded().unwrap();
    let opener = Opener {
        limits: Limits::default(),
        settings: Settings::default(),
        pool: Some(workers()),
        cache: None,
    };
    let mut spent = [Duration::ZERO; STAGES.len()];
    let mut documents = 0;
    // The first round fills what is made when first asked for, the indexes of words above all: one run does that once.
    for round in 0..=ROUNDS {
        for file in &files {
            let begin = Instant::now();
            let mut read = Vec::new();
            opener.open(file, &file.to_string_lossy(), true, &mut |opened| {
                if let Opened::Document(source, Ok(document)) = opened {
                    read.push((source, document));
                }
            });
            let reading = begin.elapsed();
            let mut warming = [Duration::ZERO; STAGES.len()];
            let spent = if round == 0 { &mut warming } else { &mut spent };
            documents += if round == 0 { 0 } else { read.len() };
            spent[0] += reading;
            for (source, document) in &read {
                stages(source, document, &rules, spent);
            }
        }
    }
    let all: Duration = spent.iter().sum();
    println!(
        "{} documents, {ROUNDS} rounds, {:.2} ms a document",
        documents / ROUNDS,
        ms(all) / documents as f64
    );
    for (stage, time) in STAGES.iter().zip(spent) {
        println!(
            "{stage:>18} {:8.3} ms {:5.1} %",
            ms(time) / documents as f64,
            100.0 * ms(time) / ms(all)
        );
    }
}

/// What [`ropex::process`] does, and the writing of its records, with a look at the clock after each stage.
fn stages(source: &Source, document: &Document, rules: &Rules, spent: &mut [Duration; STAGES.len()]) {
    let mut begin = Instant::now();
    let mut lap = |stage: usize| {
        spent[stage] += begin.elapsed();
        begin = Instant::now();
    };
    let outline = outline::outline(document);
    lap(1);
    let segments = segment::segment(&outline, rules);
    lap(2);
    let titles = mapping::Titles {
        metadata: outline.title.as_deref(),
        running: &outline.running,
    };
    let tag = |part| language::tag(part, document.language.as_deref(), rules);
    let shared = (segments.records.len() > 1).then(|| tag(&segments.shared));
    let tagged: Vec<_> = segments.records.iter().map(tag).collect();
    lap(3);
    let shared = shared.map(|shared| mapping::map(&shared, None, titles, rules));
    let map = |part| mapping::map(part, shared.as_ref(), titles, rules);
    let mappings: Vec<_> = tagged.iter().map(map).collect();
    lap(4);
    let count = mappings.len();
    let dates = normalize::date_order(document);
    let mut records = Vec::new();
    for (index, mapping) in (1..).zip(&mappings) {
        let whole = normalize::Whole { source, count, dates };
        let record = normalize::normalize(mapping, whole, index, rules);
        let asked = audit::Asked::default();
        records.push(audit::audit(record, mapping, shared.as_ref(), asked, rules));
    }
    audit::across(&mut records, rules);
    let outcome = Outcome {
        source: source.clone(),
        result: Ok(Extraction {
            records,
            ..Extraction::default()
        }),
    };
    lap(5);
    let mut lines = Vec::new();
    Jsonl::new(&mut lines).outcome(&outcome).unwrap();
    black_box(lines);
    lap(6);
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Workers as the program starts them.
fn workers() -> Pool {
    let program = Program {
        path: env!("CARGO_BIN_EXE_ropex").into(),
        args: ["worker", "--memory-bytes", "2147483648"].map(OsString::from).to_vec(),
    };
    Pool::open(program, Duration::from_secs(60)).unwrap()
}

fn fixtures() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/gold")).unwrap();
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).into_iter().flatten())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem == "input"))
        .collect();
    files.sort();
    files
}
