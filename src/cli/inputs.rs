//! Which files to read: paths as given, folders walked in a fixed order, each file once.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::FileType;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::Error;
use super::args::InputArgs;
use super::changed::{Changed, canonical};
use crate::batch::ledger::Seen;
use crate::outcome::{Failure, FailureKind};

/// What the summary counts things under that are no files, where extensions stand with their dot.
pub(super) const LINK: &str = "link";
const SPECIAL: &str = "special";

/// One thing to read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Input {
    /// A file.
    File {
        /// Where it is.
        path: PathBuf,
        /// It was given by name, and not found in a folder.
        asked: bool,
    },
    /// What stands in a folder and is no file, counted under this name. A `link` is not followed, for it may lead out of
    /// the folder or in circles; given by name, it is what it leads to. Reading a pipe, socket or device (`special`) may
    /// wait for ever.
    NoFile {
        /// Where it is.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// A place that could not be looked into.
    Unseen {
        /// Which one.
        path: PathBuf,
        /// Why.
        failure: Failure,
    },
}

impl Input {
    pub(super) fn path(&self) -> &Path {
        match self {
            Input::File { path, .. } | Input::NoFile { path, .. } | Input::Unseen { path, .. } => path,
        }
    }

    /// The path as the output shows it.
    pub(super) fn name(&self) -> String {
        let name = self.path().to_string_lossy();
        if cfg!(windows) {
            name.replace('\\', "/")
        } else {
            name.into_owned()
        }
    }

    /// What it is now.
    pub(super) fn seen(&self) -> Seen {
        match self {
            Input::File { path, .. } => Seen::now(path, self.name()),
            Input::NoFile { .. } | Input::Unseen { .. } => Seen::nothing(self.name()),
        }
    }
}

/// What was asked for; walked anew by every [`Inputs::iter`].
pub(super) struct Inputs {
    given: Vec<Given>,
    /// Files given by name, as the system names them.
    asked: HashSet<PathBuf>,
    /// A folder was given, and one inside it too.
    nested: bool,
    no_ignore: bool,
    /// Only these, where that was asked for.
    changed: Option<Changed>,
}

/// One path as given.
enum Given {
    File(PathBuf),
    /// With the globs that choose among its files.
    Folder(PathBuf, Override),
}

impl Inputs {
    /// Takes the arguments, and paths from standard input for `-`.
    ///
    /// # Errors
    ///
    /// A glob that is none, or a standard input that cannot be read.
    pub(super) fn new(args: &InputArgs) -> io::Result<Inputs> {
        let mut paths = Vec::new();
        for path in &args.paths {
            if path.as_os_str() == "-" {
                for line in io::stdin().lock().split(b'\n') {
                    paths.extend(listed(line?)?);
                }
            } else {
                paths.push(path.clone());
            }
        }
        let mut inputs = Inputs {
            given: Vec::new(),
            asked: HashSet::new(),
            nested: false,
            no_ignore: args.no_ignore,
            changed: None,
        };
        let mut folders: Vec<PathBuf> = Vec::new();
        for path in paths {
            // Also where no folder is given: a glob that is none must not pass unseen.
            let globs = globs(args, &path).map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
            if path.is_dir() {
                let folder = canonical(&path);
                let in_each_other = |other: &PathBuf| other.starts_with(&folder) || folder.starts_with(other);
                inputs.nested |= folders.iter().any(in_each_other);
                folders.push(folder);
                inputs.given.push(Given::Folder(path, globs));
            } else {
                inputs.asked.insert(canonical(&path));
                inputs.given.push(Given::File(path));
            }
        }
        Ok(inputs)
    }

    /// Leaves out all files that have not changed since a revision of git.
    pub(super) fn changed_since(&mut self, revision: &str) -> Result<(), Error> {
        self.changed = Some(Changed::since(revision, &self.paths())?);
        Ok(())
    }

    /// The paths as given, those from standard input too.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let path = |given: &Given| match given {
            Given::File(path) | Given::Folder(path, _) => path.clone(),
        };
        self.given.iter().map(path).collect()
    }

    /// Every file once, where it is met first: in the order given, folders sorted by name.
    pub(super) fn iter(&self) -> impl Iterator<Item = Input> {
        let mut met = HashSet::new();
        self.given
            .iter()
            .flat_map(|given| self.under(given))
            // What could not be looked into was not found unchanged, and what is not there did not stay as it was.
            .filter(|input| match (&self.changed, input) {
                (None, _) | (_, Input::Unseen { .. }) => true,
                (Some(_), Input::File { path, .. }) if !path.exists() => true,
                (Some(changed), _) => changed.holds(input.path()),
            })
            .filter(move |input| {
                // Links are not followed, so one walk meets no file twice: to remember all of a big share is for the rest.
                if !self.nested && self.asked.is_empty() {
                    return true;
                }
                let file = match input {
                    // Itself, and not what it leads to.
                    Input::NoFile { path, .. } => {
                        canonical(path.parent().unwrap_or(path)).join(path.file_name().unwrap_or_default())
                    }
                    _ => canonical(input.path()),
                };
                !(self.nested || self.asked.contains(&file)) || met.insert(file)
            })
    }

    fn under<'a>(&'a self, given: &'a Given) -> Box<dyn Iterator<Item = Input> + 'a> {
        let (path, globs) = match given {
            Given::Folder(path, globs) => (path, globs),
            Given::File(path) => {
                let path = path.clone();
                return Box::new(std::iter::once(Input::File { path, asked: true }));
            }
        };
        let walk = WalkBuilder::new(path)
            .standard_filters(false)
            .hidden(!self.no_ignore)
            .ignore(!self.no_ignore)
            .git_ignore(!self.no_ignore)
            // Ignore files count in any folder that is given, not only in a repository, and none outside it does: what
            // is read must not hang on the machine.
            .require_git(false)
            // Not as the walker's own overrides: there, a glob that includes brings hidden and ignored files back.
            .filter_entry({
                let globs = globs.clone();
                move |entry| !globs.matched(entry.path(), is(entry, FileType::is_dir)).is_ignore()
            })
            .sort_by_file_name(std::cmp::Ord::cmp)
            .build();
        Box::new(walk.filter_map(move |entry| match entry {
            Ok(entry) if is(&entry, FileType::is_file) => Some(Input::File {
                asked: !self.asked.is_empty() && self.asked.contains(&canonical(entry.path())),
                path: entry.into_path(),
            }),
            Ok(entry) if is(&entry, FileType::is_dir) => None,
            Ok(entry) => Some(Input::NoFile {
                what: if is(&entry, FileType::is_symlink) {
                    LINK
                } else {
                    SPECIAL
                },
                path: entry.into_path(),
            }),
            Err(error) => Some(unseen(path, &error)),
        }))
    }
}

