//! The people of a space: whom the platform shows, and whom this computer's plans invite.

use std::collections::HashMap;

use jiff::Timestamp;
use outbox::{PersonInSpace, PlannedStanding, SeenSpace};
use platform::{InvitationStatus, Role as PlatformRole};
use roster::NormalizedAddress;
use serde::Serialize;
use store::{Intent, PlanId, PlannedPerson, Purpose};
#[cfg(test)]
use ts_rs::TS;

use super::{Problem, from_problem, time};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact about the person that the window shows or offers by itself"
)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) group: String,
    pub(crate) state: PersonState,
    /// Under which of the filters above the table the person is.
    pub(crate) standing: PersonStanding,
    /// Why the invitation failed, or is unknown.
    pub(crate) problem: Option<Problem>,
    pub(crate) administrator: bool,
    /// Whether the person has an own instance here.
    pub(crate) individual_instance: bool,
    /// The named instances the person holds a role in, by name, with the role.
    pub(crate) shared: Vec<PersonInstance>,
    /// When the platform took an invitation, by this computer's plans or the platform's own list.
    pub(crate) invited_at: Option<String>,
    /// When the person was first seen as joined; absent where nobody knows.
    pub(crate) joined_at: Option<String>,
    /// Until when the invitation holds, where the platform says so.
    pub(crate) expires_at: Option<String>,
    /// There is an invitation that the platform can email again.
    pub(crate) resend: bool,
    /// There is an invitation that the platform can revoke.
    pub(crate) revoke: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonInstance {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) role: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PersonState {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum PersonStanding {
    Joined,
    NotJoined,
    UnderWay,
    NeedsAttention,
}

/// What is known of the people of a space besides the platform's list of members.
#[derive(Debug, Default)]
pub(crate) struct KnownPeople {
    /// By normalized address.
    pub(crate) planned: HashMap<String, PlannedPerson>,
    pub(crate) intents: HashMap<PlanId, Intent>,
    pub(crate) first_joined: HashMap<String, Timestamp>,
    /// By normalized address: when the platform last took an invitation from this computer.
    pub(crate) invited: HashMap<String, store::Invited>,
    pub(crate) offers: Offers,
}

/// What the platform can do about an invitation.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Offers {
    pub(crate) resend: bool,
    pub(crate) revoke: bool,
    /// An individual instance is deleted to revoke its invitation.
    pub(crate) revoke_individual: bool,
}

/// An instance, and whose individual instance it is: its name is then the person's address.
pub(super) struct NamedInstance<'a> {
    instance: &'a platform::Instance,
    pub(super) owner: Option<NormalizedAddress>,
}

impl<'a> NamedInstance<'a> {
    pub(super) fn of(instance: &'a platform::Instance) -> Self {
        Self {
            instance,
            owner: NormalizedAddress::of(&instance.name),
        }
    }
}

fn role_in(intent: &Intent) -> PlatformRole {
    match intent.role {
        store::Role::Editor => PlatformRole::Editor,
        store::Role::Viewer => PlatformRole::Viewer,
        store::Role::Observer => PlatformRole::Observer,
    }
}

impl PersonState {
    fn standing(self) -> PersonStanding {
        match self {
            Self::Joined => PersonStanding::Joined,
            Self::Invited | Self::Expired => PersonStanding::NotJoined,
            Self::Waiting | Self::Sending => PersonStanding::UnderWay,
            Self::Bounced | Self::Failed | Self::Unknown => PersonStanding::NeedsAttention,
        }
    }

    fn of_plan(standing: PlannedStanding) -> Self {
        match standing {
            PlannedStanding::Waiting => Self::Waiting,
            PlannedStanding::Sending => Self::Sending,
            PlannedStanding::Failed => Self::Failed,
            PlannedStanding::Unknown => Self::Unknown,
            PlannedStanding::Invited => Self::Invited,
        }
    }
}

/// Everybody in the space, as the window shows them.
pub(super) fn people(
    seen: &SeenSpace,
    instances: &HashMap<&str, NamedInstance<'_>>,
    known: &KnownPeople,
) -> Vec<Person> {
    outbox::people_in(seen, &known.planned)
        .iter()
        .map(|who| Person::of(who, instances, known))
        .collect()
}

