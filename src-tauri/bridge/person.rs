//! The people of a space: whom the platform shows, and whom this computer's plans invite.

use std::collections::HashMap;

use outbox::{KnownPeople, PersonInSpace, PlannedStanding, SeenSpace};
use platform::Role as PlatformRole;
use roster::NormalizedAddress;
use serde::Serialize;
use store::{Intent, PlannedPerson, Purpose};
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
    /// Whether the person has an individual instance here.
    pub(crate) individual_instance: bool,
    /// The named instances the person holds a role in, by name, with the role.
    pub(crate) shared: Vec<PersonInstance>,
    /// What the person may do here, in the platform's words: as an administrator, in the first of the
    /// named instances, or in their own. Absent where the person has no role.
    pub(crate) role: Option<String>,
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

/// An instance, and whose individual instance it is: its name is then the person's address.
pub(super) struct NamedInstance<'a> {
    instance: &'a platform::Instance,
    /// As it is shown: with its slug if another looks the same.
    shown: String,
    pub(super) owner: Option<NormalizedAddress>,
}

impl<'a> NamedInstance<'a> {
    pub(super) fn of(instance: &'a platform::Instance, shown: String) -> Self {
        Self {
            instance,
            shown,
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

impl From<outbox::PersonState> for PersonState {
    fn from(state: outbox::PersonState) -> Self {
        match state {
            outbox::PersonState::Joined => Self::Joined,
            outbox::PersonState::Invited => Self::Invited,
            outbox::PersonState::Expired => Self::Expired,
            outbox::PersonState::Bounced => Self::Bounced,
            outbox::PersonState::Waiting => Self::Waiting,
            outbox::PersonState::Sending => Self::Sending,
            outbox::PersonState::Failed => Self::Failed,
            outbox::PersonState::Unknown => Self::Unknown,
        }
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
}

/// Everybody in the space, as the window shows them.
pub(super) fn people(
    seen: &SeenSpace,
    instances: &HashMap<&str, NamedInstance<'_>>,
    known: &KnownPeople,
) -> Vec<Person> {
    let people = known.people(seen);
    let person = |who: &PersonInSpace<'_>| Person::of(who, instances, known);
    people.iter().map(person).collect()
}

impl Person {
    fn of(
        who: &PersonInSpace<'_>,
        instances: &HashMap<&str, NamedInstance<'_>>,
        known: &KnownPeople,
    ) -> Self {
        let state = PersonState::from(who.state());
        let standing = state.standing();
        let offers = known.offers(who);
        let reason = who.planned.and_then(|planned| planned.step.reason.clone());
        let expires_at = who.invitation.and_then(|listed| listed.validity_timestamp);
        let mut person = Self {
            name: who.name().to_owned(),
            address: who.address().to_owned(),
            group: who
                .planned
                .map(|planned| planned.step.group.clone())
                .unwrap_or_default(),
            state,
            standing,
            problem: reason
                .filter(|_| standing == PersonStanding::NeedsAttention)
                .and_then(from_problem::of_reason),
            administrator: false,
            individual_instance: false,
            shared: Vec::new(),
            role: None,
            invited_at: known.invited_at(who).map(time),
            joined_at: known.joined_at(who).map(time),
            expires_at: expires_at.filter(|_| !who.has_joined()).map(time),
            resend: who.can_resend(offers),
            revoke: who.can_revoke(offers),
        };
        if let Some(member) = who.member {
            person.administrator = member.space_role == Some(PlatformRole::SpaceAdmin);
            person.hold_instances(member, who.normalized.as_ref(), instances);
        } else if let Some(planned) = who.planned.filter(|planned| stands(planned)) {
            person.hold_planned(planned, known.intent(who));
        }
        if person.administrator {
            person.role = Some(PlatformRole::SpaceAdmin.to_string());
        } else if let Some(first) = person.shared.first() {
            person.role = Some(first.role.clone());
        }
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
                if named.owner.as_ref() == normalized {
                    self.individual_instance = true;
                    self.role = Some(role.role.to_string());
                }
            } else if !self.administrator {
                // Administrators have a role in every instance, so it says nothing about them.
                self.shared.push(PersonInstance {
                    slug: named.instance.slug.to_string(),
                    name: named.shown.clone(),
                    role: role.role.to_string(),
                });
            }
        }
    }

    /// Where a plan brings somebody whom the platform doesn't show as a member.
    fn hold_planned(&mut self, planned: &PlannedPerson, intent: Option<&Intent>) {
        match intent.and_then(|intent| intent.purpose) {
            Some(Purpose::Individual) => {
                self.individual_instance = true;
                self.role = intent.map(|intent| role_in(intent).to_string());
            }
            Some(Purpose::Administrators) => self.administrator = true,
            // Such a plan is about instances.
            Some(Purpose::Instances | Purpose::Distribute) => {}
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
}

/// The invitation by a plan of this computer says how the person stands.
fn stands(planned: &PlannedPerson) -> bool {
    PlannedStanding::of(planned).is_some()
}
