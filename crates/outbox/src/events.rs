//! What the engine and the user's actions tell everybody else in this process.
//!
//! The window, the terminal and the tests listen. An event only names what changed: whoever
//! wants to know more reads the store, which is always at least as new as the event.

use store::{AccountId, PlanId};
use tokio::sync::broadcast;

/// A listener may fall this many events behind before it loses some, and is told that it did.
const CAPACITY: usize = 4096;

/// Something changed that others may want to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// A plan reads differently now.
    Plan(PlanId),
    /// The connection to an account's platform, or the state of its key, changed.
    Connection(AccountId),
    /// Writing to the disk began to fail, or works again.
    Disk,
}

/// Sends events to whoever subscribed. Clones send to the same subscribers.
#[derive(Clone)]
pub(crate) struct Events(broadcast::Sender<Happened>);

impl Default for Events {
    fn default() -> Self {
        Self(broadcast::Sender::new(CAPACITY))
    }
}

impl Events {
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Happened> {
        self.0.subscribe()
    }

    pub(crate) fn publish(&self, happened: Happened) {
        // This fails only when nobody listens, which is no failure.
        let _ = self.0.send(happened);
    }

    pub(crate) fn publish_plans(&self, plans: impl IntoIterator<Item = PlanId>) {
        for plan in plans {
            self.publish(Happened::Plan(plan));
        }
    }
}
