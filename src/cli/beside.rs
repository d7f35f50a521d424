//! Files of the output, which appear whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Error;

/// A file that is written beside its place and gets its name when it is whole.
pub(super) struct Beside {
    pub(super) file: NamedTempFile,
    pub(super) path: PathBuf,
}

impl Beside {
    pub(super) fn new(path: PathBuf) -> Result<Beside, Error> {
        // A bare name has an empty parent, which is no folder.
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".ropex-");
        // As any file that a user makes, less the umask: results are there to be passed on.
        #[cfg(unix)]
        let builder = builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(unwritten(folder))?;
        Ok(Beside { file, path })
    }

    pub(super) fn rename(self) -> Result<(), Error> {
        let Beside { file, path } = self;
        match file.persist(&path) {
            Ok(_) => Ok(()),
            Err(error) => Err(unwritten(&path)(error.error)),
        }
    }
}

impl Write for &Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file().write(bytes).map_err(|error| self.named(error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file().flush().map_err(|error| self.named(error))
    }
}

impl Beside {
    /// Of several outputs at once, an error must say whose it is.
    fn named(&self, error: io::Error) -> io::Error {
        io::Error::new(
            error.kind(),
            format!("{}: cannot be written: {error}", self.path.display()),
        )
    }
}

pub(super) fn unwritten(path: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
    let path = path.to_owned();
    |source| Error::Output { path, source }
}
