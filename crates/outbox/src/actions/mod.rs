//! What the user does to a plan, to one invitation, and to data restored from a backup.

pub(crate) mod on_invitation;
pub(crate) mod on_plan;
pub(crate) mod on_restored_data;
