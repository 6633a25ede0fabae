//! What is said about the rows of a list.

mod context;
mod domain;
mod duplicates;
mod earlier_rows;
mod finding;
mod fix;
mod known_domains;
mod mailbox;
mod rows;

pub use context::Context;
pub(crate) use context::is_at_home;
pub use duplicates::Doubles;
pub use finding::{Finding, FindingKind, Severity, SlipKind, UnusualKind};
pub use fix::mend;
pub use rows::{Checker, check, check_one};

#[cfg(test)]
mod tests;
