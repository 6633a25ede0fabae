//! The client of the platform's public API: the requests, what the answers hold, and what each answer
//! or failure proves.
//!
//! The crate stores nothing, retries nothing and follows no redirect. One call of the client is one
//! request, and [`Fault::proof`] tells the caller whether it is safe to send it again. The crate
//! depends on no other crate of the project; `outbox` and the app depend on it, and `store` on its
//! vocabulary ([`Slug`], [`CallKind`]).
//!
//! Start reading at [`Client`], which sends the requests, then [`Call`] and [`FrozenRequest`] (a
//! change before and after it is turned into bytes), then `proof.rs`, where an answer becomes a
//! result or a [`Fault`].

mod base_url;
mod call;
mod client;
mod enums;
mod error_body;
mod extensions;
mod fault;
mod lenient_dates;
mod listing;
mod paths;
mod proof;
mod reads;
mod responses;
mod retry_after;
mod short_text;
mod slug;
mod transport;
mod web_link;

pub use base_url::{BaseUrl, BaseUrlError};
pub use call::{
    Answer, Call, CallKind, CallKindError, Distribution, FrozenRequest, InviteRole, Target,
};
pub use client::Client;
pub use enums::{
    ApplicationStatus, Feature, FileArea, FileKind, InvitationStatus, Role, RoleSource, SpaceKind,
    TaskStatus,
};
pub use extensions::{
    Extensions, InvitationLink, LinkTerms, ListedInvitation, Offered, instance_path,
    invitation_link_path, space_member_path,
};
pub use fault::{Cause, Fault, FieldFault, Proof, Setting, TlsFault};
pub use listing::Listing;
pub use reads::Area;
pub use responses::{
    Application, File, Instance, InstanceMember, Invitation, Org, RoleInInstance, Snapshot, Space,
    SpaceMember, Table, Task, TaskRef,
};
pub use slug::{Slug, SlugError};
pub use transport::{
    Carried, NoAnswer, Options, Proxy, Transport, TransportAnswer, TransportRequest,
};
pub use web_link::{WebLink, WebLinkError};
