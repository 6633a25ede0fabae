//! The commands that work on the same drafts and plans as the window.

pub(crate) mod drafts;
mod json;
pub(crate) mod outbox;
mod progress;
pub(crate) mod send;
pub(crate) mod session;
mod watch;
