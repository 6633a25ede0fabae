//! The handlers of the platform's API, one file for each kind of thing.
//!
//! A handler takes what it needs from the request, looks up what the caller may act on, calls the
//! model, and answers. What is allowed and what happens is decided in `model/`.

pub(crate) mod contents;
pub(crate) mod distribution;
pub(crate) mod extensions;
pub(crate) mod instances;
pub(crate) mod invitations;
pub(crate) mod members;
pub(crate) mod sign_up_link;
pub(crate) mod snapshots;
pub(crate) mod spaces;
pub(crate) mod tasks;
pub(crate) mod unsupported;
