use std::collections::{HashMap, HashSet};

use platform::{Client, Fault, Instance, InstanceMember, Role, RoleSource, Slug, SpaceMember};
use roster::{Compared, own_slug};
use store::{Aim, Place, Purpose};

/// How somebody who is in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The platform took an invitation; the person has not come.
    Invited,
    Joined,
}

/// Who is in, for one aim: by the address as compared.
#[derive(Debug, Default)]
pub struct Present {
    stands: HashMap<Compared, Presence>,
    /// Not all of them could be read, so that an absence proves nothing.
    pub(crate) partial: bool,
}

impl Present {
    /// These are in, as far as is known.
    pub(crate) fn among(stands: HashMap<Compared, Presence>) -> Self {
        Self {
            stands,
            partial: true,
        }
    }

    fn unknown() -> Self {
        Self {
            stands: HashMap::new(),
            partial: true,
        }
    }

    pub(crate) fn of(&self, compared: &str) -> Option<Presence> {
        self.stands.get(compared).copied()
    }

    /// How whoever is furthest in stands; `None`: nobody is.
    pub(crate) fn anybody(&self) -> Option<Presence> {
        let joined = self.stands.values().find(|each| **each == Presence::Joined);
        joined.or_else(|| self.stands.values().next()).copied()
    }

    pub(crate) fn add(&mut self, compared: Compared, presence: Presence) {
        self.stands.insert(compared, presence);
    }
}

impl IntoIterator for Present {
    type Item = (Compared, Presence);
    type IntoIter = std::collections::hash_map::IntoIter<Compared, Presence>;

    fn into_iter(self) -> Self::IntoIter {
        self.stands.into_iter()
    }
}

/// Asks the platform who is in an instance, or, without one, who administers the space. What
/// administrators inherit, and membership of the space alone, do not count: only a role of
/// one's own in the very instance does.
pub(crate) async fn ask(client: &Client, place: &Place, instance: &str) -> Result<Present, Fault> {
    let (Ok(org), Ok(space)) = (place.org.parse::<Slug>(), place.space.parse::<Slug>()) else {
        return Ok(Present::unknown());
    };
    if instance.is_empty() {
        let members = client.space_members(&org, &space).await?;
        return Ok(Present {
            partial: !members.is_complete(),
            stands: administrators(&members.rows),
        });
    }
    let Ok(instance) = instance.parse::<Slug>() else {
        return Ok(Present::unknown());
    };
    let members = client.instance_members(&org, &space, &instance).await?;
    Ok(Present {
        partial: !members.is_complete(),
        stands: in_instance(&members.rows),
    })
}

fn in_instance(members: &[InstanceMember]) -> HashMap<Compared, Presence> {
    members
        .iter()
        .filter(|member| member.role_source == RoleSource::Instance)
        .filter_map(|member| stands(&member.email, member.active))
        .collect()
}

pub(crate) fn administrators(members: &[SpaceMember]) -> HashMap<Compared, Presence> {
    members
        .iter()
        .filter(|member| administers(member))
        .filter_map(|member| stands(&member.email, member.active))
        .collect()
}

fn administers(member: &SpaceMember) -> bool {
    member.space_role == Some(Role::SpaceAdmin)
}

fn stands(email: &str, active: bool) -> Option<(Compared, Presence)> {
    let presence = if active {
        Presence::Joined
    } else {
        Presence::Invited
    };
    Some((Compared::of(email)?, presence))
}

/// Who is in as far as the lists of the space tell: enough for a review without a connection,
/// and asked again in full at departure. For group instances it depends on the group, so that
/// nobody is named here.
pub fn present_among(
    members: &[SpaceMember],
    instances: &[Instance],
    place: &Place,
    aim: &Aim,
) -> Present {
    let stands = match (aim.purpose, &aim.instance) {
        (Some(Purpose::Own), _) => in_own(members, instances, place),
        (Some(Purpose::Shared), Some(instance)) => in_named(members, instance),
        (Some(Purpose::Administrators), _) => administrators(members),
        _ => HashMap::new(),
    };
    Present::among(stands)
}

/// Who holds a role in a named instance, but for administrators, who may have inherited it.
pub(crate) fn in_named(members: &[SpaceMember], instance: &str) -> HashMap<Compared, Presence> {
    members
        .iter()
        .filter(|member| !administers(member))
        .filter(|member| {
            member
                .instance_roles
                .iter()
                .any(|role| role.instance_slug.as_str() == instance)
        })
        .filter_map(|member| stands(&member.email, member.active))
        .collect()
}

/// In which role somebody is in a named instance, as the list of the space tells.
pub(crate) fn roles_in(members: &[SpaceMember], instance: &str) -> HashMap<Compared, Role> {
    members
        .iter()
        .filter(|member| !administers(member))
        .filter_map(|member| {
            let mut roles = member.instance_roles.iter();
            let role = roles.find(|role| role.instance_slug.as_str() == instance)?;
            Some((Compared::of(&member.email)?, role.role.clone()))
        })
        .collect()
}

/// Who has joined which instance, but for administrators, who may have inherited it.
pub(crate) fn named(members: &[SpaceMember]) -> HashSet<(&str, Compared)> {
    members
        .iter()
        .filter(|member| member.active && !administers(member))
        .filter_map(|member| Some((Compared::of(&member.email)?, member)))
        .flat_map(|(compared, member)| {
            let roles = member.instance_roles.iter();
            roles.map(move |role| (role.instance_slug.as_str(), compared.clone()))
        })
        .collect()
}

/// Who holds a role in the instance with their slug or with their address as its name.
pub(crate) fn in_own(
    members: &[SpaceMember],
    instances: &[Instance],
    place: &Place,
) -> HashMap<Compared, Presence> {
    let owners = owners(instances);
    members
        .iter()
        .filter(|member| !administers(member))
        .filter_map(|member| {
            let (compared, presence) = stands(&member.email, member.active)?;
            let own = own_slug(&place.org, &place.space, &compared);
            let in_own = member.instance_roles.iter().any(|role| {
                let slug = role.instance_slug.as_str();
                slug == own || owners.get(slug) == Some(&compared)
            });
            in_own.then_some((compared, presence))
        })
        .collect()
}

/// Whose own an instance is by its name.
pub(crate) fn owners(instances: &[Instance]) -> HashMap<&str, Compared> {
    instances
        .iter()
        .filter_map(|instance| Some((instance.slug.as_str(), Compared::of(&instance.name)?)))
        .collect()
}
