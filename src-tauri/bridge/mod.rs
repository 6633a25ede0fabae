//! What crosses between the window and the shell: plain data, made from the
//! domain's types and never derived on them, so that neither side bends the other.
//!
//! The TypeScript in `ui/src/bridge/types.ts` and `ui/src/bridge/calls.ts` is written
//! from here by `cargo xtask types`; a test fails when it is stale. Ids travel as
//! strings, times as RFC 3339 in UTC, and no sentence for people is made on this
//! side: the window has the words.

mod account;
mod domains;
mod draft;
mod file;
pub(crate) mod from_domain;
pub(crate) mod from_problem;
mod list;
#[path = "plan.rs"]
mod outbox;
mod practice;
mod problem;
mod snapshots;
mod space;
mod start;

pub(crate) use account::{Account, AccountKey, AccountKind, AccountRef, KeyState, NewAccount};
pub(crate) use domains::{Domains, DomainsChange, DomainsRef};
pub(crate) use draft::{
    Aim, Draft, DraftAim, DraftEntry, DraftName, DraftRef, DraftStep, DraftStepChange, DraftsFind,
    Existing, Material, NewDraft, Purpose, Role,
};
pub(crate) use file::{
    ChangedMember, ChangedPerson, Choices, Difference, DifferenceTake, DraftExport, DraftFile,
    DraftOpenFile, ExportFormat, Field, FileChoose, FileChosen, FileFormat, FileHow, FileKind,
    FileLook, FileLooks, FileNeeds, FilePerson, FileRef, FileStop, FileSystem, FileTable,
    FileTrouble, GonePerson, OpenedFile, Reading, RowsCame, SavedFile, SpaceDifference,
    SpaceDifferenceTake, SpaceFile,
};
#[cfg(test)]
pub(crate) use list::CellChange;
pub(crate) use list::{
    DraftAdding, DraftCells, DraftCounts, DraftFill, DraftGroups, DraftMend, DraftPaste, DraftRow,
    EditKind, Finding, FindingKind, History, RowField, RowsChanged, RowsLeftOut, RowsPage,
    RowsRemove, Severity, Split, SplitKind,
};
pub(crate) use outbox::{
    AddressMend, CallLine, Hold, Plan, PlanAction, PlanChanges, PlanCounts, PlanDo, PlanEntry,
    PlanOffers, PlanPace, PlanRef, PlanReport, PlanRow, PlanSince, PlanState, ReportFormat, Review,
    ReviewInstances, ReviewPerson, ReviewRoom, Send, StepAction, StepKind, StepRef, StepState,
    StepsDo,
};
pub(crate) use practice::{PracticeOpen, PracticePage};
pub(crate) use problem::{FieldFault, Problem, ProblemCode};
pub(crate) use snapshots::{
    CannotHandOut, CannotWhy, MaterialLook, SnapshotLine, SnapshotOf, SnapshotRef, SnapshotSource,
    Snapshots, SnapshotsOf,
};
pub(crate) use space::{
    Instance, InstanceKind, Org, Person, PersonInstance, PersonState, Space, SpaceEntry, SpaceKind,
    SpaceRef, Spaces, SpacesRef,
};
pub(crate) use start::{
    Changed, Connection, ConnectionState, Preferences, Start, StartNotice, Status,
};