fn is(entry: &DirEntry, kind: impl Fn(&FileType) -> bool) -> bool {
    entry.file_type().is_some_and(|found| kind(&found))
}

/// A path from a line of a list; none where it is empty.
fn listed(mut line: Vec<u8>) -> io::Result<Option<PathBuf>> {
    if line.ends_with(b"\r") {
        line.pop();
    }
    #[cfg(unix)]
    let path: OsString = std::os::unix::ffi::OsStringExt::from_vec(line);
    #[cfg(not(unix))]
    let path: OsString = String::from_utf8(line).map_err(io::Error::other)?.into();
    Ok((!path.is_empty()).then(|| path.into()))
}

fn unseen(root: &Path, error: &ignore::Error) -> Input {
    let path = match error {
        ignore::Error::WithPath { path, .. } => path,
        ignore::Error::WithDepth { err, .. } => match err.as_ref() {
            ignore::Error::WithPath { path, .. } => path,
            _ => root,
        },
        _ => root,
    };
    Input::Unseen {
        path: path.to_path_buf(),
        failure: Failure::new(FailureKind::Io, format!("could not be looked into: {error}")),
    }
}

/// Globs are told against paths below the folder that was given, as in an ignore file that stands in it.
fn globs(args: &InputArgs, folder: &Path) -> Result<Override, ignore::Error> {
    let mut builder = OverrideBuilder::new(folder);
    for glob in &args.include {
        builder.add(glob)?;
    }
    for glob in &args.exclude {
        builder.add(&format!("!{glob}"))?;
    }
    builder.build()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    fn args(paths: &[PathBuf]) -> InputArgs {
        InputArgs {
            paths: paths.to_vec(),
            include: Vec::new(),
            exclude: Vec::new(),
            no_ignore: false,
        }
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a/c.pdf", ".hidden.txt", "drafts/x.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::write(folder.path().join(".gitignore"), "drafts/\n").unwrap();
        folder
    }

    fn names(args: &InputArgs, root: &Path) -> Vec<String> {
        let inputs = Inputs::new(args).unwrap();
        let name = |input: Input| input.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
        inputs.iter().map(name).collect()
    }

    #[test]
    fn folders_are_walked_by_name_without_hidden_and_ignored_files() {
        let folder = folder();
        let mut args = args(&[folder.path().to_owned()]);
        assert_eq!(names(&args, folder.path()), ["a/c.pdf", "a/z.txt", "b.txt"]);
        args.no_ignore = true;
        assert_eq!(names(&args, folder.path()).len(), 6);
    }

    #[test]
    fn globs_choose_among_the_files_of_folders() {
        let folder = folder();
        let mut args = args(&[folder.path().to_owned()]);
        args.include = vec!["*.txt".into()];
        assert_eq!(names(&args, folder.path()), ["a/z.txt", "b.txt"]);
        args.exclude = vec!["a/**".into()];
        assert_eq!(names(&args, folder.path()), ["b.txt"]);
    }

    #[test]
    fn a_file_given_twice_is_read_once_and_counts_as_asked_for() {
        let folder = folder();
        let file = folder.path().join("a/z.txt");
        let inputs = Inputs::new(&args(&[folder.path().to_owned(), file.clone(), file.clone()])).unwrap();
        let met: Vec<Input> = inputs.iter().filter(|input| input.path() == file).collect();
        assert_eq!(
            met,
            [Input::File {
                path: file,
                asked: true
            }]
        );
    }

    #[test]
    fn a_folder_inside_another_gives_its_files_once_and_those_that_the_other_ignores() {
        let folder = folder();
        let given = ["", "a", "drafts", "a"].map(|below| folder.path().join(below));
        let mut args = args(&given);
        assert_eq!(
            names(&args, folder.path()),
            ["a/c.pdf", "a/z.txt", "b.txt", "drafts/x.txt"]
        );
        args.paths = vec![folder.path().join("a"), folder.path().join("drafts")];
        assert!(!Inputs::new(&args).unwrap().nested);
        assert_eq!(names(&args, folder.path()), ["a/c.pdf", "a/z.txt", "drafts/x.txt"]);
    }

    #[test]
    fn a_file_given_by_name_is_taken_though_it_is_ignored_or_missing() {
        let folder = folder();
        let given = [folder.path().join(".hidden.txt"), folder.path().join("gone.pdf")];
        assert_eq!(names(&args(&given), folder.path()), [".hidden.txt", "gone.pdf"]);
    }
}
