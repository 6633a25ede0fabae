//! Simulations of delivery: the outbox with a real data file, and the practice platform, in one
//! thread, on paused time and one seed, with a simulated network between them.
//!
//! The seed decides everything: what the user and a colleague do, what gets lost, lands late or comes
//! back wrong, when the process is killed and the clock is set. At the end of each simulation it must
//! hold that nobody was emailed twice for one act, that nobody is lost, and that nothing a person
//! wrote is gone ([`check`]). The same seed tells the same story to the byte.
//!
//! Nothing of this is shipped. Start reading at `run.rs`. The crate `simulated` is what makes it repeatable.

#![cfg(target_os = "linux")]

mod acts;
mod answers;
mod backups;
mod bug;
mod check;
mod colleague;
mod drafts;
mod events;
mod folder;
mod form;
mod network;
mod ordeal;
mod process;
mod run;
mod set_up;
mod story;
mod troubles;
mod truth;
mod user;
mod weather;
mod world;

pub use bug::Bug;
pub use ordeal::{Ordeal, Report, shrunk};
pub use run::{EVENTS, Outcome, Simulation, simulate};
