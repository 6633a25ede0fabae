//! Invitations, into an instance or as an administrator of a space: sent, listed, sent again, and
//! revoked. What happens when somebody opens the link in the email is in `received_invitations`.

use rusqlite::params;
use serde::Serialize;

use super::address::Address;
use super::context::Context;
use super::email_texts;
use super::emails::{self, NewEmail};
use super::invitation_status::InvitationStatus;
use super::lookup::{DISTRIBUTED, Instance, Space};
use super::role::Role;
use crate::clock::{self, DAY};
use crate::database::{DatabaseError, Query};
use crate::options::RepeatInvite;
use crate::request_error::RequestError;
use crate::tokens::{self, LinkPurpose};

const VALIDITY: i64 = 30 * DAY;

/// An invitation as the API answers with it.
#[derive(Serialize)]
pub(crate) struct SentInvitation {
    email: String,
    role: Role,
    status: InvitationStatus,
    validity_timestamp: String,
}

/// An invitation that nobody has accepted yet.
struct OpenInvitation {
    id: i64,
    role: Role,
    expires: i64,
}

impl OpenInvitation {
    fn as_sent(&self, email: &Address) -> SentInvitation {
        SentInvitation {
            email: email.written().to_owned(),
            role: self.role,
            status: InvitationStatus::Pending,
            validity_timestamp: clock::rfc3339(self.expires),
        }
    }
}

/// Invites a person into an instance or, where none is given, as an administrator of the space.
pub(crate) fn invite(
    ctx: &Context<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
    role: Role,
) -> Result<SentInvitation, RequestError> {
    if instance.is_some_and(|instance| instance.slug == DISTRIBUTED) {
        return Err(RequestError::BadRequest(
            "Nobody can be invited to \"distributed\".".into(),
        ));
    }
    ensure_not_joined(ctx, space, instance, email)?;
    if let Some(open) = open_invitation(ctx, space, instance, email)? {
        if open.expires > ctx.now {
            if ctx.platform.settings.repeat_invite == RepeatInvite::Refuse {
                return Err(RequestError::Conflict(format!(
                    "{} has already been invited.",
                    email.written()
                )));
            }
            queue_email(ctx, space, instance, email, &open)?;
            return Ok(open.as_sent(email));
        }
        close(ctx, open.id, InvitationStatus::Expired)?;
    }
    let invitation = insert(ctx, space.id, instance.map(|i| i.id), email, role)?;
    queue_email(ctx, space, instance, email, &invitation)?;
    Ok(invitation.as_sent(email))
}

/// Refuses to invite somebody who has a role in the instance, or who is an administrator of the
/// space and thereby a member of each of its instances.
fn ensure_not_joined(
    ctx: &Context<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
) -> Result<(), RequestError> {
    let has_joined = ctx.db.has(
        "SELECT 1 FROM users WHERE email_key = ?1 AND (
            EXISTS (SELECT 1 FROM space_admins WHERE space_id = ?2 AND user_id = users.id)
            OR EXISTS (SELECT 1 FROM instance_members
                       WHERE instance_id = ?3 AND user_id = users.id))",
        params![email.normalized(), space.id, instance.map(|i| i.id)],
    )?;
    if has_joined {
        return Err(RequestError::Conflict(format!(
            "{} has already joined.",
            email.written()
        )));
    }
    Ok(())
}

fn open_invitation(
    ctx: &Context<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
) -> Result<Option<OpenInvitation>, DatabaseError> {
    ctx.db.first(
        "SELECT id, role, expires FROM invitations WHERE space_id = ?1
         AND ifnull(instance_id, 0) = ?2 AND email_key = ?3 AND status = 'PENDING'",
        params![space.id, instance.map_or(0, |i| i.id), email.normalized()],
        |row| {
            Ok(OpenInvitation {
                id: row.get(0)?,
                role: row.get(1)?,
                expires: row.get(2)?,
            })
        },
    )
}

fn close(ctx: &Context<'_>, id: i64, status: InvitationStatus) -> Result<(), DatabaseError> {
    ctx.db.run(
        "UPDATE invitations SET status = ?2, settled = ?3 WHERE id = ?1",
        params![id, status, ctx.now],
    )?;
    Ok(())
}

/// The token depends on the id, so the row is inserted with a random placeholder for its hash.
fn insert(
    ctx: &Context<'_>,
    space: i64,
    instance: Option<i64>,
    email: &Address,
    role: Role,
) -> Result<OpenInvitation, DatabaseError> {
    let expires = ctx.now + VALIDITY;
    let id = ctx.db.insert(
        "INSERT INTO invitations (space_id, instance_id, email, email_key, role, status,
            token_hash, invited_by, created, expires)
         VALUES (?1, ?2, ?3, ?4, ?5, 'PENDING', randomblob(32), ?6, ?7, ?8)",
        params![
            space,
            instance,
            email.written(),
            email.normalized(),
            role,
            ctx.caller.id,
            ctx.now,
            expires
        ],
    )?;
    let token = ctx.platform.link_tokens.token(LinkPurpose::Invitation, id);
    ctx.db.run(
        "UPDATE invitations SET token_hash = ?2 WHERE id = ?1",
        params![id, tokens::hash(&token)],
    )?;
    Ok(OpenInvitation { id, role, expires })
}

