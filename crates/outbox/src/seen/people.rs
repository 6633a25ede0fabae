//! Who is in a space, or about to be, each person once: the platform's members, whom the plans of
//! this computer invite, and whom the platform lists as invited. Everything that shows or counts
//! the people of a space begins here, so that no two of them disagree about who they are.

use std::collections::{HashMap, HashSet};

use platform::{InvitationStatus, ListedInvitation, SpaceMember};
use roster::NormalizedAddress;
use store::{PlannedPerson, StepState};

use crate::account::features::InvitationOffers;
use crate::seen::platform_cache::SeenSpace;

/// Somebody who is in a space or about to be, with all that is known of them.
#[derive(Debug, Clone)]
pub struct PersonInSpace<'a> {
    pub normalized: Option<NormalizedAddress>,
    pub member: Option<&'a SpaceMember>,
    /// The newest invitation by a plan of this computer.
    pub planned: Option<&'a PlannedPerson>,
    /// The newest invitation that the platform lists. One that is open counts before one that has
    /// ended.
    pub invitation: Option<&'a ListedInvitation>,
}

/// How the newest invitation by a plan of this computer stands, where that says how the person
/// does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlannedStanding {
    Waiting,
    Sending,
    Failed,
    /// Nobody can tell whether it was sent.
    Unknown,
    Invited,
}

impl PlannedStanding {
    /// `None` where the invitation has ended, or was never sent.
    pub fn of(planned: &PlannedPerson) -> Option<Self> {
        match planned.step.state {
            StepState::Waiting | StepState::Blocked => Some(Self::Waiting),
            StepState::Sending => Some(Self::Sending),
            StepState::Refused | StepState::GaveUp => Some(Self::Failed),
            StepState::Unknown if planned.is_open => Some(Self::Unknown),
            StepState::Done | StepState::Already if planned.is_open => Some(Self::Invited),
            StepState::Done | StepState::Already | StepState::Unknown | StepState::Cancelled => {
                None
            }
        }
    }
}

/// How somebody in a space, or about to be, stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonState {
    Joined,
    Invited,
    /// Invited, and the invitation has expired.
    Expired,
    /// The email of the invitation came back.
    Bounced,
    Waiting,
    Sending,
    Failed,
    Unknown,
}

impl PersonInSpace<'_> {
    pub fn state(&self) -> PersonState {
        let listed = self.invitation.map(|invitation| &invitation.status);
        match self.planned.and_then(PlannedStanding::of) {
            _ if self.has_joined() => PersonState::Joined,
            Some(PlannedStanding::Waiting) => PersonState::Waiting,
            Some(PlannedStanding::Sending) => PersonState::Sending,
            Some(PlannedStanding::Failed) => PersonState::Failed,
            Some(PlannedStanding::Unknown) => PersonState::Unknown,
            Some(PlannedStanding::Invited) | None => match listed {
                Some(InvitationStatus::Expired) => PersonState::Expired,
                Some(InvitationStatus::Bounced) => PersonState::Bounced,
                _ => PersonState::Invited,
            },
        }
    }

    pub fn address(&self) -> &str {
        let planned = || self.planned.map(|planned| planned.step.address.as_str());
        let listed = || self.invitation.map(|listed| listed.email.as_str());
        let member = self.member.map(|member| member.email.as_str());
        member.or_else(planned).or_else(listed).unwrap_or_default()
    }

    /// Somebody who hasn't joined yet has no name on the platform. The list from which they were
    /// invited had one.
    pub fn name(&self) -> &str {
        let of_member = self.member.map(|member| member.name.as_str());
        let of_plan = self.planned.map(|planned| planned.step.name.as_str());
        of_member
            .filter(|name| !name.is_empty())
            .or(of_plan)
            .unwrap_or_default()
    }

    pub fn has_joined(&self) -> bool {
        self.member.is_some_and(|member| member.active)
    }

    /// There is an invitation that the platform can email again.
    pub fn can_resend(&self, offers: InvitationOffers) -> bool {
        offers.resend && !self.has_joined() && self.invitation.is_some_and(is_resendable)
    }

    /// There is an invitation that the platform can revoke.
    pub fn can_revoke(&self, offers: InvitationOffers) -> bool {
        offers.revoke && !self.has_joined() && self.invitation.is_some_and(is_open)
    }

    /// The only invitation of this person failed, so they are neither in nor invited.
    pub fn was_never_invited(&self) -> bool {
        self.member.is_none()
            && !self.invitation.is_some_and(is_open)
            && self.planned.and_then(PlannedStanding::of) == Some(PlannedStanding::Failed)
    }
}

/// Everybody in the space: its members first, in the platform's order, then by address who is
/// invited or about to be and isn't among the members.
pub(crate) fn people_in<'a>(
    seen: &'a SeenSpace,
    planned: &'a HashMap<NormalizedAddress, PlannedPerson>,
) -> Vec<PersonInSpace<'a>> {
    let listed = newest_invitations(seen);
    let known = |member, normalized: Option<NormalizedAddress>| PersonInSpace {
        member,
        planned: normalized
            .as_ref()
            .and_then(|normalized| planned.get(normalized)),
        invitation: normalized
            .as_ref()
            .and_then(|normalized| listed.get(normalized).copied()),
        normalized,
    };
    let mut met = HashSet::new();
    let mut people = Vec::new();
    for member in seen.members.iter().flat_map(|seen| &seen.list) {
        let normalized = NormalizedAddress::of(&member.email);
        met.extend(normalized.clone());
        people.push(known(Some(member), normalized));
    }
    let members = people.len();
    let by_plan = planned
        .values()
        .filter(|planned| PlannedStanding::of(planned).is_some())
        .filter_map(|planned| NormalizedAddress::of(&planned.step.address));
    let by_list = listed
        .iter()
        .filter(|(_, invitation)| is_open(invitation))
        .map(|(normalized, _)| normalized.clone());
    for normalized in by_plan.chain(by_list) {
        if met.insert(normalized.clone()) {
            people.push(known(None, Some(normalized)));
        }
    }
    people
        .get_mut(members..)
        .unwrap_or_default()
        .sort_by(|one, other| one.address().cmp(other.address()));
    people
}

/// Whoever follows the link in the email gets in, or would if the email hadn't come back. Only such
/// an invitation can be revoked.
pub(crate) fn is_open(invitation: &ListedInvitation) -> bool {
    matches!(
        invitation.status,
        InvitationStatus::Pending | InvitationStatus::Bounced
    )
}

/// The platform can email this invitation again, after which it is open once more.
pub(crate) fn is_resendable(invitation: &ListedInvitation) -> bool {
    is_open(invitation) || invitation.status == InvitationStatus::Expired
}

fn newest_invitations(seen: &SeenSpace) -> HashMap<NormalizedAddress, &ListedInvitation> {
    let mut newest: HashMap<_, &ListedInvitation> = HashMap::new();
    let pending = |status: &InvitationStatus| *status == InvitationStatus::Pending;
    for invitation in seen.invitations.iter().flat_map(|seen| &seen.list) {
        let Some(normalized) = NormalizedAddress::of(&invitation.email) else {
            continue;
        };
        newest
            .entry(normalized)
            .and_modify(|known| {
                if pending(&invitation.status) || !pending(&known.status) {
                    *known = invitation;
                }
            })
            .or_insert(invitation);
    }
    newest
}
