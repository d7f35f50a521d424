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
const SYSTEM: [&str; 13] = [
    "/usr",
    "/bin",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/ld-musl-x86_64.path",
    "/etc/ld-musl-aarch64.path",
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

/// Folders of programs, and those of a tesseract that stands elsewhere; what is not there is passed over.
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

/// What the first tesseract on this path was installed with, beside the program as it is named and where links lead to.
fn installation(path: &[PathBuf]) -> Vec<PathBuf> {
    let named = path.iter().map(|folder| folder.join("tesseract"));
    let Some(named) = named.into_iter().find(|program| program.is_file()) else {
        return Vec::new();
    };
    let real = named.canonicalize().ok();
    let programs = [Some(named), real].into_iter().flatten();
    programs.flat_map(|program| beside(&program)).collect()
}

/// The folders that an installation has beside its program. Not all that it stands in: that may be somebody's home.
fn beside(program: &Path) -> Vec<PathBuf> {
    let folder = program.parent().unwrap_or(program);
    let (programs, root) = match folder.ends_with("bin") {
        true => (folder, folder.parent().unwrap_or(folder)),
        false => (program, folder),
    };
    let parts = ["lib", "lib64", "tessdata", "share/tessdata", "share/tesseract-ocr"];
    let parts = parts.into_iter().map(|part| root.join(part));
    [programs.to_owned()].into_iter().chain(parts).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn an_installation_is_its_parts_and_not_the_home_that_it_stands_in() {
        let of_home = beside(Path::new("/home/ada/bin/tesseract"));
        assert_eq!(of_home[0], Path::new("/home/ada/bin"));
        assert!(of_home.contains(&"/home/ada/share/tessdata".into()));
        let of_folder = beside(Path::new("/srv/ocr/tesseract"));
        assert_eq!(of_folder[0], Path::new("/srv/ocr/tesseract"));
        assert!(of_folder.contains(&"/srv/ocr/tessdata".into()));
        for parts in [of_home, of_folder, beside(Path::new("/bin/tesseract"))] {
            assert!(
                !parts
                    .iter()
                    .any(|part| ["/", "/home/ada", "/srv/ocr"].map(Path::new).contains(&part.as_path()))
            );
        }
    }

    #[test]
    fn a_link_on_the_path_is_followed_to_its_own_installation() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for below in ["empty", "links/bin", "cellar/tesseract-5/bin"] {
            fs::create_dir_all(root.join(below)).unwrap();
        }
        let [link, program] = ["links/bin/tesseract", "cellar/tesseract-5/bin/tesseract"].map(|name| root.join(name));
        fs::write(&program, "").unwrap();
        symlink(program, link).unwrap();
        let found = installation(&[root.join("empty"), root.join("links/bin")]);
        for bin in ["links/bin", "cellar/tesseract-5/bin"] {
            assert!(found.contains(&root.join(bin)), "{bin} in {found:?}");
        }
        assert!(installation(&[root.join("empty")]).is_empty());
    }
}
