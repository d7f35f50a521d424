//! A worker gives up what it has no need of, before the first byte of a document.
//!
//! Whoever takes over a reader by a document made for it finds a process that gets no network, writes no file and, without
//! OCR, reads none and starts no program. The kernel holds it to that: Linux by Landlock (which files) and seccomp (which
//! calls). What one of them does not cover the other does, and each holds by itself where a kernel has only one.
//!
//! A system that has neither is no reason not to read: the worker goes on, and [`trial`](super::trial) says so.

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
mod calls;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
mod files;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// What a worker can reach beside the pipes to its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum Reach {
    /// Nothing: it computes.
    Nothing,
    /// Programs of the system, tesseract among them, and what they read to start.
    Tesseract,
    /// All that its user can.
    Everything,
}

/// What the kernel agreed to hold a worker to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confined {
    /// Files by Landlock: the version that is in force, or why none is.
    pub files: Result<String, String>,
    /// Calls by seccomp: nothing, or why none is refused.
    pub calls: Result<(), String>,
}

/// Confines this thread, and all threads and programs that it starts from now on, for good.
pub fn confine(reach: Reach) -> Confined {
    match reach {
        Reach::Everything => Confined::not("it was not asked for"),
        #[cfg(all(target_os = "linux", target_pointer_width = "64"))]
        // Landlock has to open what stays within reach; it comes first.
        reach => Confined {
            files: files::confine(reach),
            calls: calls::confine(reach),
        },
        #[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
        _ => Confined::not("it takes Linux on a 64-bit processor"),
    }
}

impl Confined {
    fn not(why: &str) -> Confined {
        Confined {
            files: Err(why.to_owned()),
            calls: Err(why.to_owned()),
        }
    }
}
