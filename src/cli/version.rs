//! `ropex --version`, and with `--verbose` what this machine holds the readers of documents to.

use std::fmt;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::args::Everywhere;
use super::{Error, Exit};
use crate::isolate::Program;
use crate::isolate::confine::Reach;
use crate::isolate::trial::{Act, Trial};

/// Of the trial: what any machine has, and starting takes no longer with.
const MEMORY: u64 = 512 << 20;

const NETWORK: [Act; 3] = [Act::Tcp, Act::Udp, Act::UnixSocket];
const WRITING: [Act; 4] = [Act::CreateFile, Act::Overwrite, Act::Rename, Act::ChangeRights];

pub(super) fn run(everywhere: &Everywhere, verbose: bool) -> Result<Exit, Error> {
    let rules = everywhere.load()?;
    let whose = if everywhere.rules.is_some() {
        "built in and yours"
    } else {
        "built in"
    };
    let version = env!("CARGO_PKG_VERSION");
    let mut out = io::stdout();
    writeln!(out, "ropex {version}\nrules {} ({whose})", rules.hash)?;
    if verbose {
        let [scans, others] = [trial(Reach::Tesseract)?, trial(Reach::Nothing)?];
        write!(out, "\n{}", Held { scans, others })?;
    }
    Ok(Exit::Done)
}

/// Has a worker try what it can do.
fn trial(reach: Reach) -> Result<Trial, Error> {
    let folder = tempfile::tempdir()?;
    let program = Program::own(MEMORY, reach).map_err(Error::Worker)?;
    let output = Command::new(program.path)
        .args(program.args)
        .arg("--trial")
        .arg(folder.path())
        .stdin(Stdio::null())
        .output()
        .map_err(Error::Worker)?;
    Ok(serde_json::from_slice(&output.stdout).map_err(io::Error::from)?)
}

/// What workers are held to: those that may read scans, and those of `--ocr never`.
struct Held {
    scans: Trial,
    others: Trial,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scans, others) = (&self.scans, &self.others);
        writeln!(
            f,
            "processes that read PDF and office formats, as tried on this machine:"
        )?;
        line(f, "memory limit", scans, &[Act::ExceedMemory], "held")?;
        line(f, "network", scans, &NETWORK, "none, not even to this machine")?;
        line(f, "writing", scans, &WRITING, "no file")?;
        line(
            f,
            "reading",
            scans,
            &[Act::ReadFile],
            "no file but those of installed programs",
        )?;
        line(f, "  --ocr never", others, &[Act::ReadFile], "no file")?;
        line(f, "programs", scans, &[Act::StartProgram], "none but installed ones")?;
        line(f, "  --ocr never", others, &[Act::StartProgram], "none")?;
        let tesseract = scans.attempts.iter().find(|attempt| attempt.act == Act::StartTesseract);
        match tesseract.map(|attempt| (&attempt.before, &attempt.after)) {
            Some((Ok(()), Ok(()))) => writeln!(f, "tesseract     starts")?,
            Some((Ok(()), Err(error))) => writeln!(f, "tesseract     needs --no-sandbox: {error}")?,
            Some((Err(error), _)) => writeln!(f, "tesseract     cannot be started: {error}")?,
            None => {}
        }
        let confined = &scans.confined;
        match &confined.files {
            Ok(version) => writeln!(f, "Landlock      version {}", version.trim_start_matches('V'))?,
            Err(why) => writeln!(f, "Landlock      not in force: {why}")?,
        }
        match &confined.calls {
            Ok(()) => writeln!(f, "seccomp       in force"),
            Err(why) => writeln!(f, "seccomp       not in force: {why}"),
        }
    }
}

fn line(f: &mut fmt::Formatter<'_>, what: &str, trial: &Trial, acts: &[Act], held: &str) -> fmt::Result {
    let told = match trial.prevents(acts) {
        Some(true) => held,
        Some(false) => "NOT HELD",
        None => "could not be tried",
    };
    writeln!(f, "{what:<14}{told}")
}
