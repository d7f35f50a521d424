//! Where `ropex.toml` is.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Config, check};
use crate::cli::Error;
use crate::rules::{Errors, Source};

const NAME: &str = "ropex.toml";

/// The file in this folder, else in the nearest one above it, up to the root of the repository. Outside a repository
/// only this folder counts: what stands further up belongs to somebody else.
pub(super) fn find(here: &Path) -> Option<PathBuf> {
    let root = here
        .ancestors()
        .find(|folder| folder.join(".git").exists())
        .unwrap_or(here);
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        let path = up.join(NAME);
        if folder.join(NAME).is_file() {
            return Some(path);
        }
        if folder == root {
            break;
        }
        up.push("..");
    }
    None
}

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<Config, Error> {
    let name = path.to_string_lossy().into_owned();
    let text = fs::read_to_string(path).map_err(|error| {
        let mut errors = Errors::default();
        errors.of(&name, format!("cannot be read: {error}"));
        Error::Config(errors)
    })?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let source = Source::new(NAME.to_owned(), name, text);
    check::form(source, folder).map_err(Error::Config)
}
