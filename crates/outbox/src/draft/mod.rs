//! From a draft to a plan: what the draft comes to, shown before anything is sent, and the one
//! transaction that writes it down as a plan.

pub(crate) mod group_instances;
pub(crate) mod request_preview;
pub(crate) mod review;
pub(crate) mod send;
