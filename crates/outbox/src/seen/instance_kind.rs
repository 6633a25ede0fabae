//! What kind of instance one is, as its slug and its name tell.

use platform::{Instance, Slug};
use roster::NormalizedAddress;

/// The kinds of instances, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstanceKind {
    Master,
    Distributed,
    Shared,
    /// One person's own: its name is the person's address.
    Individual,
}

impl InstanceKind {
    pub fn of(instance: &Instance) -> Self {
        if instance.slug.as_str() == "master" {
            Self::Master
        } else if instance.slug == Slug::distributed() {
            Self::Distributed
        } else if NormalizedAddress::of(&instance.name).is_some() {
            Self::Individual
        } else {
            Self::Shared
        }
    }

    /// Whether people can be invited into such an instance to use it together.
    pub fn is_shareable(self) -> bool {
        matches!(self, Self::Master | Self::Shared)
    }
}
