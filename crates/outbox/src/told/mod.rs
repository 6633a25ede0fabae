//! What is said of plans outside the window: sentences for the terminal, the report, the speed.

pub(crate) mod report;
pub(crate) mod speed;
pub mod words;
