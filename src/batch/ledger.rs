//! The ledger of a run: which inputs are done, and how long the output was then. A run that was killed goes on from it.
//!
//! JSON Lines, only ever added to. First the [`Terms`] of the run; then, again and again, the inputs that are done and a
//! commit, which holds for all before it. A commit is written once the output that it speaks of is on the disk, so what
//! a kill or a power failure leaves behind it, here or in the output, is cut off and done anew.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::write::Summary;

// To wait for the disk costs milliseconds, in which the readers go on; to read so many inputs again costs little more.
const INPUTS_A_COMMIT: usize = 32;

// Where documents are slow, so much work may be lost at most.
const TIME_A_COMMIT: Duration = Duration::from_secs(1);

/// What the output hangs on besides the inputs, by name: version, rules, options.
pub type Terms = BTreeMap<String, String>;

/// An input as it was when its turn came. Two that are alike are taken for the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Its path, as the output shows it.
    pub path: String,
    /// Its length; absent where it could not be looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// When it was last written, in nanoseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<u64>,
}

impl Seen {
    /// The file at `path`, shown as `name`, as it is now.
    pub fn now(path: &Path, name: String) -> Seen {
        let metadata = path.metadata().ok();
        let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Seen {
            path: name,
            bytes: metadata.map(|metadata| metadata.len()),
            modified: since.and_then(|since| u64::try_from(since.as_nanos()).ok()),
        }
    }

    /// A place that could not be looked into.
    pub fn nothing(name: String) -> Seen {
        Seen {
            path: name,
            bytes: None,
            modified: None,
        }
    }
}

/// How far a run has come.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Commit {
    /// Inputs that are done.
    pub inputs: usize,
    /// Length of the output that holds their outcomes.
    pub bytes: u64,
    /// All outcomes are written and the output is whole; it may still have to be given its name.
    pub whole: bool,
    /// What it came to by then.
    pub summary: Summary,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Terms(Terms),
    Input(Seen),
    Commit(Commit),
}

/// Why a run cannot go on from a ledger.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Another process holds it.
    #[error("another run is writing here")]
    InUse,
    /// The run was begun on other terms, which are told.
    #[error("the run that was broken off here was another one: {0}; finish that one, or start over with --force")]
    OtherTerms(String),
    /// The file was not written by a run.
    #[error("it is no ledger of a run; take it away, or write over it with --force")]
    NoLedger,
    /// The file itself.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// The ledger of the run that goes on, open and locked against a second run.
pub struct Ledger {
    file: File,
    path: PathBuf,
    last: Commit,
    /// Lines of inputs that are done since the last commit.
    lines: Vec<u8>,
    inputs: usize,
    since: Instant,
}

/// Locks the ledger, or says that another run has it. A child that is being started holds its parent's files, and so their
/// locks, until it becomes its own program: a lock that was just let go may be taken for that long.
fn lock(file: &File) -> Result<(), Unusable> {
    const TRIES: u32 = 20;
    const PAUSE: Duration = Duration::from_millis(25);
    let mut tries = 0;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(Unusable::Io(error)),
            Err(TryLockError::WouldBlock) if tries == TRIES => return Err(Unusable::InUse),
            Err(TryLockError::WouldBlock) => {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
        }
    }
}

impl Ledger {
    /// Opens the ledger at `path`, or begins it; with `anew`, whatever there was is forgotten.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be used.
    pub fn open(path: &Path, terms: &Terms, anew: bool) -> Result<Ledger, Unusable> {
        let mut options = OpenOptions::new();
        let mut file = options.create(true).truncate(false).read(true).write(true).open(path)?;
        lock(&file)?;
        let written = if anew {
            Written::default()
        } else {
            written(&file, terms)?
        };
        file.set_len(written.length)?;
        file.seek(SeekFrom::End(0))?;
        let mut ledger = Ledger {
            file,
            path: path.to_owned(),
            last: written.commit,
            lines: Vec::new(),
            inputs: 0,
            since: Instant::now(),
        };
        if written.length == 0 {
            ledger.line(&Line::Terms(terms.clone()))?;
            ledger.write()?;
        }
        Ok(ledger)
    }

