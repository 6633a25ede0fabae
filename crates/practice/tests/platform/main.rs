//! The platform as a client meets it: over HTTP. Each test starts a server of its own.

#![allow(clippy::unwrap_used, clippy::too_many_lines)]

#[path = "../support/mod.rs"]
mod support;

mod client_command_line;
mod client_library;
mod demo;
mod description;
mod distribution;
mod faults;
mod idempotency;
mod instances;
mod invitations;
mod links;
mod pages;
mod program;
mod python;
mod safety;
mod secrets;
mod smtp;
