//! Several processes on one data folder: which of them holds the lease and sends, whether the data
//! is still what this installation left, and the backups that it makes and restores.
//!
//! A window and a terminal on the same computer may both be open. Only one may send, because two
//! engines would send the same request at the same moment.

pub(crate) mod backups;
pub(crate) mod check_times;
pub(crate) mod data_origin;
pub(crate) mod delivery;
mod lease;
