//! The ordered window: jobs run side by side, results come out in the order of the jobs, and no more than a window of
//! them exists at any time.

use std::collections::VecDeque;
use std::io;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

// Fed ahead of the writer at most this far: one slow document may hold back this many finished ones.
const WINDOW: usize = 256;

// Readers of nested mark-up recurse; rayon's default of 2 MiB is little for that.
pub(crate) const STACK: usize = 16 << 20;

/// How many jobs run at once, and how far ahead of the writer.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// Threads that jobs run on.
    pub threads: NonZeroUsize,
    /// Jobs that may be in flight or waiting for their turn to be written.
    pub ahead: NonZeroUsize,
}

impl Window {
    /// A window for so many threads, wide enough that a slow document does not leave them idle.
    pub fn new(threads: NonZeroUsize) -> Window {
        let ahead = NonZeroUsize::new(WINDOW).map_or(threads, |window| window.max(threads));
        Window { threads, ahead }
    }

    /// Runs `work` on every job and hands the results to `sink`, on the calling thread, in the order of `jobs`.
    ///
    /// A job always answers: where `work` panics, `crashed` makes its result from the job and the panic's message.
    /// Once `stop` is set, or `sink` has failed, no further job begins; those begun are ended and, while the sink is
    /// sound, written, up to the first that had not begun: what is written has no holes.
    ///
    /// # Errors
    ///
    /// The first error of `sink`, or that the threads could not be started.
    pub fn run<J, T>(
        self,
        jobs: impl IntoIterator<Item = J>,
        stop: &AtomicBool,
        work: impl Fn(&J) -> T + Sync,
        crashed: impl Fn(&J, &str) -> T + Sync,
        mut sink: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<()>
    where
        J: Send,
        T: Send,
    {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads.get())
            .stack_size(STACK)
            .thread_name(|index| format!("document-{index}"))
            .build()
            .map_err(io::Error::other)?;
        let failed = AtomicBool::new(false);
        let ended = || stop.load(Ordering::Relaxed) || failed.load(Ordering::Relaxed);
        let (work, crashed, ended) = (&work, &crashed, &ended);

        pool.in_place_scope(|scope| {
            let (answers, results) = mpsc::channel();
            let mut jobs = jobs.into_iter();
            let mut waiting: VecDeque<Option<Option<T>>> = VecDeque::new();
            let mut first = 0; // number of the job at the front of `waiting`
            let mut outcome = Ok(());
            let mut broken_off = false;
            loop {
                // Backpressure is this loop: nothing is fed while the window is full.
                while waiting.len() < self.ahead.get() && !ended() {
                    let Some(job) = jobs.next() else { break };
                    let number = first + waiting.len();
                    let answers = answers.clone();
                    waiting.push_back(None);
                    scope.spawn(move |_| {
                        let result = (!ended()).then(|| answer(&job, work, crashed));
                        // Nobody listens any more only when the run itself has unwound.
                        let _ = answers.send((number, result));
                    });
                }
                if waiting.is_empty() {
                    return outcome;
                }
                let Ok((number, result)) = results.recv() else {
                    return outcome;
                };
                if let Some(slot) = waiting.get_mut(number - first) {
                    *slot = Some(result);
                }
                while let Some(Some(_)) = waiting.front() {
                    first += 1;
                    let result = waiting.pop_front().flatten().flatten();
                    broken_off |= result.is_none() || outcome.is_err();
                    if let Some(result) = result.filter(|_| !broken_off) {
                        outcome = sink(result);
                        failed.store(outcome.is_err(), Ordering::Relaxed);
                    }
                }
            }
        })
    }
}

fn answer<J, T>(job: &J, work: &(impl Fn(&J) -> T + Sync), crashed: &(impl Fn(&J, &str) -> T + Sync)) -> T {
    // A job shares nothing it could leave half-changed: what it reads is read only.
    catch_unwind(AssertUnwindSafe(|| work(job))).unwrap_or_else(|panic| crashed(job, panic_message(panic.as_ref())))
}

/// What a panic said, where it said it in words.
pub fn panic_message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    fn window(threads: usize, ahead: usize) -> Window {
        Window {
            threads: NonZeroUsize::new(threads).unwrap(),
            ahead: NonZeroUsize::new(ahead).unwrap(),
        }
    }

    fn uneven(job: &usize) -> usize {
        // Later jobs overtake earlier ones.
        std::thread::sleep(Duration::from_micros(((job * 7919) % 13) as u64 * 50));
        *job
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs_at_any_number_of_threads() {
        for threads in [1, 2, 8] {
            let mut written = Vec::new();
            window(threads, 16)
                .run(
                    0..200,
                    &AtomicBool::new(false),
                    uneven,
                    |_, _| usize::MAX,
                    |result| {
                        written.push(result);
                        Ok(())
                    },
                )
                .unwrap();
            assert_eq!(written, (0..200).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn no_more_than_a_window_is_fed_ahead_of_the_writer() {
        let (fed, written, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let jobs = (0..100).inspect(|_| {
            let ahead = fed.fetch_add(1, Ordering::SeqCst) + 1 - written.load(Ordering::SeqCst);
            most.fetch_max(ahead, Ordering::SeqCst);
        });
        window(4, 8)
            .run(
                jobs,
                &AtomicBool::new(false),
                uneven,
                |_, _| 0,
                |_| {
                    written.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                },
            )
            .unwrap();
        assert_eq!(written.into_inner(), 100);
        assert_eq!(most.into_inner(), 8);
    }

    #[test]
    fn a_job_that_panics_answers_in_its_turn() {
        let mut written = Vec::new();
        let work = |job: &usize| {
            if *job == 2 {
                panic!("job {job}")
            } else {
                job.to_string()
            }
        };
        window(2, 4)
            .run(
                0..4,
                &AtomicBool::new(false),
                work,
                |_, message| format!("crashed: {message}"),
                |result| {
                    written.push(result);
                    Ok(())
                },
            )
            .unwrap();
        assert_eq!(written, ["0", "1", "crashed: job 2", "3"]);
    }

    #[test]
    fn a_failing_sink_ends_the_run_and_is_not_asked_again() {
        let (mut asked, fed) = (0, AtomicUsize::new(0));
        let endless = (0..).inspect(|_| {
            fed.fetch_add(1, Ordering::SeqCst);
        });
        let result = window(2, 4).run(
            endless,
            &AtomicBool::new(false),
            uneven,
            |_, _| 0,
            |_| {
                asked += 1;
                Err(io::Error::from(io::ErrorKind::BrokenPipe))
            },
        );
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(asked, 1);
        assert!(fed.into_inner() <= 5);
    }

    #[test]
    fn a_stopped_run_writes_what_was_begun_and_ends() {
        let stop = AtomicBool::new(false);
        let mut written = Vec::new();
        window(2, 4)
            .run(
                0..,
                &stop,
                uneven,
                |_, _| 0,
                |result| {
                    written.push(result);
                    if result == 20 {
                        stop.store(true, Ordering::Relaxed);
                    }
                    Ok(())
                },
            )
            .unwrap();
        assert!(written.len() >= 21 && written.len() < 40, "{}", written.len());
        assert_eq!(written, (0..written.len()).collect::<Vec<_>>());
    }
}
