//! The review of a draft: who will be invited, who won't and why, and what has to be fixed
//! before the draft can be sent.
//!
//! It needs no connection. It compares the draft with what was last read of the space and with
//! the acts that are open, and changes nothing. Its fingerprint stands for what the user saw, and
//! a draft is only sent with the fingerprint of its current review.

mod fingerprint;
mod known;
pub(crate) mod make;

use platform::Slug;
use roster::NormalizedAddress;
use store::{
    Draft, ExistingInstance, MaterialChoice as Wanted, Purpose, RowId, SnapshotRef, StoreError,
};

use crate::draft::distribution::DistributionTargets;
use crate::draft::group_instances::GroupInstance;
use crate::draft::lacks::creates_only;
use crate::draft::new_instances::CheckedInstances;
use crate::plan::intent::{distributes_only, makes_instances};
use crate::seen::group_instance_state::GroupInstanceState;

/// What a draft comes to: who is invited, who isn't and why, and what has to be fixed first.
#[derive(Debug, Clone)]
pub struct Review {
    pub draft: Draft,
    /// Everybody who gets an invitation, in the order of the list.
    pub to_invite: Vec<ReviewedPerson>,
    pub already_in: Vec<ReviewedPerson>,
    /// Those of them who are members with another role than the chosen one. This is shown, and
    /// nothing is sent for it.
    pub other_role: Vec<ReviewedPerson>,
    pub already_invited: Vec<ReviewedPerson>,
    pub skipped: Vec<ReviewedPerson>,
    pub duplicates: Vec<ReviewedPerson>,
    /// People with an invalid address. The draft is only sent if they are skipped.
    pub to_fix: Vec<ReviewedPerson>,
    /// Their rows, which sending can skip if the user says so.
    pub to_fix_rows: Vec<RowId>,
    /// People without a group, in a draft for group instances. The draft can't be sent either.
    pub no_group: Vec<ReviewedPerson>,
    /// People whose individual instance can't be created, because an instance that isn't theirs has
    /// its slug. The draft is only sent if they are skipped.
    pub not_theirs: Vec<ReviewedPerson>,
    /// People whose individual instance exists, although they aren't a member of it.
    pub existing: Vec<ReviewedPerson>,
    /// The instances of the groups, in the order of the list.
    pub group_instances: Vec<GroupInstance>,
    /// How many groups the list has, if they are too many for one draft. Then their people are
    /// nowhere in the review.
    pub too_many_groups: Option<usize>,
    /// The instances that are created for nobody yet, in the order of their list.
    pub new_instances: CheckedInstances,
    /// The instances that a snapshot is distributed to, and what becomes of them.
    pub targets: DistributionTargets,
    /// The snapshot that is distributed, or that new instances start with. `None` if they start
    /// with nothing, or if it isn't known yet.
    pub material: Option<SnapshotRef>,
    /// Whether the material is known, so that `None` means that there is none.
    pub material_known: bool,
    /// When the members were last read, or the instances if nobody is invited. `None` if never
    /// from this computer.
    pub seen_at: Option<jiff::Timestamp>,
    /// Stands for exactly this draft and material, as they were reviewed.
    pub fingerprint: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedPerson {
    pub name: String,
    pub address: String,
    /// `None`: the address has to be fixed, or there is no person.
    pub normalized: Option<NormalizedAddress>,
    pub group: String,
    pub list_id: String,
    /// The instance they are invited into; `None` for administrators of the space.
    pub instance: Option<Slug>,
}

/// What keeps a draft from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendObstacle {
    /// It was there when the data was restored or copied, and the user hasn't said that it may be
    /// sent.
    MaybeSent,
    /// So many addresses have to be fixed or skipped.
    ToFix(usize),
    /// The list has so many groups, which is too many.
    TooManyGroups(usize),
    /// So many people are in no group, in a draft for group instances.
    NoGroup(usize),
    /// The slugs of so many people's individual instances belong to other instances.
    NotTheirs(usize),
    /// So many groups are called like somebody's address.
    AddressGroups(usize),
    /// So many groups have the slug of an instance that isn't for sharing.
    NotSharedGroups(usize),
    /// So many groups have the slug of an instance with another name, which nobody has confirmed.
    OtherNameGroups(usize),
    /// So many things have to be fixed in the names of new instances.
    NewInstances(usize),
    /// The snapshot holds nothing that can be distributed.
    NothingInSnapshot,
    /// No instance would get the snapshot.
    NoTargets,
    /// The message to the people of the targets has so many characters, which is too many.
    MessageTooLong(usize),
    /// The user hasn't said yet what becomes of individual instances that exist.
    Existing,
    Nobody,
}

#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    #[error("the draft doesn't say yet what people are invited to")]
    IntentMissing,
    #[error("people can't be invited into this instance")]
    WrongPlace,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Review {
    /// The review of a draft before anybody of its list is sorted into it, and before anything is
    /// known of what its instances start with.
    fn without_people(draft: Draft) -> Self {
        Self {
            draft,
            to_invite: Vec::new(),
            already_in: Vec::new(),
            other_role: Vec::new(),
            already_invited: Vec::new(),
            skipped: Vec::new(),
            duplicates: Vec::new(),
            to_fix: Vec::new(),
            to_fix_rows: Vec::new(),
            no_group: Vec::new(),
            not_theirs: Vec::new(),
            existing: Vec::new(),
            group_instances: Vec::new(),
            too_many_groups: None,
            new_instances: CheckedInstances::default(),
            targets: DistributionTargets::default(),
            material: None,
            material_known: false,
            seen_at: None,
            fingerprint: String::new(),
        }
    }

    /// How many instances are to be created.
    pub fn to_create(&self) -> usize {
        match self.draft.intent.purpose {
            // People who are skipped for that reason aren't among those to invite.
            Some(Purpose::Individual)
                if self.draft.intent.existing == Some(ExistingInstance::Skip) =>
            {
                self.to_invite.len()
            }
            Some(Purpose::Individual) => self.to_invite.len() - self.existing.len(),
            Some(Purpose::Groups) => self.groups_in(GroupInstanceState::New).count(),
            Some(Purpose::Instances) => self.new_instances.list.len(),
            Some(Purpose::Shared | Purpose::Administrators | Purpose::Distribute) | None => 0,
        }
    }

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

    /// The groups in this state, in the order of the list.
    pub fn groups_in(&self, state: GroupInstanceState) -> impl Iterator<Item = &GroupInstance> {
        let groups = self.group_instances.iter();
        groups.filter(move |group| group.state == state)
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

    /// What can become of individual instances that exist. Without material there is nothing to
    /// overwrite them with.
    pub fn existing_choices(&self) -> &'static [ExistingInstance] {
        use ExistingInstance::{Distribute, InviteOnly, Skip};
        match self.draft.intent.material {
            Wanted::Nothing => &[InviteOnly, Skip],
            Wanted::Distributed | Wanted::Snapshot => &[InviteOnly, Distribute, Skip],
        }
    }

    /// Whether the draft creates instances, which then are filled with material.
    pub fn creates_instances(&self) -> bool {
        makes_instances(&self.draft.intent)
    }

    /// Whether something is distributed, as far as is known.
    pub(crate) fn distributes(&self) -> bool {
        let intent = &self.draft.intent;
        (makes_instances(intent) || distributes_only(intent))
            && intent.material != Wanted::Nothing
            && (self.material.is_some() || !self.material_known)
    }
}

#[cfg(test)]
mod tests;
