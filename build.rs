//! Makes of `rules/` and of the pages that `ropex explain` prints what the binary carries, so that a new file needs no
//! line of Rust; and of all languages' headings an index, so that none of them need be read at every start.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};
use speakers::Speaker;

#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the program folds more than headings"
)]
#[path = "src/rules/fold/mod.rs"]
mod fold;
#[allow(dead_code, reason = "the build only writes what the program reads")]
#[path = "src/rules/speakers.rs"]
mod speakers;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("no CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let rules = files(&root.join("rules"), &[""], "toml")?;
    embed(&out.join("rules.rs"), &root.join("rules"), &rules, |text| {
        let digest: [u8; 32] = Sha256::digest(text).into();
        format!(", {digest:?}")
    })?;
    let pages = files(&root.join("docs"), &["checks", "failures"], "md")?;
    embed(&out.join("pages.rs"), &root.join("docs"), &pages, |_| String::new())?;
    println!("cargo::rustc-env=ROPEX_READERS={}", readers(&root)?);
    let in_languages = |path: &&PathBuf| path.parent().is_some_and(|folder| folder.ends_with("languages"));
    let of_cases = |path: &&PathBuf| path.to_string_lossy().ends_with(".cases.toml");
    let languages = rules.iter().filter(in_languages).filter(|path| !of_cases(path));
    index(&out, languages)
}

/// All files of these folders below `root` that end so, by path and not as the folder lists them: the order of the
/// rules must not depend on the disk.
fn files(root: &Path, folders: &[&str], extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in folders {
        let folder = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        collect(&folder, extension, &mut files)?;
    }
    files.sort();
    Ok(files)
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

/// A hash of all that the content of a document is made into on its way from its bytes, which tells builds apart whose
/// readers may read differently: what one of them keeps in a cache is not for the other.
fn readers(root: &Path) -> Result<String, Box<dyn Error>> {
    let mut sources = files(root, &["src/read", "src/document", "src/batch/cache"], "rs")?;
    // Absent in a checkout that somebody depends on; the version of ropex stands for those of its dependencies then.
    let lock = root.join("Cargo.lock");
    if lock.exists() {
        sources.push(lock);
    }
    let mut hash = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
    for source in sources {
        println!("cargo::rerun-if-changed={}", source.display());
        hash.update(fs::read(source)?);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Writes a list of the paths below `root`, with each file's text and what `about` adds to it.
fn embed(list: &Path, root: &Path, files: &[PathBuf], about: fn(&[u8]) -> String) -> Result<(), Box<dyn Error>> {
    let mut text = String::from("&[\n");
    for file in files {
        let path = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        writeln!(
            text,
            "    ({path:?}, include_str!({file:?}){}),",
            about(&fs::read(file)?)
        )?;
    }
    text.push_str("]\n");
    Ok(fs::write(list, text)?)
}

/// Writes the names of all languages, and which of them know which phrases of headings.
fn index<'a>(out: &Path, languages: impl Iterator<Item = &'a PathBuf>) -> Result<(), Box<dyn Error>> {
    let mut phrases: BTreeMap<String, BTreeSet<Speaker>> = BTreeMap::new();
    let mut names = String::from("&[\n");
    for (language, path) in (0..=u8::MAX >> 1).zip(languages) {
        let text = fs::read_to_string(path)?;
        let file: toml::Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        writeln!(
            names,
            "    {:?},",
            file.get("name").and_then(|name| name.as_str()).unwrap_or_default()
        )?;
        let fields = file.get("headings").and_then(|headings| headings.as_table());
        let origins = fields.into_iter().flatten().filter_map(|(_, lists)| lists.as_table());
        // What a field's headings only look like (`not`) is known to nobody.
        for (origin, list) in origins.flatten().filter(|(origin, _)| *origin != "not") {
            let list = list
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|phrase| phrase.as_str());
            for folded in list.map(fold::fold).filter(|folded| !folded.is_empty()) {
                let weak = origin == "weak";
                phrases.entry(folded).or_default().insert(Speaker { language, weak });
            }
        }
    }
    names.push_str("]\n");
    fs::write(out.join("languages.rs"), names)?;
    let (phrases, sets) = speakers::pack(&phrases)?;
    fs::write(out.join("phrases.fst"), phrases)?;
    Ok(fs::write(out.join("speakers"), sets)?)
}
