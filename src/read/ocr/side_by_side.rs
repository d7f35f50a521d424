//! Pages side by side: rendered one after the other, for what hayro shares between pages stays on one thread, and read
//! by several programs at once.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// Makes a piece of work of each of `items` here and does up to `at_once` of them elsewhere; gives what was done with
/// each item, in order. At most one piece waits, so that few are in memory. `step` is called after each.
pub(super) fn side_by_side<Work: Send, Done: Send>(
    items: &[usize],
    at_once: NonZeroUsize,
    mut make: impl FnMut(usize) -> Option<Work>,
    work: impl Fn(Work) -> Done + Sync,
    step: &dyn Fn(),
) -> Vec<(usize, Done)> {
    let mut all = Vec::with_capacity(items.len());
    let (give, take) = mpsc::sync_channel::<(usize, Work)>(0);
    let (take, work) = (&Mutex::new(take), &work);
    thread::scope(|threads| {
        let (done, finished) = mpsc::channel();
        for _ in 0..at_once.get() {
            let done = done.clone();
            threads.spawn(move || {
                loop {
                    let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((item, piece)) = next else { return };
                    if done.send((item, work(piece))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        for &item in items {
            if let Some(piece) = make(item) {
                // Fails only where all threads are gone, by a panic that the scope passes on.
                let _ = give.send((item, piece));
            }
            for finished in finished.try_iter() {
                all.push(finished);
                step();
            }
        }
        drop(give);
        for finished in finished {
            all.push(finished);
            step();
        }
    });
    all.sort_by_key(|(item, _)| *item);
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::cell::Cell;

    #[test]
    fn all_is_done_and_in_order() {
        let steps = Cell::new(0);
        let items: Vec<usize> = (0..50).collect();
        let done = side_by_side(
            &items,
            NonZeroUsize::new(3).unwrap(),
            |item| (item != 7).then_some(item),
            |item| {
                thread::sleep(std::time::Duration::from_micros(((item * 37) % 11) as u64 * 50));
                item * 2
            },
            &|| steps.set(steps.get() + 1),
        );
        let expected: Vec<(usize, usize)> = (0..50).filter(|item| *item != 7).map(|item| (item, item * 2)).collect();
        assert_eq!(done, expected);
        assert_eq!(steps.get(), 49);
    }
}
