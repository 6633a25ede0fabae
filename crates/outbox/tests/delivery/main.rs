//! The outbox against a real practice platform: what the mailbox says is what counts. Each
//! test is named after the rule of `docs/delivery.md` that it holds.
//!
//! A `#[simulated::test]` runs in one thread, in simulated time and with the platform in the same process
//! (`docs/simulation.md`), so it waits for as long as Cohort does and takes no time for it. Only what
//! needs a socket is a `#[tokio::test]`: see `hostile.rs`.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod actions;
mod afterwards;
mod answers;
mod away;
mod backups;
mod bench;
mod chains;
mod clock;
mod connection;
mod copied_data;
mod departure;
mod dismissed;
mod distributing_later;
mod distributing_later_faults;
mod distribution;
mod group_instances;
mod hostile;
mod large_lists;
mod links;
mod new_instances;
mod older_data;
mod on_invitations;
mod once;
mod overview;
mod path;
mod rate;
mod rejected_people;
mod repeatable;
mod report;
mod restored_data;
mod revoking;
mod start;
