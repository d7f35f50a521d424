#![allow(clippy::unwrap_used)]

use std::fs;

use clap::Parser;

use super::*;
use crate::cli::args::{Arguments, Command, FailOn};

fn config(text: &str) -> Result<Config, Errors> {
    let source = Source::new("ropex.toml".to_owned(), "ropex.toml".to_owned(), text.to_owned());
    check::form(source, PathBuf::from("up"))
}

fn errors(text: &str) -> String {
    let rules = Rules::embedded().unwrap();
    config(text)
        .and_then(|config| config.known(&rules))
        .unwrap_err()
        .to_string()
}

fn check_args(line: &[&str]) -> (Check, Everywhere) {
    let arguments = Arguments::try_parse_from([&["ropex", "check", "x"], line].concat()).unwrap();
    match arguments.command {
        Some(Command::Check(args)) => (args, arguments.everywhere),
        _ => unreachable!("it is a check"),
    }
}

#[test]
fn a_misspelt_key_or_name_is_told_with_its_place_and_the_nearest() {
    assert_eq!(
        errors("[check]\nfail_in = \"note\"\n"),
        "ropex.toml:2:1: unknown key `fail_in`, did you mean `fail_on`?"
    );
    assert_eq!(
        errors("[check]\nfail_on = \"eror\"\n"),
        "ropex.toml:2:11: unknown value `eror`, did you mean `error`?"
    );
    let ignore = "[[ignore]]\ncode = \"G01\"\nfield = \"retentoin\"\nreason = \"x\"\n";
    assert_eq!(
        errors(ignore),
        "ropex.toml:2:8: no finding is called `G01`, did you mean `G001`?\n\
         ropex.toml:3:9: no field is called `retentoin`, did you mean `retention`?"
    );
    assert!(errors("[[regime]]\npath = \"a\"\nid = \"gdpr-30\"\n").starts_with("ropex.toml:3:6: no regime is called"));
}

#[test]
fn a_reason_is_not_left_out() {
    let missing = errors("[[ignore]]\ncode = \"G001\"\n");
    assert!(
        missing.starts_with("ropex.toml:1:1: missing field `reason`"),
        "{missing}"
    );
    let empty = errors("[[ignore]]\ncode = \"G001\"\nreason = \" \"\n");
    assert_eq!(empty, "ropex.toml:3:10: an ignored finding needs a reason");
}

#[test]
fn all_wrong_values_are_told_at_once() {
    let text = "[check]\nas_of = \"soon\"\n[check.limits]\nmemory = 1\n[[ignore]]\ncode = \"G001\"\nreason = \"r\"\nexpires = \"never\"\n";
    let told = errors(text);
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].starts_with("ropex.toml:2:9: `soon` is no date"), "{told}");
    assert_eq!(lines[1], "ropex.toml:4:10: wants 64 to 16777215");
    assert!(lines[2].starts_with("ropex.toml:8:11: `never` is no date"), "{told}");
}

#[test]
fn a_date_may_stand_without_quotes() {
    let config = config("[[ignore]]\ncode = \"G001\"\nreason = \"r\"\nexpires = 2027-01-31\n").unwrap();
    assert_eq!(config.ignores[0].expires, Some(jiff::civil::date(2027, 1, 31)));
    assert_eq!(config.ignores[0].line, 1);
}

#[test]
fn the_command_line_comes_before_the_file() {
    let config = config(
        "[check]\nfail_on = \"note\"\nreports = [\"csv=out/f.csv\"]\nexclude = [\"drafts/\"]\nbaseline = \"b.json\"\n[check.limits]\ntimeout = 5\n",
    )
    .unwrap();
    let (mut args, mut everywhere) = check_args(&["--timeout", "7", "--exclude", "old/"]);
    config.lay_under(&mut args, &mut everywhere, &|id| id == "timeout");
    assert_eq!(args.fail_on, FailOn::Note);
    assert_eq!(args.reading.limits.timeout.as_secs(), 7);
    assert_eq!(
        args.reports[0].path,
        PathBuf::from("up/out/f.csv"),
        "from the folder of the file"
    );
    assert_eq!(args.before.baseline, Some(PathBuf::from("up/b.json")));
    assert_eq!(args.inputs.exclude, ["old/", "drafts/"]);
}

#[test]
fn a_cache_may_stand_in_the_file_and_be_left_out() {
    let config = config("[check]\ncache = \"kept\"\n").unwrap();
    for (line, cache) in [
        (&[][..], Some("up/kept")),
        (&["--cache", "mine"], Some("mine")),
        (&["--cache", "mine", "--no-cache"], None),
        (&["--no-cache", "--cache", "mine"], Some("mine")),
    ] {
        let (mut args, mut everywhere) = check_args(line);
        config.lay_under(&mut args, &mut everywhere, &|_| false);
        assert_eq!(args.cached.cache, cache.map(PathBuf::from), "{line:?}");
    }
}

#[test]
fn the_first_entry_that_holds_tells_the_regime() {
    let text = "[check]\nregime = \"gdpr-30-1\"\n[[regime]]\npath = \"clients/\"\nid = \"gdpr-30-2\"\n";
    let regimes = config(text).unwrap().regimes(Path::new("/srv/down"));
    // The file stands in `up` below the folder of the run.
    assert_eq!(regimes.of("up/clients/a.txt"), Some("gdpr-30-2"));
    assert_eq!(regimes.of("up/own/a.txt"), Some("gdpr-30-1"));
    assert_eq!(regimes.of("elsewhere/a.txt"), Some("gdpr-30-1"));
    assert_eq!(config("").unwrap().regimes(Path::new("/srv/down")).of("up/a.txt"), None);
}

#[test]
fn it_is_looked_for_up_to_the_root_of_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("repository/a/b");
    fs::create_dir_all(&below).unwrap();
    fs::write(folder.path().join("ropex.toml"), "").unwrap();
    fs::create_dir(folder.path().join("repository/.git")).unwrap();
    assert_eq!(find::find(&below), None, "above the repository is somebody else's");
    fs::write(folder.path().join("repository/ropex.toml"), "").unwrap();
    assert_eq!(find::find(&below), Some(PathBuf::from("../../ropex.toml")));
    fs::write(below.join("ropex.toml"), "").unwrap();
    assert_eq!(find::find(&below), Some(PathBuf::from("ropex.toml")));
}
