//! An invitation from the side of the person who got it: what the link in the email leads to, and
//! what accepting it does. Opening the link changes nothing, because mail scanners open links too.

use rusqlite::Connection;

use super::accounts::{self, AccountEntry};
use super::address::Address;
use super::invitation_status::InvitationStatus;
use super::lookup::RESTORABLE;
use super::people;
use super::role::Role;
use super::space_kind::SpaceKind;
use crate::database::{DatabaseError, Query};
use crate::tokens;

pub(crate) struct ReceivedInvitation {
    id: i64,
    space_id: i64,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) space: String,
    /// The kind of the space.
    pub(crate) kind: SpaceKind,
    pub(crate) instance: Option<String>,
    pub(crate) inviter: String,
    /// The name of the account that the address has, if it has one.
    pub(crate) account_name: Option<String>,
    pub(crate) has_password: bool,
}

/// What the link leads to.
pub(crate) enum Received {
    Unknown,
    Open(Box<ReceivedInvitation>, Address),
    Closed(Box<ReceivedInvitation>, Closure),
}

/// Why an invitation can't be accepted any more.
pub(crate) enum Closure {
    Accepted,
    Revoked,
    Expired,
    InstanceDeleted { restorable: bool },
}

pub(crate) fn by_token(db: &Connection, token: &str, now: i64) -> Result<Received, DatabaseError> {
    let found = db.first(
        "SELECT invitations.id, invitations.space_id, invitations.email, invitations.role,
                spaces.name, kind, instances.name, inviters.name,
                users.name, users.password IS NOT NULL, status, expires, deleted
         FROM invitations JOIN spaces ON spaces.id = invitations.space_id
         JOIN users AS inviters ON inviters.id = invited_by
         LEFT JOIN instances ON instances.id = instance_id
         LEFT JOIN users ON users.email_key = invitations.email_key
         WHERE token_hash = ?1",
        [tokens::hash(token)],
        |row| {
            let invitation = ReceivedInvitation {
                id: row.get(0)?,
                space_id: row.get(1)?,
                email: row.get(2)?,
                role: row.get(3)?,
                space: row.get(4)?,
                kind: row.get(5)?,
                instance: row.get(6)?,
                inviter: row.get(7)?,
                account_name: row.get(8)?,
                has_password: row.get(9)?,
            };
            let closure = closure(row.get(10)?, row.get(11)?, row.get(12)?, now);
            Ok((Box::new(invitation), closure))
        },
    )?;
    match found {
        None => Ok(Received::Unknown),
        Some((invitation, Some(closure))) => Ok(Received::Closed(invitation, closure)),
        Some((invitation, None)) => {
            let address = Address::parse(&invitation.email).ok_or_else(|| {
                DatabaseError::Unreadable(format!(
                    "the address of the invitation {}",
                    invitation.id
                ))
            })?;
            Ok(Received::Open(invitation, address))
        }
    }
}

/// A bounced invitation can be accepted: the person may have the link from elsewhere.
fn closure(
    status: InvitationStatus,
    expires: i64,
    deleted: Option<i64>,
    now: i64,
) -> Option<Closure> {
    match status {
        InvitationStatus::Accepted => Some(Closure::Accepted),
        InvitationStatus::Revoked => Some(Closure::Revoked),
        InvitationStatus::Expired => Some(Closure::Expired),
        InvitationStatus::Pending | InvitationStatus::Bounced if expires <= now => {
            Some(Closure::Expired)
        }
        InvitationStatus::Pending | InvitationStatus::Bounced => {
            deleted.map(|deleted| Closure::InstanceDeleted {
                restorable: deleted > now - RESTORABLE,
            })
        }
    }
}

/// Accepts the invitation if it is open, and returns what it was when this was tried. Somebody else
/// may have accepted or revoked it since the page was opened, so it is read again here.
pub(crate) fn accept(
    db: &Connection,
    token: &str,
    account: &AccountEntry,
    now: i64,
) -> Result<Received, DatabaseError> {
    let received = by_token(db, token, now)?;
    if let Received::Open(invitation, address) = &received {
        let person = accounts::save(db, address, account, now)?;
        admit(db, invitation.id, person, now)?;
        people::join_org(db, invitation.space_id, person)?;
    }
    Ok(received)
}

/// Makes the person a member of the place that the invitation leads to.
pub(crate) fn admit(
    db: &Connection,
    invitation: i64,
    person: i64,
    now: i64,
) -> Result<(), DatabaseError> {
    let (space, instance, role) = db.only(
        "SELECT space_id, instance_id, role FROM invitations WHERE id = ?1",
        [invitation],
        |row| {
            let role: Role = row.get(2)?;
            Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?, role))
        },
    )?;
    match instance {
        Some(instance) => people::join_instance(db, instance, person, role, now)?,
        None => people::join_administrators(db, space, person)?,
    }
    db.run(
        "UPDATE invitations SET status = 'ACCEPTED', settled = ?2 WHERE id = ?1",
        [invitation, now],
    )?;
    Ok(())
}
