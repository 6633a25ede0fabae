//! Where Cohort keeps its files on this computer, and the practice platform that runs there.
//!
//! The window and the terminal have to agree on both, so both use this crate. No other crate does:
//! those below are told which folder to use.

mod folders;
mod network;
mod practice_host;

pub use folders::{Folders, IDENTIFIER};
pub use practice::Page;
pub use practice_host::{PracticeError, PracticeHost};
