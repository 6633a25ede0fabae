//! What crosses between the window and the shell: plain data, made from the
//! domain's types and never derived on them, so that neither side bends the other.
//!
//! The TypeScript in `ui/src/bridge/types.ts` and `ui/src/bridge/calls.ts` is written
//! from here by `cargo xtask types`; a test fails when it is stale. Ids travel as
//! strings, times as RFC 3339 in UTC, and no sentence for people is made on this
//! side: the window has the words.

mod account;
mod draft;
pub(crate) mod from_domain;
pub(crate) mod from_problem;
mod outbox;
mod practice;
mod problem;
mod space;
mod start;

pub(crate) use account::{Account, AccountKey, AccountKind, AccountRef, KeyState, NewAccount};
pub(crate) use draft::{
    Aim, Draft, DraftAim, DraftCounts, DraftEntry, DraftName, DraftPaste, DraftRef, DraftRow,
    DraftStep, Finding, FindingKind, NewDraft, Purpose, Role, RowChange, RowField, RowsChanged,
    RowsLeftOut, RowsRemove, Severity,
};
pub(crate) use outbox::{
    CallLine, Hold, Plan, PlanAction, PlanCounts, PlanDo, PlanEntry, PlanRef, PlanRow, PlanState,
    Review, ReviewPerson, Send, StepAction, StepDo, StepState,
};
pub(crate) use practice::{PracticeOpen, PracticePage};
pub(crate) use problem::{FieldFault, Problem, ProblemCode};
pub(crate) use space::{
    Instance, InstanceKind, Org, Person, PersonInstance, PersonState, Space, SpaceEntry, SpaceKind,
    SpaceRef, Spaces, SpacesRef,
};
pub(crate) use start::{
    Changed, Connection, ConnectionState, Preferences, Start, StartNotice, Status,
};
