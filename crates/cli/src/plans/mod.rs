//! The commands that work on drafts and plans, on the same data as the window.
//!
//! `drafts`, `new_draft`, `send`, `instance`, `distribute` and `outbox` are the commands. `session` opens the data for them, `watch` sends
//! or follows a plan until it stands still and shows its `progress`, and `result` prints what became
//! of it, in words or as `json`. `new_instance_words` says what is wrong with an instance that
//! can't be created, and `distribution_words` what a distribution comes to.

pub(crate) mod distribute;
mod distribution_words;
pub(crate) mod drafts;
pub(crate) mod instance;
mod json;
pub(crate) mod new_draft;
mod new_instance_words;
pub(crate) mod outbox;
mod progress;
mod result;
pub(crate) mod send;
pub(crate) mod session;
mod watch;
