//! What keeps a reviewed draft from being sent: the first thing that the user has to decide or fix.

use super::Review;
use crate::draft::lacks::creates_only;
use crate::plan::intent::distributes_only;
use crate::seen::group_instance_state::GroupInstanceState;

/// What keeps a draft from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendObstacle {
    /// It was there when the data was restored or copied, and the user hasn't said that it may be
    /// sent.
    MaybeSent,
    /// The number of addresses that have to be fixed or skipped.
    ToFix(usize),
    /// The number of groups on the list, which is too many.
    TooManyGroups(usize),
    /// The number of people without a group, in a draft for group instances.
    NoGroup(usize),
    /// The number of people whose individual instance has a slug that belongs to another instance.
    NotTheirs(usize),
    /// The number of groups that are called like somebody's address.
    AddressGroups(usize),
    /// The number of groups with the slug of an instance that isn't for sharing.
    NotSharedGroups(usize),
    /// The number of groups with the slug of an instance that has another name, which nobody has confirmed.
    OtherNameGroups(usize),
    /// The number of things to fix in the names of new instances.
    NewInstances(usize),
    /// The snapshot holds nothing that can be distributed.
    NothingInSnapshot,
    /// No instance would get the snapshot.
    NoTargets,
    /// The number of characters of the message to the people of the targets, which is too many.
    MessageTooLong(usize),
    /// The user hasn't said yet what becomes of individual instances that exist.
    Existing,
    Nobody,
}

impl Review {
    /// What keeps the draft from being sent, the first of several.
    pub fn obstacle(&self) -> Option<SendObstacle> {
        if self.draft.maybe_sent {
            Some(SendObstacle::MaybeSent)
        } else if self.to_fix.is_empty() {
            self.obstacle_without_to_fix()
        } else {
            Some(SendObstacle::ToFix(self.to_fix.len()))
        }
    }

    /// How many rows sending can skip because their address isn't valid. It is 0 while something
    /// else keeps the draft from being sent.
    pub fn skips(&self) -> usize {
        match self.obstacle_without_to_fix() {
            None if !self.draft.maybe_sent => self.to_fix.len(),
            _ => 0,
        }
    }

    fn obstacle_without_to_fix(&self) -> Option<SendObstacle> {
        if creates_only(&self.draft.intent) {
            let to_fix = self.new_instances.to_fix();
            return (to_fix > 0).then_some(SendObstacle::NewInstances(to_fix));
        }
        if distributes_only(&self.draft.intent) {
            return self.distribution_obstacle();
        }
        if let Some(groups) = self.too_many_groups {
            Some(SendObstacle::TooManyGroups(groups))
        } else if !self.no_group.is_empty() {
            Some(SendObstacle::NoGroup(self.no_group.len()))
        } else if !self.not_theirs.is_empty() {
            Some(SendObstacle::NotTheirs(self.not_theirs.len()))
        } else if let Some(obstacle) = self.group_obstacle() {
            Some(obstacle)
        } else if !self.existing.is_empty() && self.draft.intent.existing.is_none() {
            Some(SendObstacle::Existing)
        } else {
            self.to_invite.is_empty().then_some(SendObstacle::Nobody)
        }
    }

    /// Nobody is invited into an instance that exists only because a group happens to have its slug.
    fn group_obstacle(&self) -> Option<SendObstacle> {
        let count = |state| Some(self.groups_in(state).count()).filter(|count| *count > 0);
        let address = count(GroupInstanceState::AddressName).map(SendObstacle::AddressGroups);
        let not_shared = || count(GroupInstanceState::NotShared).map(SendObstacle::NotSharedGroups);
        let other = || count(GroupInstanceState::OtherName).map(SendObstacle::OtherNameGroups);
        address.or_else(not_shared).or_else(other)
    }

    fn distribution_obstacle(&self) -> Option<SendObstacle> {
        let targets = &self.targets;
        if targets.nothing_in_it() {
            Some(SendObstacle::NothingInSnapshot)
        } else if targets.sent().next().is_none() {
            Some(SendObstacle::NoTargets)
        } else {
            targets.message_too_long.map(SendObstacle::MessageTooLong)
        }
    }
}
