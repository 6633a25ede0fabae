//! What is said about plans, in English, for the terminal and the reports.
//!
//! - `standstill` works out why a plan stands still. The window uses it too, and has its own
//!   sentences for the answers.
//! - `mark` says in one word how a step stands, for the mark in a table.
//! - `speed` measures how fast a plan makes progress.
//! - `words` has the sentences, and `report` puts them together for one plan.
//!
//! Everything here only reads. It may use the rest of the crate, which never uses it.

pub(crate) mod mark;
pub(crate) mod report;
pub(crate) mod speed;
pub(crate) mod standstill;
pub mod words;
