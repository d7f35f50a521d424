//! The folder that a file of decisions stands in.

use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// A folder that documents are named from, so that a name holds wherever a run was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
    /// Where the run was started: what the paths of documents are relative to.
    here: PathBuf,
}

impl Folder {
    /// Of a folder, and of the one that the run was started in, which is absolute.
    pub fn new(path: &Path, here: &Path) -> Folder {
        Folder {
            path: plain(&here.join(path)),
            here: here.to_owned(),
        }
    }

    /// A document's name below the folder, with `/`; nothing for one outside.
    pub fn name(&self, path: &str) -> Option<String> {
        let path = plain(&self.here.join(path));
        let below = path.strip_prefix(&self.path).ok()?;
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// Where the document of a name is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// All of it lies under one of these paths.
    pub fn lies_under(&self, paths: &[PathBuf]) -> bool {
        paths
            .iter()
            .any(|path| self.path.starts_with(plain(&self.here.join(path))))
    }
}

/// A path without `.` and `..`, by its words alone: a document may be gone, and in an archive it is no file.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// A glob as in an ignore file: without a slash it holds at any depth, and a folder stands for all in it.
#[derive(Debug, Clone)]
pub struct Glob(Gitignore);

impl Glob {
    /// # Errors
    ///
    /// In words, where it is no glob.
    pub fn new(glob: &str) -> Result<Glob, String> {
        let mut builder = GitignoreBuilder::new("");
        builder.add_line(None, glob).map_err(|error| error.to_string())?;
        builder.build().map(Glob).map_err(|error| error.to_string())
    }

    /// Whether it holds for a name that [`Folder::name`] gave.
    pub fn matches(&self, name: &str) -> bool {
        self.0.matched_path_or_any_parents(name, false).is_ignore()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_one_name_wherever_the_run_was_started() {
        let above = Folder::new(Path::new("."), Path::new("/srv"));
        let beside = Folder::new(Path::new(".."), Path::new("/srv/hr"));
        assert_eq!(above.name("hr/./club.txt").as_deref(), Some("hr/club.txt"));
        assert_eq!(beside.name("club.txt").as_deref(), Some("hr/club.txt"));
        assert_eq!(beside.name("../../else/club.txt"), None);
        assert!(beside.lies_under(&[PathBuf::from("../")]) && !beside.lies_under(&[PathBuf::from(".")]));
    }

    #[test]
    fn globs_hold_as_in_an_ignore_file() {
        let holds = |glob: &str, name: &str| Glob::new(glob).unwrap().matches(name);
        assert!(holds("*.txt", "hr/club.txt") && holds("hr/", "hr/a/club.txt") && holds("hr/**", "hr/a/club.txt"));
        assert!(!holds("/*.txt", "hr/club.txt") && !holds("hr/*.txt", "sales/club.txt"));
        assert!(Glob::new("a/{b").is_err() || Glob::new("[").is_err());
    }
}
