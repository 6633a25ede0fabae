//! What is said about the rows of a list.

mod context;
mod domain;
mod doubles;
mod finding;
mod known;
mod mailbox;
mod mend;
mod rows;
mod seen;

pub use context::Context;
pub(crate) use context::is_at_home;
pub use doubles::Doubles;
pub use finding::{Finding, FindingKind, Severity, SlipKind, UnusualKind};
pub use mend::mend;
pub use rows::{Checker, check, check_one};

#[cfg(test)]
mod tests;
