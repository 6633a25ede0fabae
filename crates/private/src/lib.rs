//! What only the user of this computer may read: files with the mode 0600, folders with 0700, a
//! secret in the environment, and the memory of a process that holds a key.
//!
//! On Windows, a file in the user's folders is the user's already, and there are no core dumps to
//! forbid, so most of this does nothing there. Every crate that keeps something, and every program,
//! uses this one.

mod environment;
mod files;
mod memory;

pub use environment::take_from_environment;
pub use files::{database, file, folder};
pub use memory::{hide_memory, no_core_dumps};
