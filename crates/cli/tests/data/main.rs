//! The commands that work on Cohort's data, as a user would type them, against a real practice
//! platform. Whether an email was sent is read from the platform's mailbox.
//!
//! On Linux alone, where the environment says which folders are the user's. On the other systems the
//! command would work on the data of whoever runs the tests.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod account;
mod canary;
mod compare;
mod data;
mod distribute;
mod draft;
mod environment_key;
mod home;
mod instance;
mod link;
mod many_targets;
mod mistakes;
mod one_sender;
mod outbox;
mod script;
mod send;
mod server;
mod support_copy;
