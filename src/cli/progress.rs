//! Progress on standard error, where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

// Steady enough to show that a slow document is not a hung one.
const TICK: Duration = Duration::from_millis(200);

/// A bar of documents done; nothing at all where nobody looks.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar from `done` to `total`, which is asked for only where the bar is seen: it walks all folders.
    pub(super) fn new(wanted: bool, done: usize, total: impl FnOnce() -> usize) -> Progress {
        let bar = if wanted {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        if !bar.is_hidden() {
            bar.set_length(total() as u64);
            bar.set_position(done as u64);
            // The time left is told from what this run does, not from what another has done.
            bar.reset_eta();
            let template = "{bar:30} {pos}/{len} files  {per_sec}  {eta} left  {msg}";
            bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.enable_steady_tick(TICK);
        }
        Progress { bar }
    }

    /// One more is done; so many could not be read by now.
    pub(super) fn step(&self, unread: usize) {
        self.bar.inc(1);
        if unread > 0 && !self.bar.is_hidden() {
            self.bar.set_message(format!("{unread} unread"));
        }
    }

    /// Leaves the terminal as it was.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
