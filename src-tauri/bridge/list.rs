//! The people of a draft, and the edits made to them.

use lists::{CheckedRow, ListChange, ListCounts};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use super::{Finding, InvitationStep, Severity, same_words, steps, time};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftRow {
    pub(crate) id: String,
    /// Where it stands in the list: grows from row to row, and may have gaps.
    pub(crate) position: u32,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) group: String,
    pub(crate) note: String,
    /// What the list it came from calls the person.
    pub(crate) list_id: String,
    pub(crate) skipped: bool,
    pub(crate) findings: Vec<Finding>,
    /// How it counts in the numbers above the list.
    pub(crate) status: RowStatus,
    /// The gravest of its findings; absent where there are none, or it is skipped.
    pub(crate) severity: Option<Severity>,
    /// The address offered instead.
    pub(crate) fix: Option<String>,
}

/// How a row counts; one that is fine is in none of the numbers but that of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum RowStatus {
    Fine,
    ToFix,
    ToCheck,
    AlreadyIn,
    Skipped,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftCounts {
    pub(crate) all: u32,
    pub(crate) to_fix: u32,
    pub(crate) to_check: u32,
    pub(crate) already_in: u32,
    pub(crate) skipped: u32,
}

/// What an edit did, so that undoing it can be said in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum EditKind {
    Typing,
    Paste,
    Fill,
    Remove,
    Skip,
    Fix,
    Groups,
    File,
    Difference,
}

/// What can be undone and done again next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct History {
    pub(crate) undo: Option<EditKind>,
    pub(crate) redo: Option<EditKind>,
}

/// What an edit came to: only the rows that read differently now, so that an edit
/// costs the same in a long list as in a short one. Each stands where its position says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsChanged {
    pub(crate) changed: Vec<DraftRow>,
    pub(crate) removed: Vec<String>,
    pub(crate) counts: DraftCounts,
    pub(crate) steps: Vec<InvitationStep>,
    pub(crate) changed_at: String,
    pub(crate) history: History,
}

/// Asks for the next page of a list.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsPage {
    pub(crate) draft: String,
    /// The position of the last row that is there.
    pub(crate) after: u32,
    pub(crate) limit: u32,
}

/// What stands in the row for new people.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftAdding {
    pub(crate) draft: String,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum RowField {
    Name,
    Address,
    Group,
    Note,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CellChange {
    pub(crate) row: String,
    pub(crate) field: RowField,
    pub(crate) value: String,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftCells {
    pub(crate) draft: String,
    pub(crate) cells: Vec<CellChange>,
    pub(crate) edit: EditKind,
    /// Calls with the same token, one after the other, are undone as one.
    pub(crate) typing: Option<String>,
}

/// Text as it was typed or pasted, to be read as people and put at the end of the list.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftPaste {
    pub(crate) draft: String,
    pub(crate) text: String,
}

/// A block of cells: down the rows named, to the right of the field. What it has more than
/// these rows becomes new rows at the end.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftFill {
    pub(crate) draft: String,
    pub(crate) rows: Vec<String>,
    pub(crate) field: RowField,
    pub(crate) text: String,
}

/// Takes every fix that is offered, for these rows or for all.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftFix {
    pub(crate) draft: String,
    pub(crate) rows: Option<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsRemove {
    pub(crate) draft: String,
    pub(crate) rows: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RowsSkipped {
    pub(crate) draft: String,
    pub(crate) rows: Vec<String>,
    pub(crate) skipped: bool,
}

same_words! {
    lists::RowStatus => RowStatus { Fine ToFix ToCheck AlreadyIn Skipped }
    store::RowField => RowField { Name Address Group Note }
    store::EditKind => EditKind {
        Typing Paste Fill Remove Skip Fix Groups File Difference
    }
}

impl From<store::History> for History {
    fn from(history: store::History) -> Self {
        Self {
            undo: history.undo.map(Into::into),
            redo: history.redo.map(Into::into),
        }
    }
}

impl From<ListCounts> for DraftCounts {
    fn from(counts: ListCounts) -> Self {
        Self {
            all: counts.all,
            to_fix: counts.to_fix,
            to_check: counts.to_check,
            already_in: counts.already_in,
            skipped: counts.skipped,
        }
    }
}

impl From<ListChange> for RowsChanged {
    fn from(change: ListChange) -> Self {
        Self {
            changed: change.changed.into_iter().map(Into::into).collect(),
            removed: change.removed.iter().map(ToString::to_string).collect(),
            counts: change.counts.into(),
            steps: steps(change.steps),
            changed_at: time(change.changed_at),
            history: change.history.into(),
        }
    }
}

impl From<CheckedRow> for DraftRow {
    fn from(checked: CheckedRow) -> Self {
        let (status, severity) = (checked.status(), checked.severity());
        let fix = checked.fix().map(str::to_owned);
        let CheckedRow { row, findings } = checked;
        Self {
            status: status.into(),
            severity: severity.map(Into::into),
            fix,
            findings: findings
                .into_iter()
                .map(|found| Finding::of(&row.address, found))
                .collect(),
            id: row.id.to_string(),
            position: row.position,
            name: row.name,
            address: row.address,
            group: row.group,
            note: row.note,
            list_id: row.list_id,
            skipped: row.skipped,
        }
    }
}
