//! Taking the people of a file onto a list, of which a long file tells as it goes on.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Choices, DraftCounts, History, InvitationStep, Problem};

/// A file for a draft: to take its people, or to compare.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftFile {
    pub(crate) draft: String,
    pub(crate) file: String,
    pub(crate) choices: Option<Choices>,
}

/// How far the reading of a file has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reading {
    pub(crate) file: String,
    /// How many people were added.
    pub(crate) rows: u32,
    /// How many were on the list already, and weren't added again.
    pub(crate) known: u32,
    pub(crate) done: bool,
    /// What kept it from being read to its end; what came before stands.
    pub(crate) problem: Option<Problem>,
}

/// Rows came in the background: the window asks for those after its last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsLoaded {
    pub(crate) draft: String,
    pub(crate) counts: DraftCounts,
    pub(crate) steps: Vec<InvitationStep>,
    pub(crate) history: History,
}
