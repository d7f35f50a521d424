//! What a worker really can and cannot do on this machine: it tries everything, confines itself, and tries again.
//!
//! That a kernel took a filter proves nothing, and neither does a refusal that would have come without one. So an act
//! counts as prevented where it could be done before and cannot after.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::confine::{Confined, Reach, confine};
use super::worker::cap_memory;

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// As much memory as the limit is, besides what is in use, once it was tried to lift the limit.
    ExceedMemory,
    /// A new file.
    CreateFile,
    /// Another content for a file that is there.
    Overwrite,
    /// Another name for it.
    Rename,
    /// Other rights for it.
    ChangeRights,
    /// A look into it.
    ReadFile,
    /// A connection to a listener on this machine.
    Tcp,
    /// A packet to oneself.
    Udp,
    /// A connection to a socket that is a file, as those of other programs of this machine are.
    UnixSocket,
    /// A group of processes of its own, which the parent does not end.
    LeaveGroup,
    /// Another process of this very program.
    StartProgram,
    /// The program that reads scans.
    StartTesseract,
}

/// One act, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Which.
    pub act: Act,
    /// What it came to unconfined: nothing, or the error.
    pub before: Result<(), String>,
    /// What it came to confined.
    pub after: Result<(), String>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// What the kernel agreed to.
    pub confined: Confined,
    /// What came of it.
    pub attempts: Vec<Attempt>,
}

impl Act {
    /// All acts, in the order in which they are tried.
    pub const ALL: [Act; 12] = [
        Act::ExceedMemory,
        Act::CreateFile,
        Act::Overwrite,
        Act::Rename,
        Act::ChangeRights,
        Act::ReadFile,
        Act::Tcp,
        Act::Udp,
        Act::UnixSocket,
        Act::LeaveGroup,
        Act::StartProgram,
        Act::StartTesseract,
    ];
}

impl Trial {
    /// Whether all of these acts that could be done before are prevented; `None` where none could.
    pub fn prevents(&self, acts: &[Act]) -> Option<bool> {
        let asked = self.attempts.iter().filter(|attempt| acts.contains(&attempt.act));
        let possible: Vec<&Attempt> = asked.filter(|attempt| attempt.before.is_ok()).collect();
        (!possible.is_empty()).then(|| possible.iter().all(|attempt| attempt.after.is_err()))
    }
}

/// Tries everything in `folder`, which is empty and for this alone, and with sockets of this machine only. Whoever calls
/// it removes the folder: this process can no longer, and is good for nothing after.
///
/// # Errors
///
/// Where what is to be tried cannot be set up.
pub fn run(folder: &Path, memory: u64, reach: Reach) -> io::Result<Trial> {
    let ground = Ground::new(folder, memory)?;
    let before = Act::ALL.map(|act| ground.attempt(act));
    cap_memory(memory)?;
    let confined = confine(reach);
    let attempts = Act::ALL.into_iter().zip(before).map(|(act, before)| Attempt {
        act,
        before: before.map_err(|error| error.to_string()),
        after: ground.attempt(act).map_err(|error| error.to_string()),
    });
    Ok(Trial {
        attempts: attempts.collect(),
        confined,
    })
}

/// Where it is tried: all that an act needs is there before.
struct Ground {
    folder: PathBuf,
    memory: u64,
    listener: TcpListener,
    #[cfg(unix)]
    _socket: std::os::unix::net::UnixListener,
}

impl Ground {
    fn new(folder: &Path, memory: u64) -> io::Result<Ground> {
        fs::write(folder.join("file"), "content")?;
        Ok(Ground {
            folder: folder.to_owned(),
            memory,
            listener: TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?,
            #[cfg(unix)]
            _socket: std::os::unix::net::UnixListener::bind(folder.join("socket"))?,
        })
    }

    fn attempt(&self, act: Act) -> io::Result<()> {
        let [file, other, socket] = ["file", "other", "socket"].map(|name| self.folder.join(name));
        match act {
            Act::ExceedMemory => {
                lift_memory_limit();
                let mut bytes: Vec<u8> = Vec::new();
                let reserved = bytes.try_reserve_exact(usize::try_from(self.memory).unwrap_or(usize::MAX));
                // Memory that nobody looks at need not be taken.
                black_box(&mut bytes);
                reserved.map_err(io::Error::other)
            }
            Act::CreateFile => File::create_new(&other).and_then(|_| fs::remove_file(other)),
            Act::Overwrite => File::options().write(true).open(file)?.write_all(b"CONTENT"),
            Act::Rename => fs::rename(&file, &other).and_then(|()| fs::rename(other, file)),
            Act::ChangeRights => fs::set_permissions(&file, file.metadata()?.permissions()),
            Act::ReadFile => fs::read(file).map(drop),
            Act::Tcp => TcpStream::connect(self.listener.local_addr()?).map(drop),
            Act::Udp => {
                let to_itself = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
                to_itself.send_to(b"packet", to_itself.local_addr()?).map(drop)
            }
            Act::UnixSocket => connect(&socket),
            Act::LeaveGroup => leave_group(),
            // A worker that is asked nothing.
            Act::StartProgram => start(Command::new(std::env::current_exe()?).arg("worker")),
            Act::StartTesseract => start(Command::new("tesseract").arg("--version")),
        }
    }
}

fn start(command: &mut Command) -> io::Result<()> {
    // A pipe, where nothing would be a device that has to be opened.
    let output = command.stdin(Stdio::piped()).output()?;
    match output.status.success() {
        true => Ok(()),
        false => Err(io::Error::other(output.status.to_string())),
    }
}

/// What root may do, and is the limit's undoing.
fn lift_memory_limit() {
    #[cfg(unix)]
    let _ = rlimit::Resource::AS.set(rlimit::INFINITY, rlimit::INFINITY);
}

#[cfg(unix)]
fn connect(socket: &Path) -> io::Result<()> {
    std::os::unix::net::UnixStream::connect(socket).map(drop)
}

#[cfg(unix)]
fn leave_group() -> io::Result<()> {
    Ok(rustix::process::setpgid(None, None)?)
}

#[cfg(not(unix))]
fn leave_group() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn connect(_socket: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_done_before_proves_nothing() {
        let attempt = |act, before: Result<(), String>, after: Result<(), String>| Attempt { act, before, after };
        let refused = || Err("refused".to_owned());
        let trial = Trial {
            confined: confine(Reach::Everything),
            attempts: vec![
                attempt(Act::Tcp, Ok(()), refused()),
                attempt(Act::Udp, refused(), refused()),
                attempt(Act::ReadFile, Ok(()), Ok(())),
            ],
        };
        assert_eq!(trial.prevents(&[Act::Tcp, Act::Udp]), Some(true));
        assert_eq!(trial.prevents(&[Act::Udp]), None);
        assert_eq!(trial.prevents(&[Act::Tcp, Act::ReadFile]), Some(false));
    }
}
