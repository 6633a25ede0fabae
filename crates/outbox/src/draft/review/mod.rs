//! The review of a draft: who will be invited, who won't and why, and what has to be fixed
//! before the draft can be sent.
//!
//! It needs no connection. It compares the draft with what was last read of the space and with
//! the acts that are open, and changes nothing. Its fingerprint stands for what the user saw, and
//! a draft is only sent with the fingerprint of its current review.

mod fingerprint;
mod known;
pub(crate) mod make;
mod obstacle;

pub use self::obstacle::SendObstacle;

use platform::Slug;
use roster::NormalizedAddress;
use store::{
    Draft, ExistingInstance, MaterialChoice as Wanted, Purpose, RowId, SnapshotRef, StoreError,
};

use crate::draft::distribution::DistributionTargets;
use crate::draft::group_instances::GroupInstance;
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

    /// The groups in this state, in the order of the list.
    pub fn groups_in(&self, state: GroupInstanceState) -> impl Iterator<Item = &GroupInstance> {
        let groups = self.group_instances.iter();
        groups.filter(move |group| group.state == state)
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
