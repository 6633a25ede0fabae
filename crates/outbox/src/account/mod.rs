//! What this run knows of each account: the client with its key, whether its platform can be
//! reached, and what that platform offers.
//!
//! Nothing here knows of plans. How fast requests may leave belongs to sending, and is in
//! `engine/rate`.

pub(crate) mod clients;
pub(crate) mod connections;
pub(crate) mod failures;
pub(crate) mod features;
