//! The platform as a client meets it: over HTTP. Each test starts a server of its own.

#![allow(clippy::unwrap_used, clippy::too_many_lines)]

#[path = "../support/mod.rs"]
mod support;

mod clients;
mod demo;
mod description;
mod distribution;
mod faults;
mod idempotency;
mod instances;
mod invitations;
mod links;
mod program;
mod python;
mod safety;
mod smtp;
