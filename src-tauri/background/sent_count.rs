//! What a plan has done, as numbers: what a notification says, and what is compared to find out
//! what is news.

/// How many were invited, created and distributed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SentCount {
    pub(crate) people: u32,
    pub(crate) instances: u32,
    /// Instances that a snapshot was distributed to.
    pub(crate) distributed: u32,
}

impl SentCount {
    /// What was done since.
    pub(super) fn since(self, before: Self) -> Self {
        Self {
            people: self.people.saturating_sub(before.people),
            instances: self.instances.saturating_sub(before.instances),
            distributed: self.distributed.saturating_sub(before.distributed),
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            instances: self.instances + other.instances,
            distributed: self.distributed + other.distributed,
        }
    }
}
