//! Who is a member of a place, and how: invited or joined.
//!
//! The platform shows this in two lists. The member list of an instance shows everybody who holds
//! a role in it, but takes a request for each instance. The member list of the space takes one
//! request for all, but leaves some people and roles out. So the review works with the list of
//! the space, which is kept for offline, and a departure and a lookup read the list of an
//! instance wherever that of the space doesn't decide.

use std::collections::{HashMap, HashSet};

use platform::{Client, Fault, Instance, InstanceMember, Role, RoleSource, Slug, SpaceMember};
use roster::NormalizedAddress;
use store::{Intent, Place, Purpose, Step};

use crate::plan::intent::slug_of_person;

/// How somebody is a member of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// The platform has accepted an invitation, and the person hasn't joined yet.
    Invited,
    Joined,
}

/// The members of one place, by their normalized addresses.
#[derive(Debug, Default)]
pub struct Memberships {
    members: HashMap<NormalizedAddress, Membership>,
    /// The list couldn't be read completely, so somebody who isn't in it may be a member.
    pub(crate) partial: bool,
    /// How much memory the list took that they were read from.
    pub(crate) weight: usize,
}

impl Memberships {
    /// A list that is known to be incomplete.
    pub(crate) fn among(members: HashMap<NormalizedAddress, Membership>) -> Self {
        Self {
            members,
            partial: true,
            weight: 0,
        }
    }

    pub(crate) fn of(&self, person: &NormalizedAddress) -> Option<Membership> {
        self.members.get(person).copied()
    }

    /// Whoever a step is for; a step may be for nobody.
    pub(crate) fn of_step(&self, step: &Step) -> Option<Membership> {
        self.of(step.normalized.as_ref()?)
    }

    /// `Joined` if anybody has joined, otherwise `Invited` if anybody is invited.
    pub(crate) fn anybody(&self) -> Option<Membership> {
        let joined = self
            .members
            .values()
            .find(|each| **each == Membership::Joined);
        joined.or_else(|| self.members.values().next()).copied()
    }

    pub(crate) fn add(&mut self, normalized: NormalizedAddress, membership: Membership) {
        self.members.insert(normalized, membership);
    }
}

