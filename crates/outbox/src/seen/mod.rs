//! What the platform showed: the copy kept for working offline, and who is a member of which place
//! according to it.

pub(crate) mod arrival;
pub(crate) mod contents;
pub(crate) mod folders;
pub(crate) mod follow_up;
pub(crate) mod group_instance_state;
pub(crate) mod history;
pub(crate) mod instance_kind;
pub(crate) mod known_people;
#[cfg(test)]
pub(crate) mod late_platform_for_tests;
pub(crate) mod meant_instance;
pub(crate) mod membership;
pub(crate) mod overwritten;
pub(crate) mod people;
pub(crate) mod platform_cache;
pub(crate) mod read_budget;
pub(crate) mod retry_reads;
pub(crate) mod snapshots;
pub(crate) mod source;
pub(crate) mod space_standing;
