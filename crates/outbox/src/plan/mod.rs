//! What happens to a plan's rows inside a transaction: its chains of steps, its distributions,
//! the acts it opens and closes, and why it stands still. Nothing here talks to the platform.

pub(crate) mod chain;
pub(crate) mod change;
pub(crate) mod conclude;
pub(crate) mod distribution;
pub(crate) mod freeze;
pub(crate) mod intent;
pub(crate) mod per_target;
pub(crate) mod reason;
pub(crate) mod revive;
