//! Lists every rule file under `rules/` and every page that `ropex explain` prints, so that the binary carries them all
//! and a new file needs no line of Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    embed("rules.rs", &root.join("rules"), &[""], "toml")?;
    embed("pages.rs", &root.join("docs"), &["checks", "failures"], "md")
}

/// Writes a list of the paths below `root` and the texts of all files of these folders that end so.
fn embed(list_name: &str, root: &Path, folders: &[&str], extension: &str) -> io::Result<()> {
    let mut files = Vec::new();
    for folder in folders {
        let folder = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        collect(&folder, extension, &mut files)?;
    }
    // By path and not as the folder lists them: the order of the rules must not depend on the disk.
    files.sort();

    let mut list = String::from("&[\n");
    for file in &files {
        let path = file
            .strip_prefix(root)
            .map_err(io::Error::other)?
            .to_string_lossy()
            .replace('\\', "/");
        writeln!(list, "    ({path:?}, include_str!({file:?})),").map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join(list_name), list)
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extension, files)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    Ok(())
}
