//! The pages of the practice platform.

use serde::Deserialize;
#[cfg(test)]
use ts_rs::TS;

#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PracticeOpen {
    pub(crate) page: PracticePage,
}

/// A page of the practice platform that only this computer's user may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PracticePage {
    /// Every mail it has sent.
    Mailbox,
    /// "See what happens when…": faults to switch on.
    Faults,
}
