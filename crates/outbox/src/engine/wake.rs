//! How the run loop is woken, from whatever thread something changed on.
//!
//! There are three signals, because they ask for different amounts of work: a wake-up makes the
//! loop run now, the mark that plans changed makes it read them again in its next round, and
//! the third lets a write that waits for the disk try again before its pause is over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Wakes the engine. Clones wake the same engine.
#[derive(Clone, Default)]
pub(crate) struct WakeUp(Arc<Signals>);

#[derive(Default)]
struct Signals {
    wake: Notify,
    plans_changed: AtomicBool,
    retry_disk: Notify,
}

impl WakeUp {
    /// Something changed that may make work: a plan was sent, a key was entered, the network is
    /// back.
    pub(crate) fn wake(&self) {
        self.mark_plans_changed();
        self.0.wake.notify_one();
        self.0.retry_disk.notify_waiters();
    }

    /// The plans have to be read again, but not sooner than the loop runs anyway.
    pub(crate) fn mark_plans_changed(&self) {
        self.0.plans_changed.store(true, Ordering::Release);
    }

    /// Whether plans changed since this was last asked.
    pub(super) fn take_plans_changed(&self) -> bool {
        self.0.plans_changed.swap(false, Ordering::AcqRel)
    }

    /// Waits for the next wake-up. One that came before, and that nobody waited for, counts.
    pub(super) async fn woken(&self) {
        self.0.wake.notified().await;
    }

    /// Waits until a write that the disk refused should be tried again at once.
    pub(super) async fn disk_retry_requested(&self) {
        self.0.retry_disk.notified().await;
    }
}
