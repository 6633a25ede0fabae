//! Why a plan is on hold. Kept beside the plan as JSON, so that a later run can say it.

use serde::{Deserialize, Serialize};

/// Why a plan stands still by itself. Being offline, or a key that is refused, is a matter
/// of the account and isn't written beside each plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// Cohort ended within the grace: whether the user would have cancelled it is unknown.
    FoundInGrace,
    /// The computer slept within the grace, or its clock was set ahead.
    AsleepInGrace,
    /// The platform asked to wait for longer than an hour.
    Busy,
    /// Nothing has left for seven days; the list may be out of date.
    TooOld,
    /// The snapshot that was to be distributed isn't there any more.
    SnapshotGone,
    /// Some of what the snapshot holds can't be distributed, and the user doesn't know yet.
    #[serde(rename = "cannot_hand_out")]
    CannotDistribute { names: Vec<String> },
    /// A list of members or of instances couldn't be read completely at departure, so that somebody
    /// who is to be invited may be in already.
    MembersUnclear,
    /// The data was restored or copied: what is unsettled may have been sent from elsewhere.
    #[serde(rename = "data_moved")]
    DataRestored,
}
