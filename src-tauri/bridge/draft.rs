use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SpaceKind;

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewDraft {
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftRef {
    pub(crate) draft: String,
}

/// A draft as a line in the list of drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftEntry {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
    pub(crate) people: u32,
    pub(crate) changed_at: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Draft {
    pub(crate) id: String,
    /// What the user called it; empty where it goes by its space.
    pub(crate) name: String,
    pub(crate) account: String,
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) space_name: String,
    pub(crate) space_kind: SpaceKind,
    pub(crate) aim: Aim,
    /// Where the wizard stands.
    pub(crate) step: DraftStep,
    pub(crate) rows: Vec<DraftRow>,
    pub(crate) counts: DraftCounts,
    pub(crate) changed_at: String,
}

/// What the people of a draft are invited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Aim {
    pub(crate) purpose: Option<Purpose>,
    /// The shared instance, by slug, where the purpose is one.
    pub(crate) instance: Option<String>,
    pub(crate) instance_name: Option<String>,
    pub(crate) role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Purpose {
    /// Into an existing shared instance.
    Shared,
    /// As administrators of the space.
    Administrators,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Role {
    Editor,
    Viewer,
    Observer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum DraftStep {
    WhatFor,
    How,
    Who,
    WithWhat,
    Review,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftAim {
    pub(crate) draft: String,
    pub(crate) aim: Aim,
    pub(crate) step: DraftStep,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftName {
    pub(crate) draft: String,
    pub(crate) name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) group: String,
    pub(crate) note: String,
    pub(crate) left_out: bool,
    pub(crate) findings: Vec<Finding>,
}

/// What is to be said of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finding {
    pub(crate) kind: FindingKind,
    /// Why, more exactly, where the kind has reasons: an invalid address, a slip.
    pub(crate) reason: Option<String>,
    pub(crate) severity: Severity,
    /// Where in the address, in UTF-16 code units as the window counts: from, to.
    pub(crate) at: Option<(u32, u32)>,
    /// The address offered instead.
    pub(crate) mend: Option<String>,
    /// The row this one doubles.
    pub(crate) other_row: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum FindingKind {
    Invalid,
    Slip,
    Unusual,
    Double,
    Outside,
    AlreadyIn,
    AlreadyInvited,
    RoleAddress,
    NoName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Severity {
    Blocks,
    Asks,
    Tells,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftCounts {
    pub(crate) all: u32,
    pub(crate) to_mend: u32,
    pub(crate) to_look_at: u32,
    pub(crate) already_in: u32,
    pub(crate) left_out: u32,
}

/// Text as it was typed or pasted, to be read as people and put at the end of the list.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftPaste {
    pub(crate) draft: String,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowChange {
    pub(crate) draft: String,
    pub(crate) row: String,
    pub(crate) field: RowField,
    pub(crate) value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RowField {
    Name,
    Address,
    Group,
    Note,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsRemove {
    pub(crate) draft: String,
    pub(crate) rows: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsLeftOut {
    pub(crate) draft: String,
    pub(crate) rows: Vec<String>,
    pub(crate) left_out: bool,
}

/// What an edit came to: only the rows that read differently now, so that an edit
/// costs the same in a long list as in a short one. New rows stand at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsChanged {
    pub(crate) changed: Vec<DraftRow>,
    pub(crate) removed: Vec<String>,
    pub(crate) counts: DraftCounts,
    pub(crate) changed_at: String,
}
