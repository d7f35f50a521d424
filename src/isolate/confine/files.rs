//! Which files are within reach, held by Landlock; connections by TCP and signals too, where the kernel is new enough.

use std::env;
use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, LandlockStatus, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetError, Scope, path_beneath_rules,
};

use super::Reach;

/// The newest version that this was tried with. An older kernel holds to what it knows of it.
const TRIED: ABI = ABI::V7;

/// Where systems keep programs, libraries and what the loader reads, among them those of package managers.
const SYSTEM: [&str; 11] = [
    "/usr",
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/opt",
    "/nix/store",
    "/gnu/store",
    "/run/current-system",
    "/home/linuxbrew/.linuxbrew",
];

/// Confines this thread to the files within `reach`, and gives the version in force.
pub(super) fn confine(reach: Reach) -> Result<String, String> {
    match restrict(reach) {
        Ok(LandlockStatus::Available { effective_abi, .. }) => Ok(format!("{effective_abi:?}")),
        Ok(LandlockStatus::NotEnabled) => Err("the kernel has Landlock, but it is off".to_owned()),
        Ok(_) => Err("the kernel has no Landlock".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn restrict(reach: Reach) -> Result<LandlockStatus, RulesetError> {
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(TRIED))?
        .handle_access(AccessNet::from_all(TRIED))?
        .scope(Scope::from_all(TRIED))?
        .create()?;
    if reach == Reach::Tesseract {
        // Where its errors go, and what stands in for a page that is none.
        let nowhere: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::WriteFile;
        rules = rules
            .add_rules(path_beneath_rules(readable(), AccessFs::from_read(TRIED)))?
            .add_rules(path_beneath_rules(["/dev/null"], nowhere))?;
    }
    Ok(rules.restrict_self()?.landlock)
}

/// Folders of programs, and those of a tesseract that stands elsewhere.
fn readable() -> Vec<PathBuf> {
    let listed = |name: &str| -> Vec<PathBuf> {
        let value = env::var_os(name).unwrap_or_default();
        env::split_paths(&value)
            .filter(|path| !path.as_os_str().is_empty())
            .collect()
    };
    let mut readable: Vec<PathBuf> = SYSTEM.iter().map(PathBuf::from).collect();
    readable.extend(installation(&listed("PATH")));
    readable.extend(listed("LD_LIBRARY_PATH"));
    readable.extend(env::var_os("TESSDATA_PREFIX").map(PathBuf::from));
    readable
}

/// The folders that the first tesseract on this path was installed into: those that its own `bin` stands in, as named
/// and where links lead to.
fn installation(path: &[PathBuf]) -> Vec<PathBuf> {
    let Some(named) = path
        .iter()
        .map(|folder| folder.join("tesseract"))
        .find(|program| program.is_file())
    else {
        return Vec::new();
    };
    let real = named.canonicalize().ok();
    [Some(named), real]
        .into_iter()
        .flatten()
        .filter_map(|program| prefix(&program))
        .collect()
}

fn prefix(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    match folder.parent() {
        // Not the root, which is everything.
        Some(prefix) if folder.ends_with("bin") && prefix.parent().is_some() => Some(prefix.to_owned()),
        _ => Some(folder.to_owned()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_installation_is_what_its_bin_stands_in_and_never_the_root() {
        let of = |program: &str| prefix(Path::new(program)).unwrap();
        assert_eq!(of("/home/ada/conda/bin/tesseract"), Path::new("/home/ada/conda"));
        assert_eq!(of("/srv/ocr/tesseract"), Path::new("/srv/ocr"));
        assert_eq!(of("/bin/tesseract"), Path::new("/bin"));
    }

    #[test]
    fn a_link_on_the_path_is_followed_to_its_own_installation() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for below in ["empty", "links/bin", "cellar/tesseract-5/bin"] {
            std::fs::create_dir_all(root.join(below)).unwrap();
        }
        std::fs::write(root.join("cellar/tesseract-5/bin/tesseract"), "").unwrap();
        std::os::unix::fs::symlink(
            root.join("cellar/tesseract-5/bin/tesseract"),
            root.join("links/bin/tesseract"),
        )
        .unwrap();
        let found = installation(&[root.join("empty"), root.join("links/bin")]);
        assert_eq!(found, [root.join("links"), root.join("cellar/tesseract-5")]);
        assert!(installation(&[root.join("empty")]).is_empty());
    }
}
