//! The tests of every crate below the shell, under Wine.

use super::{super::Target, wine::Wine};
use crate::error::XtaskError;

const CRATES: &[&str] = &[
    "cli", "home", "language", "lists", "lock", "offload", "outbox", "platform", "poster",
    "practice", "private", "reader", "roster", "store", "vault", "visible",
];

/// What the report says if they pass.
pub(super) const REPORT: &str =
    "The tests of every crate below the shell pass, with the Credential Manager's own API.";

pub(super) fn run(target: &Target<'_>, wine: &Wine<'_>) -> Result<(), XtaskError> {
    let packages = CRATES.iter().flat_map(|name| ["--package", *name]);
    let tests = target.cargo("test")?.arg("--no-fail-fast").args(packages);
    wine.with(tests).run()?;
    Ok(())
}
