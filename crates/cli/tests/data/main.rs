//! The commands that work on the data, as somebody would type them, against a real practice
//! platform: what its mailbox says is what counts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod home;
mod one_deliverer;
mod outbox;
mod send;
