//! What was read before: where it is kept, and what came of it.

use std::io::{self, Write};

use super::Error;
use super::args::Cached;
use crate::batch::Cache;
use crate::write::Count;

impl Cached {
    /// The cache that is asked for.
    pub(super) fn open(&self) -> Result<Option<Cache>, Error> {
        let Some(path) = &self.cache else {
            return Ok(None);
        };
        Cache::open(path).map(Some).map_err(|source| Error::Cache {
            path: path.clone(),
            source,
        })
    }
}

/// Says on standard error how much of it was known. Not in the summary, which is the same with a cache and without.
pub(super) fn tell(cache: Option<&Cache>) -> io::Result<()> {
    let Some(told) = cache.map(Cache::told) else {
        return Ok(());
    };
    let known = Count(told.known, "document");
    writeln!(anstream::stderr(), "cache: {known} known, {} read", told.read)?;
    if let Some((count, error)) = told.unkept {
        let count = Count(count, "document");
        writeln!(
            anstream::stderr(),
            "ropex: warning: {count} could not be kept in the cache: {error}; next time they are read anew"
        )?;
    }
    Ok(())
}
