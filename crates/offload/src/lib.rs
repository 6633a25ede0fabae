//! How work that blocks is done beside asynchronous code: on a thread of the runtime's that is there
//! for it, and in a simulation on the thread of the simulation itself.
//!
//! In a simulation everything happens on one thread, in an order that its seed decides. A second
//! thread would end its work whenever the computer likes. Besides, tokio's paused clock stands still
//! while such a thread works. So all crates that take part in simulations call [`run`] in place of
//! `spawn_blocking`.

use std::cell::Cell;

use tokio::task::{JoinError, spawn_blocking, yield_now};

thread_local! {
    static INLINE: Cell<bool> = const { Cell::new(false) };
}

/// While this lives, work that blocks is done on this thread.
#[derive(Debug)]
pub struct InlineGuard(());

/// From now on, work that this thread hands to [`run`] is done on this thread.
pub fn inline_on_this_thread() -> InlineGuard {
    INLINE.set(true);
    InlineGuard(())
}

impl Drop for InlineGuard {
    fn drop(&mut self) {
        INLINE.set(false);
    }
}

/// Does work that blocks, and returns what it returns. It fails if the work panics.
pub async fn run<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, JoinError> {
    if !INLINE.get() {
        return spawn_blocking(work).await;
    }
    let done = work();
    // Here a thread would have made the caller wait. A simulation has to be able to interrupt the
    // caller, or to let others go first, at the same places.
    yield_now().await;
    Ok(done)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::thread;

    use super::{inline_on_this_thread, run};

    #[tokio::test]
    async fn work_is_done_on_this_thread_only_while_that_is_asked_for() {
        let here = thread::current().id();
        assert_ne!(run(|| thread::current().id()).await.unwrap(), here);
        let inline = inline_on_this_thread();
        assert_eq!(run(|| thread::current().id()).await.unwrap(), here);
        drop(inline);
        assert_ne!(run(|| thread::current().id()).await.unwrap(), here);
    }
}
