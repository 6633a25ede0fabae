//! Who is a member of a place, and how: invited, or joined.

use std::collections::{HashMap, HashSet};

use platform::{Client, Fault, Instance, InstanceMember, Role, RoleSource, Slug, SpaceMember};
use roster::NormalizedAddress;
use store::{Intent, Place, Purpose};

use crate::plan::intent::individual_slug;

/// How somebody who is in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// The platform took an invitation; the person has not come.
    Invited,
    Joined,
}

/// Who is in, for one aim: by the address as compared.
#[derive(Debug, Default)]
pub struct Memberships {
    stands: HashMap<NormalizedAddress, Membership>,
    /// Not all of them could be read, so that an absence proves nothing.
    pub(crate) partial: bool,
}

impl Memberships {
    /// These are in, as far as is known.
    pub(crate) fn among(stands: HashMap<NormalizedAddress, Membership>) -> Self {
        Self {
            stands,
            partial: true,
        }
    }

    pub(crate) fn of(&self, normalized: &str) -> Option<Membership> {
        self.stands.get(normalized).copied()
    }

    /// How whoever is furthest in stands; `None`: nobody is.
    pub(crate) fn anybody(&self) -> Option<Membership> {
        let joined = self
            .stands
            .values()
            .find(|each| **each == Membership::Joined);
        joined.or_else(|| self.stands.values().next()).copied()
    }

    pub(crate) fn add(&mut self, normalized: NormalizedAddress, presence: Membership) {
        self.stands.insert(normalized, presence);
    }
}

impl IntoIterator for Memberships {
    type Item = (NormalizedAddress, Membership);
    type IntoIter = std::collections::hash_map::IntoIter<NormalizedAddress, Membership>;

    fn into_iter(self) -> Self::IntoIter {
        self.stands.into_iter()
    }
}

/// Asks the platform who is in an instance, or, without one, who administers the space. What
/// administrators inherit, and membership of the space alone, do not count: only a role of
/// one's own in the very instance does.
pub(crate) async fn ask(
    client: &Client,
    place: &Place,
    instance: Option<&Slug>,
) -> Result<Memberships, Fault> {
    let (org, space) = (&place.org, &place.space);
    let Some(instance) = instance else {
        let members = client.space_members(org, space).await?;
        return Ok(Memberships {
            partial: !members.is_complete(),
            stands: administrators(&members.rows),
        });
    };
    let members = client.instance_members(org, space, instance).await?;
    Ok(Memberships {
        partial: !members.is_complete(),
        stands: in_instance(&members.rows),
    })
}

fn in_instance(members: &[InstanceMember]) -> HashMap<NormalizedAddress, Membership> {
    members
        .iter()
        .filter(|member| member.role_source == RoleSource::Instance)
        .filter_map(|member| stands(&member.email, member.active))
        .collect()
}

pub(crate) fn administrators(members: &[SpaceMember]) -> HashMap<NormalizedAddress, Membership> {
    members
        .iter()
        .filter(|member| administers(member))
        .filter_map(|member| stands(&member.email, member.active))
        .collect()
}

fn administers(member: &SpaceMember) -> bool {
    member.space_role == Some(Role::SpaceAdmin)
}

fn stands(email: &str, active: bool) -> Option<(NormalizedAddress, Membership)> {
    let presence = if active {
        Membership::Joined
    } else {
        Membership::Invited
    };
    Some((NormalizedAddress::of(email)?, presence))
}

/// Who is in as far as the lists of the space tell: enough for a review without a connection,
/// and asked again in full at departure. For group instances it depends on the group, so that
/// nobody is named here.
pub fn present_among(
    members: &[SpaceMember],
    instances: &[Instance],
    place: &Place,
    intent: &Intent,
) -> Memberships {
    let stands = match (intent.purpose, &intent.instance) {
        (Some(Purpose::Individual), _) => in_own(members, instances, place),
        (Some(Purpose::Shared), Some(instance)) => in_named(members, instance),
        (Some(Purpose::Administrators), _) => administrators(members),
        _ => HashMap::new(),
    };
    Memberships::among(stands)
}

/// Who holds a role in a named instance, but for administrators, who may have inherited it.
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
        .filter_map(|member| stands(&member.email, member.active))
        .collect()
}

/// In which role somebody is in a named instance, as the list of the space tells.
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

/// Who has joined which instance, but for administrators, who may have inherited it.
pub(crate) fn named(members: &[SpaceMember]) -> HashSet<(&Slug, NormalizedAddress)> {
    members
        .iter()
        .filter(|member| member.active && !administers(member))
        .filter_map(|member| Some((NormalizedAddress::of(&member.email)?, member)))
        .flat_map(|(normalized, member)| {
            let roles = member.instance_roles.iter();
            roles.map(move |role| (&role.instance_slug, normalized.clone()))
        })
        .collect()
}

/// Who holds a role in the instance with their slug or with their address as its name.
pub(crate) fn in_own(
    members: &[SpaceMember],
    instances: &[Instance],
    place: &Place,
) -> HashMap<NormalizedAddress, Membership> {
    let owners = owners(instances);
    members
        .iter()
        .filter(|member| !administers(member))
        .filter_map(|member| {
            let (normalized, presence) = stands(&member.email, member.active)?;
            let own = individual_slug(place, &normalized);
            let in_own = member.instance_roles.iter().any(|role| {
                let slug = &role.instance_slug;
                *slug == own || owners.get(slug) == Some(&normalized)
            });
            in_own.then_some((normalized, presence))
        })
        .collect()
}

/// Whose own an instance is by its name.
pub(crate) fn owners(instances: &[Instance]) -> HashMap<&Slug, NormalizedAddress> {
    instances
        .iter()
        .filter_map(|instance| Some((&instance.slug, NormalizedAddress::of(&instance.name)?)))
        .collect()
}
