//! A plan's departure, just before its first request leaves: what is read anew of the platform, who
//! is in already, and what becomes of the instances that a snapshot is distributed to.

mod already_in;
pub(crate) mod compared_targets;
pub(crate) mod material;
mod targets;
pub(crate) mod view;
