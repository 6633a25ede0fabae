//! When a process checks what the others on the same data have done.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

/// Short enough that nobody waits for a change in the other window, and cheap enough to be done all
/// day.
const EVERY: Duration = Duration::from_millis(500);

type WaitForCheck = Pin<Box<dyn Future<Output = ()> + Send>>;

/// When to check whether another process has changed the data, or given up the lease: twice a second,
/// unless whoever opens the outbox knows better when there is nothing to find.
#[derive(Clone)]
pub struct CheckTimes(Arc<dyn Fn() -> WaitForCheck + Send + Sync>);

impl Default for CheckTimes {
    fn default() -> Self {
        Self::when(|| sleep(EVERY))
    }
}

impl CheckTimes {
    /// The next check is due once the future that this makes has come to its end. It is made as soon
    /// as the check before is done.
    pub fn when<F: Future<Output = ()> + Send + 'static>(
        next: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(move || Box::pin(next())))
    }

    pub(super) fn next(&self) -> WaitForCheck {
        (self.0)()
    }
}
