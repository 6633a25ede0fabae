//! The calls of the platform's API, one file for each kind of thing.

pub(crate) mod contents;
pub(crate) mod distribution;
pub(crate) mod extensions;
pub(crate) mod instances;
pub(crate) mod invitations;
pub(crate) mod invited;
pub(crate) mod members;
pub(crate) mod orgs;
pub(crate) mod sign_up_link;
pub(crate) mod snapshots;
pub(crate) mod spaces;
pub(crate) mod tasks;
pub(crate) mod unsupported;
