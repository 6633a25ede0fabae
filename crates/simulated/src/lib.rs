//! What simulations and simulated tests share: one thread, on which time is tokio's paused clock and
//! every random number comes from a seed, and the way of a request to a practice platform in the same
//! process.
//!
//! Waiting takes no time there, and nothing depends on how busy the computer is. `outside.rs` is what
//! makes it so, and `disk.rs` is the disk under Cohort's data, on Linux alone.
//!
//! Nothing of this is shipped. `simulator` uses it, and the tests of `outbox` do.

// The macro names this crate from outside.
#[cfg(test)]
extern crate self as simulated;

mod carry;
mod chance;
#[cfg(target_os = "linux")]
mod disk;
#[cfg(target_os = "linux")]
mod outside;
#[cfg(target_os = "linux")]
mod thread;

pub use carry::carried_out;
pub use chance::Chance;
#[cfg(target_os = "linux")]
pub use disk::{
    DiskFault, data_changed, data_changes, disk_fault, disk_refusals, more_data_changes_than,
    set_disk_fault,
};
#[cfg(target_os = "linux")]
pub use outside::{elapsed, set_clock_by, true_now};
#[cfg(target_os = "linux")]
pub use simulated_macro::test;
#[cfg(target_os = "linux")]
pub use thread::{SimulationError, on_a_thread, on_a_thread_within, run_test};