fn queue_email(
    ctx: &Context<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
    invitation: &OpenInvitation,
) -> Result<(), DatabaseError> {
    let tokens = &ctx.platform.link_tokens;
    let token = tokens.token(LinkPurpose::Invitation, invitation.id);
    let text = email_texts::invitation(&email_texts::InvitationEmail {
        inviter: &ctx.caller.name,
        space: &space.name,
        kind: space.kind,
        instance: instance.map(|i| i.name.as_str()),
        role: invitation.role,
        url: &format!("{}/invitation/{token}", ctx.platform.base_url()),
        expires: invitation.expires,
    });
    let mail = NewEmail::new("invitation", email, text).for_invitation(invitation.id);
    emails::queue_for_request(ctx, mail)
}

/// An invitation in the list of a space.
#[derive(Serialize)]
pub(crate) struct ListedInvitation {
    id: String,
    email: String,
    role: Role,
    status: InvitationStatus,
    instance_slug: Option<String>,
    created_timestamp: String,
    validity_timestamp: String,
}

pub(crate) fn list(
    ctx: &Context<'_>,
    space: &Space,
) -> Result<Vec<ListedInvitation>, DatabaseError> {
    ctx.db.all(
        "SELECT invitations.id, email, role,
            CASE WHEN status = 'PENDING' AND expires <= ?2 THEN 'EXPIRED'
                 ELSE status END,
            slug, invitations.created, expires
         FROM invitations LEFT JOIN instances ON instances.id = instance_id
         WHERE invitations.space_id = ?1 AND deleted IS NULL ORDER BY invitations.id",
        [space.id, ctx.now],
        |row| {
            Ok(ListedInvitation {
                id: row.get::<_, i64>(0)?.to_string(),
                email: row.get(1)?,
                role: row.get(2)?,
                status: row.get(3)?,
                instance_slug: row.get(4)?,
                created_timestamp: clock::rfc3339(row.get(5)?),
                validity_timestamp: clock::rfc3339(row.get(6)?),
            })
        },
    )
}

/// An invitation of a space, in whatever state it is.
struct StoredInvitation {
    email: Address,
    instance: Option<Instance>,
    status: InvitationStatus,
    invitation: OpenInvitation,
}

/// The invitation with this id, which is as it stands in the path.
fn by_id(ctx: &Context<'_>, space: &Space, id: &str) -> Result<StoredInvitation, RequestError> {
    let absent =
        || RequestError::NotFound(format!("There is no invitation {id} in {}.", space.name));
    let number: i64 = id.parse().map_err(|_| absent())?;
    let (email, instance, status, invitation) = ctx
        .db
        .first(
            "SELECT email, role, status, expires, instance_id, slug, name FROM invitations
             LEFT JOIN instances ON instances.id = instance_id
             WHERE invitations.id = ?1 AND invitations.space_id = ?2 AND deleted IS NULL",
            [number, space.id],
            |row| {
                let instance = match row.get(4)? {
                    Some(id) => Some(Instance {
                        id,
                        slug: row.get(5)?,
                        name: row.get(6)?,
                    }),
                    None => None,
                };
                let invitation = OpenInvitation {
                    id: number,
                    role: row.get(1)?,
                    expires: row.get(3)?,
                };
                Ok((row.get::<_, String>(0)?, instance, row.get(2)?, invitation))
            },
        )?
        .ok_or_else(absent)?;
    Ok(StoredInvitation {
        email: Address::parse(&email).ok_or_else(absent)?,
        instance,
        status,
        invitation,
    })
}

/// Revokes an invitation and returns the address it went to. Revoking it a second time changes
/// nothing and succeeds, because what was asked for is true already.
pub(crate) fn revoke(ctx: &Context<'_>, space: &Space, id: &str) -> Result<Address, RequestError> {
    let stored = by_id(ctx, space, id)?;
    match stored.status {
        InvitationStatus::Pending | InvitationStatus::Bounced => {
            close(ctx, stored.invitation.id, InvitationStatus::Revoked)?;
        }
        InvitationStatus::Revoked => {}
        InvitationStatus::Accepted | InvitationStatus::Expired => {
            return Err(RequestError::Conflict(format!(
                "The invitation to {} is no longer open.",
                stored.email.written()
            )));
        }
    }
    Ok(stored.email)
}

/// Sends the email again. From then on the invitation is valid for the full time.
pub(crate) fn resend(
    ctx: &Context<'_>,
    space: &Space,
    id: &str,
) -> Result<SentInvitation, RequestError> {
    let StoredInvitation {
        email,
        instance,
        status,
        mut invitation,
    } = by_id(ctx, space, id)?;
    let instance = instance.as_ref();
    if matches!(
        status,
        InvitationStatus::Accepted | InvitationStatus::Revoked
    ) {
        return Err(RequestError::Conflict(format!(
            "The invitation to {} is no longer open.",
            email.written()
        )));
    }
    ensure_not_joined(ctx, space, instance, &email)?;
    let open = open_invitation(ctx, space, instance, &email)?;
    if open.is_some_and(|open| open.id != invitation.id) {
        return Err(RequestError::Conflict(format!(
            "{} has a newer invitation.",
            email.written()
        )));
    }
    invitation.expires = ctx.now + VALIDITY;
    ctx.db.run(
        "UPDATE invitations SET status = 'PENDING', expires = ?2, settled = NULL WHERE id = ?1",
        [invitation.id, invitation.expires],
    )?;
    queue_email(ctx, space, instance, &email, &invitation)?;
    Ok(invitation.as_sent(&email))
}
