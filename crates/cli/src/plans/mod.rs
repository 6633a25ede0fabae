//! The commands that work on drafts and plans, on the same data as the window.
//!
//! `drafts`, `send` and `outbox` are the commands. `session` opens the data for them, `watch` sends
//! or follows a plan until it stands still and shows its `progress`, and `result` prints what became
//! of it, in words or as `json`.

pub(crate) mod drafts;
pub(crate) mod instance;
mod json;
pub(crate) mod outbox;
mod progress;
mod result;
pub(crate) mod send;
pub(crate) mod session;
mod watch;