impl Person {
    fn of(
        who: &PersonInSpace<'_>,
        instances: &HashMap<&str, NamedInstance<'_>>,
        known: &KnownPeople,
    ) -> Self {
        let mut person = Self {
            name: who.name().to_owned(),
            address: who.address().to_owned(),
            group: String::new(),
            state: PersonState::Invited,
            standing: PersonStanding::NotJoined,
            problem: None,
            administrator: false,
            individual_instance: false,
            shared: Vec::new(),
            invited_at: None,
            joined_at: None,
            expires_at: None,
            resend: false,
            revoke: false,
        };
        let of_plan = who.planned.and_then(PlannedStanding::of);
        if let Some(member) = who.member {
            person.administrator = member.space_role == Some(PlatformRole::SpaceAdmin);
            person.hold_instances(member, who.normalized.as_ref(), instances);
        } else if let (Some(planned), Some(_)) = (who.planned, of_plan) {
            person.hold_planned(planned, known.intents.get(&planned.step.plan));
        }
        person.know(who, of_plan, known);
        person
    }

    fn hold_instances(
        &mut self,
        member: &platform::SpaceMember,
        normalized: Option<&NormalizedAddress>,
        instances: &HashMap<&str, NamedInstance<'_>>,
    ) {
        for role in &member.instance_roles {
            let Some(named) = instances.get(role.instance_slug.as_str()) else {
                continue;
            };
            if named.owner.is_some() {
                self.individual_instance |= named.owner.as_ref() == normalized;
            } else if !self.administrator {
                // Administrators have a role in every instance, so it says nothing about them.
                self.shared.push(PersonInstance {
                    slug: named.instance.slug.to_string(),
                    name: named.instance.name.clone(),
                    role: role.role.to_string(),
                });
            }
        }
    }

    /// Where a plan brings somebody whom the platform doesn't show as a member.
    fn hold_planned(&mut self, planned: &PlannedPerson, intent: Option<&Intent>) {
        match intent.and_then(|intent| intent.purpose) {
            Some(Purpose::Individual) => self.individual_instance = true,
            Some(Purpose::Administrators) => self.administrator = true,
            // A plan for new instances is about nobody.
            Some(Purpose::Instances) => {}
            Some(Purpose::Shared | Purpose::Groups) | None => {
                if let (Some(slug), Some(intent)) = (&planned.step.instance, intent) {
                    self.shared.push(PersonInstance {
                        slug: slug.to_string(),
                        name: planned.step.instance_name.clone(),
                        role: role_in(intent).to_string(),
                    });
                }
            }
        }
    }

    /// Takes in what is known besides. `of_plan` is how the newest plan that invites them stands.
    fn know(
        &mut self,
        who: &PersonInSpace<'_>,
        of_plan: Option<PlannedStanding>,
        known: &KnownPeople,
    ) {
        let PersonInSpace {
            planned,
            invitation,
            ..
        } = *who;
        let address = who
            .normalized
            .as_ref()
            .map(NormalizedAddress::as_str)
            .unwrap_or_default();
        let joined = who.has_joined();
        self.state = match of_plan {
            _ if joined => PersonState::Joined,
            Some(standing) if standing != PlannedStanding::Invited => {
                PersonState::of_plan(standing)
            }
            _ => match invitation.map(|invitation| &invitation.status) {
                Some(InvitationStatus::Expired) => PersonState::Expired,
                Some(InvitationStatus::Bounced) => PersonState::Bounced,
                _ => PersonState::Invited,
            },
        };
        self.standing = self.state.standing();
        if let Some(planned) = planned {
            self.group.clone_from(&planned.step.group);
            if self.standing == PersonStanding::NeedsAttention {
                self.problem = planned
                    .step
                    .reason
                    .clone()
                    .and_then(from_problem::of_reason);
            }
        }
        self.invited_at = known
            .invited
            .get(address)
            .map(|invited| invited.at)
            .or_else(|| invitation.and_then(|invitation| invitation.created_timestamp))
            .map(time);
        self.joined_at = known
            .first_joined
            .get(address)
            .filter(|_| joined)
            .copied()
            .map(time);
        self.expires_at = invitation
            .filter(|_| !joined)
            .and_then(|invitation| invitation.validity_timestamp)
            .map(time);
        let open = |statuses: &[InvitationStatus]| {
            !joined && invitation.is_some_and(|each| statuses.contains(&each.status))
        };
        self.resend = known.offers.resend
            && open(&[
                InvitationStatus::Pending,
                InvitationStatus::Expired,
                InvitationStatus::Bounced,
            ]);
        let own = planned.is_some_and(|planned| {
            let intent = known.intents.get(&planned.step.plan);
            intent.and_then(|intent| intent.purpose) == Some(Purpose::Individual)
        });
        self.revoke = open(&[InvitationStatus::Pending, InvitationStatus::Bounced])
            && if own {
                known.offers.revoke_individual
            } else {
                known.offers.revoke
            };
    }
}
