//! `--changed-since`: which files git says have changed. Git is asked as a program, which every place that has a
//! repository has.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::Error;

/// Files that came or changed since a revision, committed or not, as the system names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changed(BTreeSet<PathBuf>);

impl Changed {
    /// Since `revision` parted from what is checked out, in the repositories that these paths stand in.
    pub(super) fn since(revision: &str, paths: &[PathBuf]) -> Result<Changed, Error> {
        let mut roots = BTreeSet::new();
        for path in paths {
            roots.insert(root(path)?);
        }
        let mut files = BTreeSet::new();
        for root in roots {
            let base = base(&root, revision)?;
            // A renamed file is one that came, whatever git makes of it; of one that was deleted nothing can be read.
            let tracked = [
                "diff",
                "--name-only",
                "--no-renames",
                "--diff-filter=d",
                "--no-ext-diff",
                "-z",
            ];
            let tracked = git(&root, &[&tracked[..], &[&base, "--"]].concat())?;
            let new = git(&root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
            for output in [tracked, new] {
                let names = answered(&output).ok_or_else(|| failed("cannot tell what has changed", &output))?;
                files.extend(
                    names
                        .split('\0')
                        .filter(|name| !name.is_empty())
                        .map(|name| canonical(&root.join(name))),
                );
            }
        }
        Ok(Changed(files))
    }

    /// Whether a file is one of them.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.0.contains(&canonical(path))
    }
}

/// The root of the repository that a path stands in.
fn root(path: &Path) -> Result<PathBuf, Error> {
    let folder = match path.parent() {
        _ if path.is_dir() => path,
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let output = git(folder, &["rev-parse", "--show-toplevel"])?;
    match answered(&output) {
        Some(root) => Ok(PathBuf::from(root.trim_end())),
        None => {
            let message = format!("{} stands in no git repository", path.display());
            Err(failed(&message, &output))
        }
    }
}

/// The commit to compare with: where `revision` and what is checked out parted, so that what others did on its branch
/// since is no change here. Where history is cut off, `revision` itself.
fn base(root: &Path, revision: &str) -> Result<String, Error> {
    let commit = format!("{revision}^{{commit}}");
    let output = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    let Some(commit) = answered(&output).map(|commit| commit.trim().to_owned()) else {
        return Err(Error::Unknown(format!(
            "--changed-since: git knows no commit `{revision}`; a CI job may have to fetch it first (fetch-depth: 0)"
        )));
    };
    let parted = git(root, &["merge-base", &commit, "HEAD"])?;
    Ok(answered(&parted).map_or(commit, |parted| parted.trim().to_owned()))
}

fn git(folder: &Path, args: &[&str]) -> Result<Output, Error> {
    let at = [OsString::from("-C"), folder.into()];
    let output = Command::new("git").args(at).args(args).output();
    output.map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "git is not installed, or not on the PATH".to_owned(),
            _ => format!("git cannot be started: {error}"),
        };
        Error::Unknown(format!("--changed-since: {why}"))
    })
}

/// What git printed, where it succeeded. Names of files that are no UTF-8 are none that a report could name.
fn answered(output: &Output) -> Option<String> {
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn failed(what: &str, output: &Output) -> Error {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("git failed").trim();
    Error::Unknown(format!("--changed-since: {what}: {said}"))
}

pub(super) fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    fn run(folder: &Path, args: &[&str]) {
        let who = [
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
        ];
        let output = git(folder, &[&who, args].concat()).unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
    }

    fn repository() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        run(folder.path(), &["init", "--quiet"]);
        for name in ["same.txt", "edited.txt", "moved.txt", "gone.txt"] {
            write(name, name);
        }
        write(".gitignore", "drafts/\n");
        run(folder.path(), &["add", "."]);
        run(folder.path(), &["commit", "--quiet", "-m", "one"]);
        run(folder.path(), &["tag", "before"]);
        write("edited.txt", "otherwise");
        run(folder.path(), &["mv", "moved.txt", "päivä moved.txt"]);
        run(folder.path(), &["rm", "--quiet", "gone.txt"]);
        run(folder.path(), &["commit", "--quiet", "-a", "-m", "two"]);
        write("new.txt", "new");
        fs::create_dir(folder.path().join("drafts")).unwrap();
        write("drafts/d.txt", "draft");
        folder
    }

    #[test]
    fn what_came_changed_or_moved_is_told_and_what_is_gone_is_not() {
        let folder = repository();
        let changed = Changed::since("before", &[folder.path().to_owned()]).unwrap();
        let holds = |name: &str| changed.holds(&folder.path().join(name));
        assert!(holds("edited.txt") && holds("päivä moved.txt") && holds("new.txt"));
        assert!(!holds("same.txt") && !holds("moved.txt") && !holds("gone.txt") && !holds("drafts/d.txt"));
    }

    #[test]
    fn what_others_did_on_the_branch_is_no_change() {
        let folder = repository();
        run(folder.path(), &["checkout", "--quiet", "-b", "theirs", "before"]);
        fs::write(folder.path().join("same.txt"), "theirs").unwrap();
        run(folder.path(), &["commit", "--quiet", "-a", "-m", "three"]);
        run(folder.path(), &["checkout", "--quiet", "-"]);
        let changed = Changed::since("theirs", &[folder.path().to_owned()]).unwrap();
        assert!(!changed.holds(&folder.path().join("same.txt")));
        assert!(changed.holds(&folder.path().join("edited.txt")));
    }

    #[test]
    fn an_unknown_revision_and_a_folder_outside_are_told() {
        let folder = repository();
        let paths = [folder.path().to_owned()];
        let told = |revision: &str, paths: &[PathBuf]| Changed::since(revision, paths).unwrap_err().to_string();
        assert!(told("no-such", &paths).contains("no commit `no-such`"));
        assert!(told("--output=x", &paths).contains("no commit `--output=x`"));
        let outside = tempfile::tempdir().unwrap();
        assert!(told("before", &[outside.path().to_owned()]).contains("stands in no git repository"));
    }
}
