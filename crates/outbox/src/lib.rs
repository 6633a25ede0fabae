//! From draft to plan, and from plan to mails: nothing lost, nobody twice.
//!
//! Three layers, each knowing only the one before it:
//! - [`review`] says what a draft comes to, without a connection; [`send`] writes it down as
//!   a plan, whole or not at all.
//! - `machine` is pure: a request, something that happened to it, and what follows.
//! - [`Engine`] drives it: takes the next request, sends it, asks the machine, writes down
//!   what it said. It alone talks to the platform on behalf of a plan.
//!
//! The rules are in `docs/delivery.md`; each has a test named after it. Nothing here knows
//! of windows: the shell and the terminal both stand on this crate.

mod aim;
mod connections;
mod deliverer;
mod engine;
mod hold;
mod keys;
mod machine;
mod presence;
mod reason;
mod review;
mod send;
mod settle;
mod sight;

pub use aim::purpose;
pub use connections::{Connection, ConnectionState, Connections};
pub use deliverer::Deliverer;
pub use engine::{Engine, EngineError, Happened, StepAction};
pub use hold::Hold;
pub use keys::{KeyProblem, Keys};
pub use presence::{Presence, Present, present_among};
pub use reason::{FieldFault, Reason, Why};
pub use review::{Person, Review, ReviewProblem, call_of, review};
pub use send::{GRACE, SendProblem, send};
pub use sight::{OrgSight, Sight, SightProblem, SpaceSight};
