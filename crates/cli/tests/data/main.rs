//! The commands that work on drafts and plans, as a user would type them, against a real practice
//! platform. Whether an email was sent is read from the platform's mailbox.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod environment_key;
mod home;
mod one_deliverer;
mod outbox;
mod send;