    /// How far the run has come.
    pub fn last(&self) -> &Commit {
        &self.last
    }

    /// The inputs that are done, in order.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened; each item, where it cannot be read.
    pub fn inputs(&self) -> io::Result<impl Iterator<Item = io::Result<Seen>> + use<>> {
        // By the handle that holds the lock: some systems let no other one read.
        let mut file = self.file.try_clone()?;
        file.rewind()?;
        let lines = BufReader::new(file).lines();
        let inputs = lines.filter_map(|line| match line.map(|line| serde_json::from_str(&line)) {
            Ok(Ok(Line::Input(input))) => Some(Ok(input)),
            Ok(Ok(_)) => None,
            Ok(Err(error)) => Some(Err(error.into())),
            Err(error) => Some(Err(error)),
        });
        Ok(inputs.take(self.last.inputs))
    }

    /// Takes down that one more input is done.
    ///
    /// # Errors
    ///
    /// None today; that of its JSON.
    pub fn add(&mut self, input: &Seen) -> io::Result<()> {
        self.inputs += 1;
        self.line(&Line::Input(input.clone()))
    }

    /// Whether a kill would now cost more than a commit does.
    pub fn is_due(&self) -> bool {
        self.inputs >= INPUTS_A_COMMIT || self.inputs > 0 && self.since.elapsed() >= TIME_A_COMMIT
    }

    /// Commits all inputs taken down: their outcomes are on the disk, `bytes` of output; with `whole`, it ends there.
    ///
    /// # Errors
    ///
    /// Where the disk does not take it.
    pub fn commit(&mut self, bytes: u64, whole: bool, summary: &Summary) -> io::Result<()> {
        self.last = Commit {
            inputs: self.last.inputs + self.inputs,
            bytes,
            whole,
            summary: summary.clone(),
        };
        self.line(&Line::Commit(self.last.clone()))?;
        self.write()?;
        self.inputs = 0;
        self.since = Instant::now();
        Ok(())
    }

    /// Ends the ledger: the output has its name.
    ///
    /// # Errors
    ///
    /// Where the file cannot be removed.
    pub fn close(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)
    }

    fn line(&mut self, line: &Line) -> io::Result<()> {
        serde_json::to_writer(&mut self.lines, line)?;
        self.lines.push(b'\n');
        Ok(())
    }

    fn write(&mut self) -> io::Result<()> {
        // Reading the inputs moved its place in the file.
        self.file.seek(SeekFrom::End(0))?;
        self.file.write_all(&self.lines)?;
        self.lines.clear();
        self.file.sync_data()
    }
}

/// What a ledger holds for good.
#[derive(Default)]
struct Written {
    /// Bytes of the file up to the end of the last commit, or of the terms; 0 where not even they are whole.
    length: u64,
    commit: Commit,
}

fn written(file: &File, terms: &Terms) -> Result<Written, Unusable> {
    let mut lines = BufReader::new(file);
    let (mut written, mut at, mut line) = (Written::default(), 0, Vec::new());
    for number in 1.. {
        line.clear();
        at += lines.read_until(b'\n', &mut line)? as u64;
        // The end, or a line that was being written when the run was killed.
        if !line.ends_with(b"\n") {
            break;
        }
        match (number, serde_json::from_slice(&line)) {
            (1, Ok(Line::Terms(begun))) => {
                agree(&begun, terms)?;
                written.length = at;
            }
            (2.., Ok(Line::Input(_))) => {}
            (2.., Ok(Line::Commit(commit))) => written = Written { length: at, commit },
            (1, _) => return Err(Unusable::NoLedger),
            // What a power failure left of a block: the inputs from here on are done again.
            _ => break,
        }
    }
    Ok(written)
}

