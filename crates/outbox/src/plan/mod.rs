//! The rules of a plan, applied within one transaction: its chains of steps, its distributions,
//! the acts that it opens and closes, and the requests that it freezes. Nothing here talks to
//! the platform.

pub(crate) mod acts;
pub(crate) mod chain;
pub(crate) mod change;
pub(crate) mod conclude;
pub(crate) mod distribution;
pub(crate) mod distribution_lookup;
pub(crate) mod distribution_outcome;
pub(crate) mod freeze;
pub(crate) mod grace;
pub(crate) mod intent;
pub(crate) mod reason;
pub(crate) mod retry;
pub(crate) mod space_kind;
