//! The unit tests of every crate below the shell, under Wine, and those tests of their own that need
//! only what Wine has.
//!
//! The others start programs of Linux, read the folders of the sources by their names on Linux, or
//! build a client with certificates of the system, which Wine can't.

use super::{super::Target, wine::Wine};
use crate::error::XtaskError;

const CRATES: &[&str] = &[
    "cli", "home", "language", "lists", "lock", "offload", "outbox", "platform", "poster",
    "practice", "private", "reader", "roster", "store", "vault", "visible",
];

/// What the report says if they pass.
pub(super) const REPORT: &str = "The unit tests of every crate below the shell pass, as do those of the Credential Manager's own API and of \
     the program that is killed while it sends.";

pub(super) fn run(target: &Target<'_>, wine: &Wine<'_>) -> Result<(), XtaskError> {
    let packages = CRATES.iter().flat_map(|name| ["--package", *name]);
    let tests = target.cargo("test")?.arg("--no-fail-fast").args(packages);
    let tests = tests.args([
        "--lib",
        "--bins",
        "--test",
        "credential_manager",
        "--test",
        "kill",
    ]);
    wine.with(tests).run()?;
    Ok(())
}
