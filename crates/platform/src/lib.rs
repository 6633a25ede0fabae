//! The platform's public API: its shapes, its calls, and what each answer or failure proves.
//!
//! Keeps nothing, repeats nothing, follows nothing: one call is one request, and whether to send
//! it again is for the caller to decide, by [`Fault::proof`]. Depends on no other crate of the
//! project; `outbox` and the app depend on it.
//!
//! Start reading at [`Client`] (the calls), then [`Call`] and [`Frozen`] (a change as it is stored
//! and sent), then `judge.rs`, where an answer becomes a result or a [`Fault`].

mod address;
mod call;
mod client;
mod extensions;
mod fault;
mod judge;
mod lenient;
mod listing;
mod paths;
mod reads;
mod refusal;
mod retry_after;
mod shapes;
mod slug;
mod transport;
mod words;

pub use address::{Address, AddressProblem};
pub use call::{Answer, Call, CallKind, Distribution, Frozen, InviteRole, Target, UnknownKind};
pub use client::{Client, Options, Proxy};
pub use extensions::{Extensions, InvitationLink, LinkTerms, ListedInvitation};
pub use fault::{Cause, Fault, FieldProblem, Proof, Setting, TlsProblem};
pub use listing::Listing;
pub use reads::Area;
pub use shapes::{
    Application, File, Instance, InstanceMember, Invitation, Org, RoleInInstance, Snapshot, Space,
    SpaceMember, Table, Task, TaskRef,
};
pub use slug::{NotASlug, Slug};
pub use words::{Feature, InvitationStatus, Role, RoleSource, SpaceKind, TaskStatus};
