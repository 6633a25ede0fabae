//! What this run knows of each account: the client with its key, whether its platform can be
//! reached, and what that platform offers; and how accounts come and go.
//!
//! Nothing here knows of plans, except that an account stays as long as one of its plans is under
//! way. How fast requests may leave belongs to sending, and is in
//! `engine/rate`.

pub(crate) mod clients;
pub(crate) mod connections;
pub(crate) mod failures;
pub(crate) mod features;
pub(crate) mod keys;
