//! What an aim makes of people: the acts, and the calls that carry them out.

use platform::{Call, InviteRole, Slug};
use roster::{NormalizedAddress, individual_slug};
use store::{ActPurpose, Intent, Place, Purpose, Role, Step, StepKind};

/// The purpose of an act that invites somebody: one open act a person and purpose. For the
/// others than own instances, `instance` is the one people are invited into, if any.
pub(crate) fn purpose(intent: &Intent, instance: &str) -> Option<ActPurpose> {
    Some(match intent.purpose? {
        Purpose::Own => ActPurpose::Individual,
        Purpose::Shared | Purpose::Groups => ActPurpose::Instance(instance.parse().ok()?),
        Purpose::Administrators => ActPurpose::Administrator,
    })
}

/// The instance somebody is invited into: theirs by address, or the one that was chosen.
/// `None` where that depends on the group, or on a choice that was not made.
pub(crate) fn instance_of(
    place: &Place,
    intent: &Intent,
    normalized: &NormalizedAddress,
) -> Option<String> {
    match intent.purpose? {
        Purpose::Own => Some(individual_slug(&place.org, &place.space, normalized)),
        Purpose::Shared => intent.instance.clone(),
        Purpose::Groups => None,
        Purpose::Administrators => Some(String::new()),
    }
}

/// Whether plans with this aim make instances.
pub(crate) fn makes_instances(intent: &Intent) -> bool {
    matches!(intent.purpose, Some(Purpose::Own | Purpose::Groups))
}

/// The call of one step. `None` for a handing-out, which serves many steps with one call, and
/// where a slug is none.
pub(crate) fn call_of_step(place: &Place, intent: &Intent, step: &Step) -> Option<Call> {
    match step.kind {
        StepKind::Create => creation(place, &step.instance, &step.instance_name),
        StepKind::HandOut => None,
        StepKind::Invite => invitation(place, intent, &step.instance, &step.address),
    }
}

pub(crate) fn creation(place: &Place, instance: &str, name: &str) -> Option<Call> {
    Some(Call::CreateInstance {
        org: place.org.parse().ok()?,
        space: place.space.parse().ok()?,
        name: name.to_owned(),
        slug: instance.parse().ok()?,
        description: None,
    })
}

pub(crate) fn invitation(
    place: &Place,
    intent: &Intent,
    instance: &str,
    address: &str,
) -> Option<Call> {
    let org: Slug = place.org.parse().ok()?;
    let space: Slug = place.space.parse().ok()?;
    let email = address.to_owned();
    if intent.purpose? == Purpose::Administrators {
        return Some(Call::InviteAdministrator { org, space, email });
    }
    Some(Call::InviteToInstance {
        org,
        space,
        instance: instance.parse().ok()?,
        email,
        role: match intent.role {
            _ if intent.purpose == Some(Purpose::Own) => InviteRole::Editor,
            Role::Editor => InviteRole::Editor,
            Role::Viewer => InviteRole::Viewer,
            Role::Observer => InviteRole::Observer,
        },
    })
}
