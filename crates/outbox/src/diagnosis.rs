//! What is checked when something doesn't work: the way to the platform, the API key, and whether
//! the user may invite people to a space. Each is asked of the platform now.

use jiff::Timestamp;
use platform::{Cause, Fault, Role};
use store::{AccountId, Place, SeenList};

use crate::account::clients::ClientError;
use crate::outbox::Outbox;
use crate::seen::platform_cache::RefreshError;

/// What the checks of one account, and of a space in it, have shown.
#[derive(Debug)]
pub struct Diagnosis {
    pub connection: Check,
    pub key: Check,
    /// Whether the space is there. `None`: no space was asked about.
    pub space: Option<Check>,
    /// Whether the user is an administrator of the space.
    pub role: Option<Check>,
}

#[derive(Debug)]
pub enum Check {
    Passed,
    Failed(RefreshError),
    /// Nothing can be said, because something else has to work first.
    NotDone,
}

impl Check {
    fn of(fault: Fault) -> Self {
        Self::Failed(fault.into())
    }
}

/// Somebody to ask for help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    pub name: String,
    pub address: String,
}

impl Outbox {
    /// Asks the platform what works. What it shows of the connection counts as every answer does.
    pub async fn diagnose(
        &self,
        account: &AccountId,
        place: Option<&Place>,
        now: Timestamp,
    ) -> Diagnosis {
        let not_done = || place.map(|_| Check::NotDone);
        let mut diagnosis = Diagnosis {
            connection: Check::NotDone,
            key: Check::NotDone,
            space: not_done(),
            role: not_done(),
        };
        let client = match self.cache.client(account, now).await {
            Ok((_, client)) => client,
            Err(error) => {
                let failed = match &error {
                    ClientError::NotReady(_) => &mut diagnosis.connection,
                    _ => &mut diagnosis.key,
                };
                *failed = Check::Failed(error.into());
                return diagnosis;
            }
        };
        let orgs = client.orgs().await;
        self.cache.observe(account, &orgs, now);
        match orgs {
            Err(fault) if fault.cause == Cause::KeyRefused => {
                diagnosis.connection = Check::Passed;
                diagnosis.key = Check::of(fault);
                return diagnosis;
            }
            Err(fault) => {
                diagnosis.connection = Check::of(fault);
                return diagnosis;
            }
            Ok(_) => {
                diagnosis.connection = Check::Passed;
                diagnosis.key = Check::Passed;
            }
        }
        if let Some(place) = place {
            let (space, role) = check_space(&client, place).await;
            diagnosis.space = Some(space);
            diagnosis.role = Some(role);
        }
        diagnosis
    }

    /// The administrators of a space, as it was seen last.
    pub fn administrators(&self, place: &Place) -> Result<Vec<Administrator>, RefreshError> {
        let members: Vec<platform::SpaceMember> =
            self.cache.store().last_seen(SeenList::Members(place))?;
        Ok(members
            .into_iter()
            .filter(|member| member.active && member.space_role == Some(Role::SpaceAdmin))
            .map(|member| Administrator {
                name: member.name,
                address: member.email,
            })
            .collect())
    }
}

/// Whether the space is there, and whether the user is an administrator of it.
async fn check_space(client: &platform::Client, place: &Place) -> (Check, Check) {
    let spaces = match client.spaces(&place.org).await {
        Ok(spaces) => spaces.rows,
        Err(fault) => return (Check::of(fault), Check::NotDone),
    };
    let found = spaces.into_iter().find(|space| space.slug == place.space);
    // A list doesn't say why something isn't in it. Asking for the space itself does.
    let members = client.space_members(&place.org, &place.space).await;
    match (found, members) {
        (Some(space), _) if space.role == Some(Role::SpaceAdmin) => (Check::Passed, Check::Passed),
        (_, Err(fault)) if matches!(fault.cause, Cause::NotFound | Cause::Deleted) => {
            (Check::of(fault), Check::NotDone)
        }
        (Some(_), _) | (None, Ok(_)) => (Check::Passed, Check::of(not_allowed())),
        (None, Err(fault)) if fault.cause == Cause::NotAllowed => (Check::Passed, Check::of(fault)),
        (None, Err(fault)) => (Check::of(fault), Check::NotDone),
    }
}

/// What the platform would say to somebody who isn't an administrator.
fn not_allowed() -> Fault {
    Fault {
        proof: platform::Proof::NotDone,
        cause: Cause::NotAllowed,
        status: None,
        incident: None,
        detail: None,
    }
}
