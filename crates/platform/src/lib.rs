//! The platform's public API: its shapes, its calls, and what each answer or failure proves.
//!
//! Keeps nothing, repeats nothing, follows nothing: one call is one request, and whether to send
//! it again is for the caller to decide, by [`Fault::proof`]. Depends on no other crate of the
//! project; `outbox` and the app depend on it, and `store` on its vocabulary ([`Slug`],
//! [`CallKind`]).
//!
//! Start reading at [`Client`] (the calls), then [`Call`] and [`FrozenRequest`] (a change as it is stored
//! and sent), then `proof.rs`, where an answer becomes a result or a [`Fault`].

mod base_url;
mod call;
mod client;
mod enums;
mod extensions;
mod fault;
mod lenient;
mod listing;
mod paths;
mod proof;
mod reads;
mod refusal;
mod retry_after;
mod shapes;
mod slug;
mod transport;

pub use base_url::{BaseUrl, BaseUrlError};
pub use call::{
    Answer, Call, CallKind, CallKindError, Distribution, FrozenRequest, InviteRole, Target,
};
pub use client::{Client, Options, Proxy};
pub use enums::{Feature, InvitationStatus, Role, RoleSource, SpaceKind, TaskStatus};
pub use extensions::{Extensions, InvitationLink, LinkTerms, ListedInvitation};
pub use fault::{Cause, Fault, FieldFault, Proof, Setting, TlsFault};
pub use listing::Listing;
pub use reads::Area;
pub use shapes::{
    Application, File, Instance, InstanceMember, Invitation, Org, RoleInInstance, Snapshot, Space,
    SpaceMember, Table, Task, TaskRef,
};
pub use slug::{Slug, SlugError};
