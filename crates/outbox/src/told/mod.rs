//! What is said about plans, for the terminal and the reports, and why a plan stands still, for the
//! tray too.
//!
//! - `standstill` works out why a plan stands still. The window uses it too, and has its own
//!   sentences for the answers.
//! - `mark` says in one word how a step stands, for the mark in a table.
//! - `speed` measures how fast a plan makes progress.
//! - `plan_standing` tells apart how a plan and a step stand, for the words of any language.
//! - `words` has the sentences, and `report` puts them together for one plan, with those that only
//!   a report has.
//!
//! Everything here only reads. Of the rest of the crate, `actions` and `overview` use why a plan
//! stands still, and nothing uses the sentences.

pub(crate) mod mark;
pub(crate) mod plan_standing;
pub(crate) mod report;
pub(crate) mod speed;
pub(crate) mod standstill;
pub mod words;
