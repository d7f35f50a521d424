//! What documents were read as, kept in a folder: bytes that were read before are not read again.
//!
//! An entry is a file, named by its [`Key`]. It is written beside its place and renamed, and says by a checksum whether
//! it is whole: several runs may share a folder, and what is damaged is read anew. Nothing here fails a document.

mod entry;
mod key;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::outcome::Failure;
use crate::read::{HangsOn, ocr};
use entry::Entry;

pub use key::Key;

/// Stands in a folder that programs which make copies should leave out: <https://bford.info/cachedir/>.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# Made by ropex: what documents were read as. It may be taken away at any time.\n",
);

/// Entries are nothing to commit, nor documents to read, where the folder stands among documents.
const IGNORE: (&str, &str) = (".gitignore", "*\n");

/// Entries that are being written are called so.
const NEW: &str = ".new-";

/// A day: what is being written for longer belongs to a run that was killed, and an entry's time of use need be no
/// truer.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A folder of entries, in use.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The OCR that is installed, by a hash of what it says of itself; asked for when the first reading hangs on it.
    ocr: OnceLock<[u8; 32]>,
    known: AtomicUsize,
    read: AtomicUsize,
    unkept: Mutex<Unkept>,
}

/// Readings that could not be kept.
#[derive(Debug, Default)]
struct Unkept {
    count: usize,
    /// Why the first one could not.
    error: Option<io::Error>,
}

/// What came of a cache in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Documents that were known.
    pub known: usize,
    /// Documents that were read.
    pub read: usize,
    /// Those of them that could have been kept and were not, and why the first one was not.
    pub unkept: Option<(usize, String)>,
}

impl Cache {
    /// Opens the cache in `folder`, which is made where there is none, for its owner only: what is kept is what the
    /// documents say.
    ///
    /// # Errors
    ///
    /// Where nothing can be written there.
    pub fn open(folder: &Path) -> io::Result<Cache> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder)?;
        for (name, content) in [TAG, IGNORE] {
            let path = folder.join(name);
            if !path.exists() {
                fs::write(path, content)?;
            }
        }
        let cache = Cache {
            folder: folder.to_owned(),
            ocr: OnceLock::new(),
            known: AtomicUsize::new(0),
            read: AtomicUsize::new(0),
            unkept: Mutex::default(),
        };
        cache.beside()?;
        cache.sweep()?;
        Ok(cache)
    }

    /// What is kept under `key`; else what `read` gives, which is kept where it does not hang on chance.
    pub fn read(
        &self,
        key: &Key,
        read: impl FnOnce() -> (Result<Document, Failure>, HangsOn),
    ) -> Result<Document, Failure> {
        if let Some(known) = self.get(key) {
            self.known.fetch_add(1, Ordering::Relaxed);
            return known;
        }
        let (read, hangs_on) = read();
        self.read.fetch_add(1, Ordering::Relaxed);
        if let Err(error) = self.put(key, &read, hangs_on) {
            let mut unkept = self.unkept.lock().unwrap_or_else(PoisonError::into_inner);
            unkept.count += 1;
            unkept.error.get_or_insert(error);
        }
        read
    }

    /// What came of it by now.
    pub fn told(&self) -> Use {
        let unkept = self.unkept.lock().unwrap_or_else(PoisonError::into_inner);
        Use {
            known: self.known.load(Ordering::Relaxed),
            read: self.read.load(Ordering::Relaxed),
            unkept: unkept.error.as_ref().map(|error| (unkept.count, error.to_string())),
        }
    }

    fn get(&self, key: &Key) -> Option<Result<Document, Failure>> {
        let path = key.path(&self.folder);
        let metadata = path.metadata().ok()?;
        // Opening a pipe waits for ever.
        if !metadata.is_file() || metadata.len() > entry::LONGEST {
            return None;
        }
        let mut bytes = Vec::new();
        let mut file = File::open(&path).ok()?;
        file.read_to_end(&mut bytes).ok()?;
        let entry = entry::unpack(key, &bytes)?;
        if entry.ocr.is_some_and(|ocr| ocr != self.ocr()) {
            return None;
        }
        // Entries that nobody has asked for in a long time can be told by their time of change.
        let now = SystemTime::now();
        if metadata
            .modified()
            .is_ok_and(|kept| now.duration_since(kept).is_ok_and(|age| age > DAY))
        {
            let _ = File::options()
                .append(true)
                .open(&path)
                .and_then(|file| file.set_modified(now));
        }
        Some(entry.read)
    }

    fn put(&self, key: &Key, read: &Result<Document, Failure>, hangs_on: HangsOn) -> io::Result<()> {
        let ocr = match hangs_on {
            HangsOn::Chance => return Ok(()),
            HangsOn::Ocr => Some(self.ocr()),
            HangsOn::Content => None,
        };
        let packed = entry::pack(key, &Entry { ocr, read })?;
        let mut file = self.beside()?;
        // Not waited for to reach the disk: what a power failure leaves of it is told by the checksum.
        file.write_all(&packed)?;
        let path = key.path(&self.folder);
        match file.persist(&path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
                Ok(error.file.persist(&path).map(drop)?)
            }
            Err(error) => Err(error.error),
        }
    }

    fn beside(&self) -> io::Result<tempfile::NamedTempFile> {
        tempfile::Builder::new().prefix(NEW).tempfile_in(&self.folder)
    }

    /// Takes away what killed runs left half-written.
    fn sweep(&self) -> io::Result<()> {
        for file in fs::read_dir(&self.folder)? {
            let file = file?;
            let is_new = file.file_name().to_string_lossy().starts_with(NEW);
            let age = || {
                SystemTime::now()
                    .duration_since(file.metadata().ok()?.modified().ok()?)
                    .ok()
            };
            if is_new && age().is_some_and(|age| age > DAY) {
                let _ = fs::remove_file(file.path());
            }
        }
        Ok(())
    }

    fn ocr(&self) -> [u8; 32] {
        *self
            .ocr
            .get_or_init(|| Sha256::digest(ocr::installed().unwrap_or_default()).into())
    }
}
