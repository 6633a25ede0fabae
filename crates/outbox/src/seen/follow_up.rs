//! Follows up invitations after they were sent: whether the person has joined, has left again,
//! or let the invitation expire.
//!
//! An open act keeps anybody from inviting the same person twice. Once the person has left, or
//! the invitation has ended without them, the act is closed, so that another list can invite
//! them again. This runs whenever the lists of a space are read, because they show it without a
//! request of their own.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use platform::{Instance, InvitationStatus, ListedInvitation, Listing, Slug, SpaceMember};
use roster::NormalizedAddress;
use store::{Act, ActPurpose, CloseReason, Place, StoreError, Write};

use crate::plan::change::PlanChange;
use crate::plan::intent::slug_of_person;
use crate::seen::membership::{Membership, administrators, in_individual, joined_instances};

/// The lists of a space that were just read.
pub(crate) struct SpaceLists<'a> {
    pub(crate) members: &'a Listing<SpaceMember>,
    pub(crate) instances: &'a Listing<Instance>,
    /// `None` where the platform doesn't list invitations.
    pub(crate) invitations: Option<&'a Listing<ListedInvitation>>,
}

/// Closes the acts of people who have left, or whose invitations have ended. It takes one pass
/// over each list, and one write for each act that changed. `now` is when the reading of the
/// lists began, because an invitation that was sent later need not be in them.
pub(crate) fn follow_up(
    w: &Write<'_>,
    place: &Place,
    shown: &SpaceLists<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let acts = w.acts_done(place)?;
    if acts.is_empty() {
        return Ok(());
    }
    let joined = Joined::of(place, shown);
    let ended = shown.invitations.map(ended).unwrap_or_default();
    let mut change = PlanChange::within(w, now);
    for act in acts {
        let Some(normalized) = act.address.clone() else {
            continue;
        };
        if act.done_at.is_none_or(|done| done >= now) {
            continue;
        }
        let instance = instance_of_act(place, &act, &normalized);
        if joined.has(&act, &normalized) {
            if act.seen_at.is_none() {
                w.act_set_seen(act.id, now)?;
            }
        } else if act.seen_at.is_some() && joined.proves_absence(&act, &normalized) {
            change.close_act(act.id, CloseReason::Left)?;
        } else if let Some(why) = ended.get(&(normalized, instance)) {
            change.close_act(act.id, *why)?;
        }
    }
    Ok(())
}

/// The instance an act brings somebody into; `None`: the space itself.
fn instance_of_act(place: &Place, act: &Act, normalized: &NormalizedAddress) -> Option<Slug> {
    match &act.purpose {
        ActPurpose::Instance(slug) | ActPurpose::GroupInstance(slug) => Some(slug.clone()),
        ActPurpose::Administrator => None,
        ActPurpose::Individual => Some(slug_of_person(place, normalized)),
        ActPurpose::Distribution { target, .. } => Some(target.clone()),
    }
}

/// Who has joined, and where.
struct Joined<'a> {
    individual: HashMap<NormalizedAddress, Membership>,
    instances: HashMap<NormalizedAddress, HashSet<&'a Slug>>,
    administrators: HashMap<NormalizedAddress, Membership>,
    complete: bool,
}

impl<'a> Joined<'a> {
    fn of(place: &Place, shown: &SpaceLists<'a>) -> Self {
        let (members, instances) = (&shown.members.rows, &shown.instances.rows);
        Self {
            individual: in_individual(members, instances, place),
            instances: joined_instances(members),
            administrators: administrators(members),
            complete: shown.members.is_complete() && shown.instances.is_complete(),
        }
    }

    fn has(&self, act: &Act, normalized: &NormalizedAddress) -> bool {
        let joined = |among: &HashMap<NormalizedAddress, Membership>| {
            among.get(normalized).copied() == Some(Membership::Joined)
        };
        match &act.purpose {
            ActPurpose::Instance(slug) | ActPurpose::GroupInstance(slug) => {
                let joined = self.instances.get(normalized);
                joined.is_some_and(|instances| instances.contains(slug))
            }
            // It brings nobody into anything.
            ActPurpose::Distribution { .. } => false,
            ActPurpose::Administrator => joined(&self.administrators),
            ActPurpose::Individual => joined(&self.individual),
        }
    }

    /// Administrators inherit a role everywhere, and the lists don't show where they hold one of
    /// their own. So for them nothing proves that they have left an instance.
    fn proves_absence(&self, act: &Act, normalized: &NormalizedAddress) -> bool {
        let administers = self.administrators.contains_key(normalized);
        self.complete && (act.purpose == ActPurpose::Administrator || !administers)
    }
}

/// The invitations that ended without the person joining, by person and place. If one invitation
/// of a person to a place is open or was accepted, older ones that ended don't count. A row that can't
/// be read may be the open one of anybody, so that a partial list shows no end of any.
fn ended(
    listed: &Listing<ListedInvitation>,
) -> HashMap<(NormalizedAddress, Option<Slug>), CloseReason> {
    let mut ended = HashMap::new();
    if !listed.is_complete() {
        return ended;
    }
    let mut stands = HashSet::new();
    for invitation in &listed.rows {
        let Some(normalized) = NormalizedAddress::of(&invitation.email) else {
            continue;
        };
        let what = (normalized, invitation.instance_slug.clone());
        match invitation.status {
            InvitationStatus::Expired => drop(ended.insert(what, CloseReason::Expired)),
            InvitationStatus::Revoked => drop(ended.insert(what, CloseReason::Revoked)),
            _ => drop(stands.insert(what)),
        }
    }
    ended.retain(|what, _| !stands.contains(what));
    ended
}
