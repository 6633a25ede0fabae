use platform::{Call, Slug};
use store::{Aim, Place, Purpose, Role};

/// What an aim makes of one person, as the act is called. `None` while the aim is not whole.
pub fn purpose(aim: &Aim) -> Option<String> {
    match aim.purpose? {
        Purpose::Shared => Some(format!("instance:{}", aim.instance.as_deref()?)),
        Purpose::Administrators => Some("administrator".to_owned()),
    }
}

/// The call that invites one person. `None` where the aim is not whole or a slug is none.
pub(crate) fn invitation(place: &Place, aim: &Aim, address: &str) -> Option<Call> {
    let org: Slug = place.org.parse().ok()?;
    let space: Slug = place.space.parse().ok()?;
    let email = address.to_owned();
    Some(match aim.purpose? {
        Purpose::Shared => Call::InviteToInstance {
            org,
            space,
            instance: aim.instance.as_deref()?.parse().ok()?,
            email,
            role: match aim.role {
                Role::Editor => platform::InviteRole::Editor,
                Role::Viewer => platform::InviteRole::Viewer,
                Role::Observer => platform::InviteRole::Observer,
            },
        },
        Purpose::Administrators => Call::InviteAdministrator { org, space, email },
    })
}
