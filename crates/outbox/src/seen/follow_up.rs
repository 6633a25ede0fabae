//! What becomes of an act once its invitation was taken: the person comes, and may leave again;
//! or the invitation ends without them. Then the act is closed, and whoever brings the person in
//! a list anew may invite them.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use platform::{Instance, InvitationStatus, ListedInvitation, Listing, Slug, SpaceMember};
use roster::NormalizedAddress;
use store::{Act, ActPurpose, CloseReason, Place, StoreError, Write};

use crate::plan::intent::individual_slug;
use crate::seen::membership::{Membership, administrators, in_own, named};

/// What the platform showed of a space just now.
pub(crate) struct Shown<'a> {
    pub(crate) members: &'a Listing<SpaceMember>,
    pub(crate) instances: &'a Listing<Instance>,
    /// Where the platform lists them.
    pub(crate) invitations: Option<&'a Listing<ListedInvitation>>,
}

/// Closes the acts of those who have left, or whose invitations have ended. Costs one pass over
/// each list, and a write for each act that changed. `now` is when the reading began: what was
/// invited since need not stand in what was read.
pub(crate) fn follow_up(
    w: &Write<'_>,
    place: &Place,
    shown: &Shown<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let acts = w.acts_done(place)?;
    if acts.is_empty() {
        return Ok(());
    }
    let there = There::of(place, shown);
    let ended = shown.invitations.map(ended).unwrap_or_default();
    for act in acts {
        let Some(normalized) = NormalizedAddress::of(&act.address) else {
            continue;
        };
        if act.done_at.is_none_or(|done| done >= now) {
            continue;
        }
        let instance = instance_of_act(place, &act, &normalized);
        if there.has(&act, &normalized) {
            if act.seen_at.is_none() {
                w.act_seen(act.id, now)?;
            }
        } else if act.seen_at.is_some() && there.proves_absence(&act, &normalized) {
            w.act_close(act.id, CloseReason::Left, now)?;
        } else if let Some(why) = ended.get(&(normalized, instance)) {
            w.act_close(act.id, *why, now)?;
        }
    }
    Ok(())
}

/// The instance an act brings somebody into; `None`: the space itself.
fn instance_of_act(place: &Place, act: &Act, normalized: &NormalizedAddress) -> Option<Slug> {
    match &act.purpose {
        ActPurpose::Instance(slug) | ActPurpose::GroupInstance(slug) => Some(slug.clone()),
        ActPurpose::Administrator => None,
        ActPurpose::Individual => Some(individual_slug(place, normalized)),
    }
}

/// Who has joined, and where.
struct There<'a> {
    own: HashMap<NormalizedAddress, Membership>,
    named: HashSet<(&'a Slug, NormalizedAddress)>,
    administrators: HashMap<NormalizedAddress, Membership>,
    complete: bool,
}

impl<'a> There<'a> {
    fn of(place: &Place, shown: &Shown<'a>) -> Self {
        let (members, instances) = (&shown.members.rows, &shown.instances.rows);
        Self {
            own: in_own(members, instances, place),
            named: named(members),
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
                self.named.contains(&(slug, normalized.clone()))
            }
            ActPurpose::Administrator => joined(&self.administrators),
            ActPurpose::Individual => joined(&self.own),
        }
    }

    /// Administrators are in everywhere, and the lists do not tell where by a role of their own.
    fn proves_absence(&self, act: &Act, normalized: &NormalizedAddress) -> bool {
        let administers = self.administrators.contains_key(normalized);
        self.complete && (act.purpose == ActPurpose::Administrator || !administers)
    }
}

/// The invitations that have come to an end without the person, by whom and where. One that is
/// open, or was accepted, stands for all of the same.
fn ended(
    listed: &Listing<ListedInvitation>,
) -> HashMap<(NormalizedAddress, Option<Slug>), CloseReason> {
    let mut ended = HashMap::new();
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
