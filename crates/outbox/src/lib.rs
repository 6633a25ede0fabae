//! From draft to plan, and from plan to mails: nothing lost, nobody twice.
//!
//! Three layers, each knowing only the one before it:
//! - [`review`] says what a draft comes to, without a connection; [`send`] writes it down as
//!   a plan, whole or not at all.
//! - `machine` is pure: a request, something that happened to it, and what follows. `chain`
//!   and `handing` write down what that means for the steps behind it.
//! - [`Engine`] drives it: takes the next request, sends it, asks the machine, writes down
//!   what it said. It alone talks to the platform on behalf of a plan.
//!
//! The rules are in `docs/delivery.md`; each has a test named after it. Nothing here knows
//! of windows: the shell and the terminal both stand on this crate.

mod afterwards;
mod aim;
mod calls;
mod chain;
mod clock;
mod connections;
mod deliverer;
mod delivery;
mod engine;
mod frozen;
mod handing;
mod hold;
mod installation;
mod keys;
mod machine;
mod material;
mod per_target;
mod presence;
mod reading;
mod reason;
mod report;
mod review;
mod rooms;
mod send;
mod settle;
mod sight;
mod sighting;
mod snapshots;
mod tempo;
pub mod words;

pub use calls::calls;
pub use clock::Clock;
pub use connections::{Connection, ConnectionState, Connections};
pub use deliverer::Deliverer;
pub use delivery::{Delivery, DeliveryProblem, Found};
pub use engine::{DiskTrouble, Engine, EngineError, Happened, Offers, PersonProblem, StepAction};
pub use hold::Hold;
pub use keys::{KeyProblem, Keys};
pub use material::{Contents, Unhandable, UnhandableWhy};
pub use presence::{Presence, Present, present_among};
pub use reason::{FieldFault, Reason, Why};
pub use report::{Report, ReportProblem, ReportRow};
pub use review::{Person, Review, ReviewProblem, review};
pub use rooms::Room;
pub use send::{GRACE, SendProblem, send};
pub use sight::{OrgSight, Sight, SightProblem, SpaceSight};
pub use snapshots::{Source, distributed_among};
pub use tempo::{Tempo, Tempos};
