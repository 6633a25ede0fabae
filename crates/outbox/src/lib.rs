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

mod account;
mod actions;
mod draft;
mod engine;
mod machine;
mod plan;
mod process;
mod seen;
mod told;

pub use account::clients::{ClientError, Clients};
pub use account::connections::{Connection, ConnectionState, Connections};
pub use actions::on_invitation::{InvitationError, Offers};
pub use actions::on_plan::StepAction;
pub use draft::group_instances::Room;
pub use draft::request_preview::calls;
pub use draft::review::{Person, Review, ReviewError, review};
pub use draft::send::{GRACE, SendError, send};
pub use engine::clock::Clock;
pub use engine::{DiskTrouble, Engine, EngineError, Happened};
pub use process::delivery::{Delivery, DeliveryError, Found};
pub use process::lease::Lease;
pub use seen::membership::{Membership, Memberships, present_among};
pub use seen::platform_cache::{PlatformCache, RefreshError, SeenOrg, SeenSpace};
pub use seen::snapshots::{Source, distributed_among};
pub use told::report::{Report, ReportError, ReportRow};
pub use told::speed::{Speed, SpeedMeter};
pub use told::standstill::{Standstill, Surroundings};
pub use told::words;

// What the store keeps, and what is said of plans is said in.
pub use store::{Contents, FieldFault, Hold, Reason, Undistributable, UndistributableWhy, Why};
