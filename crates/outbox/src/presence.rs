use std::collections::HashMap;

use platform::{Client, Fault, InstanceMember, Role, RoleSource, Slug, SpaceMember};
use roster::Compared;
use store::{Aim, Place, Purpose};

/// How somebody who is in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The platform took an invitation; the person has not come.
    Invited,
    Joined,
}

/// Who is in, for one aim: by the address as compared.
#[derive(Debug)]
pub struct Present {
    stands: HashMap<Compared, Presence>,
    /// Not all of them could be read, so that an absence proves nothing.
    pub(crate) partial: bool,
}

impl Present {
    fn unknown() -> Self {
        Self {
            stands: HashMap::new(),
            partial: true,
        }
    }

    pub(crate) fn of(&self, compared: &str) -> Option<Presence> {
        self.stands.get(compared).copied()
    }
}

impl IntoIterator for Present {
    type Item = (Compared, Presence);
    type IntoIter = std::collections::hash_map::IntoIter<Compared, Presence>;

    fn into_iter(self) -> Self::IntoIter {
        self.stands.into_iter()
    }
}

/// Asks the platform who is in. What administrators inherit, and membership of the space
/// alone, do not count: only a role of one's own in the very instance does.
pub(crate) async fn ask(client: &Client, place: &Place, aim: &Aim) -> Result<Present, Fault> {
    let (Ok(org), Ok(space)) = (place.org.parse::<Slug>(), place.space.parse::<Slug>()) else {
        return Ok(Present::unknown());
    };
    match (aim.purpose, &aim.instance) {
        (Some(Purpose::Shared), Some(instance)) => {
            let Ok(instance) = instance.parse::<Slug>() else {
                return Ok(Present::unknown());
            };
            let members = client.instance_members(&org, &space, &instance).await?;
            Ok(Present {
                partial: !members.is_complete(),
                stands: in_instance(&members.rows),
            })
        }
        (Some(Purpose::Administrators), _) => {
            let members = client.space_members(&org, &space).await?;
            Ok(Present {
                partial: !members.is_complete(),
                stands: administrators(&members.rows),
            })
        }
        _ => Ok(Present::unknown()),
    }
}

fn in_instance(members: &[InstanceMember]) -> HashMap<Compared, Presence> {
    members
        .iter()
        .filter(|member| member.role_source == RoleSource::Instance)
        .filter_map(|member| stands(&member.email, member.active))
        .collect()
}

fn administrators(members: &[SpaceMember]) -> HashMap<Compared, Presence> {
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

/// Who is in as far as a list of the space's members tells: enough for a review without a
/// connection, and asked again in full at departure.
pub fn present_among(members: &[SpaceMember], aim: &Aim) -> Present {
    let stands = match (aim.purpose, &aim.instance) {
        (Some(Purpose::Shared), Some(instance)) => members
            .iter()
            .filter(|member| !administers(member))
            .filter(|member| {
                member
                    .instance_roles
                    .iter()
                    .any(|role| role.instance_slug.as_str() == instance)
            })
            .filter_map(|member| stands(&member.email, member.active))
            .collect(),
        (Some(Purpose::Administrators), _) => administrators(members),
        _ => HashMap::new(),
    };
    Present {
        stands,
        partial: true,
    }
}
