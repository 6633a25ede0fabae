//! Everything that must last, in one SQLite file: accounts, drafts, what was last seen of
//! the platform, and the outbox as rows (plans, steps, acts, requests).
//!
//! Nothing here decides anything: which state follows which is the business of `outbox`. Of
//! `platform` it knows the vocabulary alone (slugs, and which call a request is), so that what
//! it keeps is read back as types; what can't be read is an error that names the row.
//!
//! What this crate promises is that a [`Store::write`] happens whole or not at all, and
//! that it has reached the disk when it returns. Start reading at [`Store`]; the tables,
//! with what each column is for, are in `migrations/`.

#[cfg(panic = "abort")]
compile_error!(
    "A fault in one transaction would end the program that sends. Build with panic = \"unwind\""
);

mod accounts;
mod acts;
mod backups;
mod columns;
mod compared_targets;
mod connection;
mod domains;
mod drafts;
mod erase;
mod error;
mod ids;
mod installation;
mod kept_lists;
mod layouts;
mod link_changes;
mod links;
mod migrations;
mod open;
mod people;
mod place;
mod plans;
mod requests;
mod seen_lists;
mod set_aside;
mod steps;
mod usage;

pub use accounts::{Account, AccountKind, PlatformProfile};
pub use acts::{Act, ActKey, ActPurpose, ActPurposeError, CloseReason, Invited};
pub use backups::{
    BACKUPS_KEPT, Backup, BackupKind, BackupName, BackupNameError, ExportError, ImportError,
    PreparedRestore,
};
pub use compared_targets::{
    ComparedTarget, MaterialKind, Overwritten, TargetComparison, UnreadableTarget,
};
pub use drafts::edit_history::{Edit, EditKind, Edited, History};
pub use drafts::rows::{NewRow, Row, RowField};
pub use drafts::{
    ConfirmedGroup, DistributionScope, DistributionWish, Draft, DraftStep, ExistingInstance,
    Intent, MaterialChoice, NewInstances, OnOverwrite, OverwriteDecision, Purpose, Role,
    SnapshotRef, SpaceKind,
};
pub use erase::{Erasable, Erase, Erased};
pub use error::{Record, StoreError};
pub use ids::{AccountId, ActId, DraftId, EditId, KeptListId, PlanId, RequestId, RowId, StepId};
pub use installation::Installation;
pub use kept_lists::{KeptList, KeptPerson, KeptVersion};
pub use link_changes::{LinkChange, LinkChangeLookup, StartedLinkChange};
pub use links::KeptLink;
pub use open::{OpenedStore, SetAside, Store, Write};
pub use people::PlannedPerson;
pub use place::Place;
pub use plans::{
    ContentEntry, Contents, Hold, MaterialContents, NewPlan, Plan, PlanCounts, PlanMaterial,
    PlanState, Plans, Undistributable, UndistributableWhy,
};
pub use requests::{KeySent, NewRequest, Request, RequestState, Uptime};
pub use seen_lists::{Seen, SeenList};
pub use steps::{
    CountedAs, Dismissed, FailedSteps, InvalidField, NewStep, Reason, Step, StepKind, StepState,
    Why,
};
pub use usage::{ChangedSince, DataSummary, DataVersions, DiskUsage};
