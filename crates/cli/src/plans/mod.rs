//! The commands that work on drafts and plans, on the same data as the window.
//!
//! `drafts`, `new_draft`, `send`, `add_instance`, `distribute` and `outbox` are the commands.
//! `watch` sends or follows a plan until it stands still and shows its `progress`, and `result`
//! prints what became of it, in words or as `json`; `review_json` is what will become of it.
//! `new_instance_words` says what is wrong with an instance that can't be created, and
//! `distribution_words` what a distribution comes to. `send_again` finds what a user names to be
//! sent again.

pub(crate) mod add_instance;
pub(crate) mod distribute;
mod distribution_words;
pub(crate) mod drafts;
mod json;
pub(crate) mod new_draft;
mod new_instance_words;
pub(crate) mod outbox;
mod progress;
mod result;
mod review_json;
pub(crate) mod send;
mod send_again;
mod snapshot;
mod watch;
