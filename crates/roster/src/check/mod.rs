//! Checks the rows of a list: invalid addresses, likely typos, duplicates, people who are members or
//! invited already.
//!
//! `rows` is the entry point and combines the rest. `domain` and `known_domains` say what can be
//! said about a domain, `fix` finds the address that was most likely meant, `earlier_rows` knows
//! the domains and the mailboxes that came before (what the same mailbox is, `same_person` says).

mod context;
mod domain;
mod earlier_rows;
mod finding;
mod fix;
mod known_domains;
mod rows;

pub use context::Context;
pub(crate) use context::is_at_institution;
pub use finding::{Finding, FindingKind, Severity, TypoKind, UnusualKind};
pub use fix::fix;
pub use rows::{Checker, check, check_one};

#[cfg(test)]
mod tests;