fn agree(begun: &Terms, now: &Terms) -> Result<(), Unusable> {
    let names = begun.keys().chain(now.keys().filter(|name| !begun.contains_key(*name)));
    let differing = names.filter(|name| begun.get(*name) != now.get(*name));
    let shown = |terms: &Terms, name| terms.get(name).cloned().unwrap_or_else(|| "not given".to_owned());
    let told: Vec<String> = differing
        .map(|name| format!("{name} was {}, now {}", shown(begun, name), shown(now, name)))
        .collect();
    match told.is_empty() {
        true => Ok(()),
        false => Err(Unusable::OtherTerms(told.join("; "))),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    fn terms(rules: &str) -> Terms {
        Terms::from([("rules".to_owned(), rules.to_owned())])
    }

    fn input(path: &str) -> Seen {
        Seen::nothing(path.to_owned())
    }

    /// A ledger of two commits, the first after one input, the second after three.
    fn killed(folder: &Path) -> PathBuf {
        let path = folder.join("ledger.jsonl");
        let mut ledger = Ledger::open(&path, &terms("a"), false).unwrap();
        ledger.add(&input("1")).unwrap();
        ledger.commit(10, false, &Summary::new("a")).unwrap();
        ledger.add(&input("2")).unwrap();
        ledger.add(&input("3")).unwrap();
        ledger.commit(30, false, &Summary::new("a")).unwrap();
        path
    }

    #[test]
    fn wherever_it_is_torn_it_goes_on_from_the_last_whole_commit() {
        let folder = tempfile::tempdir().unwrap();
        let path = killed(folder.path());
        let whole = fs::read(&path).unwrap();
        let ends: Vec<usize> = (1..=whole.len()).filter(|end| whole[end - 1] == b'\n').collect();
        for length in 0..=whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            let ledger = Ledger::open(&path, &terms("a"), false).unwrap();
            let expected = match length {
                length if length >= ends[5] => (3, 30),
                length if length >= ends[2] => (1, 10),
                _ => (0, 0),
            };
            assert_eq!((ledger.last().inputs, ledger.last().bytes), expected, "at {length}");
            let inputs: Vec<Seen> = ledger.inputs().unwrap().map(Result::unwrap).collect();
            assert_eq!(inputs, ["1", "2", "3"].map(input)[..expected.0], "at {length}");
        }
    }

    #[test]
    fn other_terms_are_told_and_force_forgets() {
        let folder = tempfile::tempdir().unwrap();
        let path = killed(folder.path());
        let error = Ledger::open(&path, &terms("b"), false).err().unwrap().to_string();
        assert!(
            error.contains("rules was a, now b") && error.contains("--force"),
            "{error}"
        );
        assert_eq!(
            Ledger::open(&path, &terms("b"), true).unwrap().last(),
            &Commit::default()
        );
    }

    #[test]
    fn behind_a_damaged_line_nothing_counts_and_another_file_is_no_ledger() {
        let folder = tempfile::tempdir().unwrap();
        let path = killed(folder.path());
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, whole.replacen(r#""path":"2""#, r#""pa\0h":"2""#, 1)).unwrap();
        assert_eq!(Ledger::open(&path, &terms("a"), false).unwrap().last().inputs, 1);
        fs::write(&path, "{\"debit\":1}\n").unwrap();
        let error = Ledger::open(&path, &terms("a"), false).err().unwrap();
        assert!(matches!(error, Unusable::NoLedger), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"debit\":1}\n");
    }

    #[test]
    fn two_runs_do_not_write_at_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        let first = Ledger::open(&path, &terms("a"), false).unwrap();
        let second = Ledger::open(&path, &terms("a"), true).err().unwrap();
        assert!(matches!(second, Unusable::InUse), "{second}");
        first.close().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_file_that_was_written_to_is_seen_as_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let now = || Seen::now(&path, "a.txt".to_owned());
        assert_eq!(now(), input("a.txt"));
        fs::write(&path, "one").unwrap();
        let before = now();
        assert_eq!(now(), before);
        fs::write(&path, "three").unwrap();
        assert_ne!(now(), before);
    }
}