impl IntoIterator for Memberships {
    type Item = (NormalizedAddress, Membership);
    type IntoIter = std::collections::hash_map::IntoIter<NormalizedAddress, Membership>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

/// Reads the members of an instance from the platform or, without an instance, the administrators
/// of the space. Only a role that somebody holds in the instance itself counts. A role that
/// administrators inherit doesn't, and neither does membership of the space.
pub(crate) async fn read(
    client: &Client,
    place: &Place,
    instance: Option<&Slug>,
) -> Result<Memberships, Fault> {
    let (org, space) = (&place.org, &place.space);
    let Some(instance) = instance else {
        let members = client.space_members(org, space).await?;
        return Ok(Memberships {
            partial: !members.is_complete(),
            weight: members.weight(),
            members: administrators(&members.rows),
        });
    };
    let members = client.instance_members(org, space, instance).await?;
    Ok(Memberships {
        partial: !members.is_complete(),
        weight: members.weight(),
        members: in_instance(&members.rows),
    })
}

fn in_instance(members: &[InstanceMember]) -> HashMap<NormalizedAddress, Membership> {
    members
        .iter()
        .filter(|member| member.role_source == RoleSource::Instance)
        .filter_map(|member| membership_of(&member.email, member.active))
        .collect()
}

pub(crate) fn administrators(members: &[SpaceMember]) -> HashMap<NormalizedAddress, Membership> {
    members
        .iter()
        .filter(|member| administers(member))
        .filter_map(|member| membership_of(&member.email, member.active))
        .collect()
}

fn administers(member: &SpaceMember) -> bool {
    member.space_role == Some(Role::SpaceAdmin)
}

fn membership_of(email: &str, active: bool) -> Option<(NormalizedAddress, Membership)> {
    let membership = if active {
        Membership::Joined
    } else {
        Membership::Invited
    };
    Some((NormalizedAddress::of(email)?, membership))
}

/// The members as far as the lists of the space show them. This is enough for a review without a
/// connection, and is read again in full at departure. For group instances it depends on the
/// group, so the result is empty.
pub fn present_among(
    members: &[SpaceMember],
    instances: &[Instance],
    place: &Place,
    intent: &Intent,
) -> Memberships {
    let among = match (intent.purpose, &intent.instance) {
        (Some(Purpose::Individual), _) => in_individual(members, instances, place),
        (Some(Purpose::Shared), Some(instance)) => in_named(members, instance),
        (Some(Purpose::Administrators), _) => administrators(members),
        _ => HashMap::new(),
    };
    Memberships::among(among)
}

/// Who holds a role in this instance, without administrators, who may have inherited it.
pub(crate) fn in_named(
    members: &[SpaceMember],
    instance: &Slug,
) -> HashMap<NormalizedAddress, Membership> {
    members
        .iter()
        .filter(|member| !administers(member))
        .filter(|member| {
            member
                .instance_roles
                .iter()
                .any(|role| role.instance_slug == *instance)
        })
        .filter_map(|member| membership_of(&member.email, member.active))
        .collect()
}

/// The instances in which anybody holds a role, without administrators, who may have inherited it.
pub(crate) fn with_members(members: &[SpaceMember]) -> impl Iterator<Item = &Slug> {
    let members = members.iter().filter(|member| !administers(member));
    members.flat_map(|member| member.instance_roles.iter().map(|role| &role.instance_slug))
}

/// The roles in this instance, as far as the list of the space shows them.
pub(crate) fn roles_in(
    members: &[SpaceMember],
    instance: &Slug,
) -> HashMap<NormalizedAddress, Role> {
    members
        .iter()
        .filter(|member| !administers(member))
        .filter_map(|member| {
            let mut roles = member.instance_roles.iter();
            let role = roles.find(|role| role.instance_slug == *instance)?;
            Some((NormalizedAddress::of(&member.email)?, role.role.clone()))
        })
        .collect()
}

/// Who has joined which instance, without administrators, who may have inherited their role.
pub(crate) fn joined_instances(
    members: &[SpaceMember],
) -> HashMap<NormalizedAddress, HashSet<&Slug>> {
    let mut joined: HashMap<_, HashSet<&Slug>> = HashMap::new();
    let active = members.iter().filter(|member| member.active);
    for member in active.filter(|member| !administers(member)) {
        if let Some(normalized) = NormalizedAddress::of(&member.email) {
            let roles = member.instance_roles.iter();
            let instances = roles.map(|role| &role.instance_slug);
            joined.entry(normalized).or_default().extend(instances);
        }
    }
    joined
}

/// Who holds a role in their individual instance: the one with their address as its name, or with
/// their slug where its name isn't known. One that has their slug and another name isn't theirs.
pub(crate) fn in_individual(
    members: &[SpaceMember],
    instances: &[Instance],
    place: &Place,
) -> HashMap<NormalizedAddress, Membership> {
    let owners = owners(instances);
    let named: HashSet<&Slug> = instances.iter().map(|instance| &instance.slug).collect();
    members
        .iter()
        .filter(|member| !administers(member))
        .filter_map(|member| {
            let (normalized, membership) = membership_of(&member.email, member.active)?;
            let own = slug_of_person(place, &normalized);
            let in_individual = member.instance_roles.iter().any(|role| {
                let slug = &role.instance_slug;
                (*slug == own && !named.contains(slug)) || owners.get(slug) == Some(&normalized)
            });
            in_individual.then_some((normalized, membership))
        })
        .collect()
}

/// The owners of individual instances, as far as the names of the instances tell.
pub(crate) fn owners(instances: &[Instance]) -> HashMap<&Slug, NormalizedAddress> {
    instances
        .iter()
        .filter_map(|instance| Some((&instance.slug, NormalizedAddress::of(&instance.name)?)))
        .collect()
}
