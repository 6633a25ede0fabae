//! Invitations: into an instance, or to administer a space; listed, revoked, mailed again.

use axum::extract::State;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::RepeatInvite;
use crate::address::Address;
use crate::answer::Answer;
use crate::clock::{self, DAY};
use crate::fields::Fields;
use crate::find::{self, DISTRIBUTED, Instance, Space};
use crate::mail::{self, Mail, words};
use crate::people;
use crate::platform::{Call, Shared};
use crate::posted::{At, Key, Posted};
use crate::refusal::Refusal;
use crate::tokens::{self, Purpose};

const VALIDITY: i64 = 30 * DAY;

#[derive(Serialize)]
struct Summary {
    email: String,
    role: String,
    status: &'static str,
    validity_timestamp: String,
}

pub(crate) async fn to_space(
    State(platform): State<Shared>,
    At((org, space)): At<(String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = find::administered(call, &org, &space)?;
            let mut fields = Fields::read(body)?;
            let email = fields.address("email");
            let role = fields.one_of("role", &["SPACE_ADMIN"]);
            fields.finish()?;
            let email = email.ok_or_else(|| Refusal::field("email", "Missing."))?;
            invite(call, &space, None, &email, &role)
        })
        .await
}

pub(crate) async fn to_instance(
    State(platform): State<Shared>,
    At((org, space, instance)): At<(String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = find::administered(call, &org, &space)?;
            let instance = find::instance(call, &space, &instance)?;
            let mut fields = Fields::read(body)?;
            let email = fields.address("email");
            let role = fields.one_of("role", &["EDITOR", "VIEWER", "OBSERVER"]);
            fields.finish()?;
            let email = email.ok_or_else(|| Refusal::field("email", "Missing."))?;
            invite(call, &space, Some(&instance), &email, &role)
        })
        .await
}

struct Pending {
    id: i64,
    role: String,
    expires: i64,
}

pub(crate) fn invite(
    call: &Call<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
    role: &str,
) -> Result<Answer, Refusal> {
    if instance.is_some_and(|instance| instance.slug == DISTRIBUTED) {
        return Err(Refusal::BadRequest(
            "Nobody can be invited to \"distributed\".".into(),
        ));
    }
    if is_in(call, space, instance, email)? {
        return Err(Refusal::Clash(format!(
            "{} is already in.",
            email.written()
        )));
    }
    if let Some(pending) = pending(call, space, instance, email)? {
        if pending.expires > call.now {
            if call.platform.settings.repeat_invite == RepeatInvite::Refuse {
                return Err(Refusal::Clash(format!(
                    "{} is already invited.",
                    email.written()
                )));
            }
            send(call, space, instance, email, &pending)?;
            return Ok(Answer::created(&summary(email, &pending)));
        }
        settle(call, pending.id, "EXPIRED")?;
    }
    let invitation = record(call, space.id, instance.map(|i| i.id), email, role)?;
    send(call, space, instance, email, &invitation)?;
    Ok(Answer::created(&summary(email, &invitation)))
}

fn summary(email: &Address, invitation: &Pending) -> Summary {
    Summary {
        email: email.written().to_owned(),
        role: invitation.role.clone(),
        status: "PENDING",
        validity_timestamp: clock::written(invitation.expires),
    }
}

fn is_in(
    call: &Call<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
) -> Result<bool, Refusal> {
    Ok(call
        .db
        .prepare_cached(
            "SELECT 1 FROM users WHERE email_key = ?1 AND (
                EXISTS (SELECT 1 FROM space_admins WHERE space_id = ?2 AND user_id = users.id)
                OR EXISTS (SELECT 1 FROM instance_members
                           WHERE instance_id = ?3 AND user_id = users.id))",
        )?
        .exists(params![email.key(), space.id, instance.map(|i| i.id)])?)
}

fn pending(
    call: &Call<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
) -> Result<Option<Pending>, Refusal> {
    Ok(call
        .db
        .prepare_cached(
            "SELECT id, role, expires FROM invitations WHERE space_id = ?1
             AND ifnull(instance_id, 0) = ?2 AND email_key = ?3 AND status = 'PENDING'",
        )?
        .query_row(
            params![space.id, instance.map_or(0, |i| i.id), email.key()],
            |row| {
                Ok(Pending {
                    id: row.get(0)?,
                    role: row.get(1)?,
                    expires: row.get(2)?,
                })
            },
        )
        .optional()?)
}

pub(crate) fn settle(call: &Call<'_>, id: i64, status: &str) -> Result<(), Refusal> {
    call.db
        .prepare_cached("UPDATE invitations SET status = ?2, settled = ?3 WHERE id = ?1")?
        .execute(params![id, status, call.now])?;
    Ok(())
}

fn record(
    call: &Call<'_>,
    space: i64,
    instance: Option<i64>,
    email: &Address,
    role: &str,
) -> Result<Pending, Refusal> {
    let expires = call.now + VALIDITY;
    call.db
        .prepare_cached(
            "INSERT INTO invitations (space_id, instance_id, email, email_key, role, status,
                token_hash, invited_by, created, expires)
             VALUES (?1, ?2, ?3, ?4, ?5, 'PENDING', randomblob(32), ?6, ?7, ?8)",
        )?
        .execute(params![
            space,
            instance,
            email.written(),
            email.key(),
            role,
            call.caller.id,
            call.now,
            expires
        ])?;
    let id = call.db.last_insert_rowid();
    let token = call.platform.mint.token(Purpose::Invitation, id);
    call.db
        .prepare_cached("UPDATE invitations SET token_hash = ?2 WHERE id = ?1")?
        .execute(params![id, tokens::hash(&token)])?;
    Ok(Pending {
        id,
        role: role.to_owned(),
        expires,
    })
}

fn send(
    call: &Call<'_>,
    space: &Space,
    instance: Option<&Instance>,
    email: &Address,
    invitation: &Pending,
) -> Result<(), Refusal> {
    let token = call.platform.mint.token(Purpose::Invitation, invitation.id);
    let url = format!("{}/invitation/{token}", call.platform.base_url());
    let (subject, text) = words::invitation(&words::Invitation {
        inviter: &call.caller.name,
        space: &space.name,
        kind: &space.kind,
        instance: instance.map(|i| i.name.as_str()),
        role: &invitation.role,
        url: &url,
        expires: invitation.expires,
    });
    mail::post(
        call.db,
        call.platform,
        call.now,
        &Mail {
            kind: "invitation",
            to: email,
            subject,
            text,
            invitation: Some(invitation.id),
            once: call.once,
        },
    )?;
    Ok(())
}

#[derive(Serialize)]
struct Listed {
    id: String,
    email: String,
    role: String,
    status: String,
    instance_slug: Option<String>,
    created_timestamp: String,
    validity_timestamp: String,
}

pub(crate) async fn list(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space)): At<(String, String)>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let space = find::administered(call, &org, &space)?;
            let invitations = call
                .db
                .prepare_cached(
                    "SELECT invitations.id, email, role,
                        CASE WHEN status = 'PENDING' AND expires <= ?2 THEN 'EXPIRED'
                             ELSE status END,
                        slug, invitations.created, expires
                     FROM invitations LEFT JOIN instances ON instances.id = instance_id
                     WHERE invitations.space_id = ?1 AND deleted IS NULL ORDER BY invitations.id",
                )?
                .query_map([space.id, call.now], |row| {
                    Ok(Listed {
                        id: row.get::<_, i64>(0)?.to_string(),
                        email: row.get(1)?,
                        role: row.get(2)?,
                        status: row.get(3)?,
                        instance_slug: row.get(4)?,
                        created_timestamp: clock::written(row.get(5)?),
                        validity_timestamp: clock::written(row.get(6)?),
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&invitations))
        })
        .await
}

struct Known {
    email: Address,
    instance: Option<Instance>,
    pending: Pending,
    status: String,
}

fn known(call: &Call<'_>, space: &Space, id: &str) -> Result<Known, Refusal> {
    let absent = || Refusal::NotFound(format!("There is no invitation {id} in {}.", space.name));
    let number: i64 = id.parse().map_err(|_| absent())?;
    call.db
        .prepare_cached(
            "SELECT email, role, status, expires, instance_id, slug, name FROM invitations
             LEFT JOIN instances ON instances.id = instance_id
             WHERE invitations.id = ?1 AND invitations.space_id = ?2 AND deleted IS NULL",
        )?
        .query_row([number, space.id], |row| {
            let instance = match row.get(4)? {
                Some(id) => Some(Instance {
                    id,
                    slug: row.get(5)?,
                    name: row.get(6)?,
                }),
                None => None,
            };
            let email: String = row.get(0)?;
            let pending = Pending {
                id: number,
                role: row.get(1)?,
                expires: row.get(3)?,
            };
            Ok((email, instance, pending, row.get(2)?))
        })
        .optional()?
        .and_then(|(email, instance, pending, status)| {
            Some(Known {
                email: Address::parse(&email)?,
                instance,
                pending,
                status,
            })
        })
        .ok_or_else(absent)
}

pub(crate) async fn revoke(
    State(platform): State<Shared>,
    At((org, space, id)): At<(String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, _| {
            let space = find::administered(call, &org, &space)?;
            let known = known(call, &space, &id)?;
            match known.status.as_str() {
                "PENDING" | "BOUNCED" => settle(call, known.pending.id, "REVOKED")?,
                // A repeated wish that is fulfilled already.
                "REVOKED" => {}
                _ => {
                    return Err(Refusal::Clash(format!(
                        "The invitation of {} is settled already.",
                        known.email.written()
                    )));
                }
            }
            Ok(Answer::ok(&serde_json::json!({
                "id": id, "email": known.email.written(), "status": "REVOKED",
            })))
        })
        .await
}

/// Mails once more, and the invitation is good for its whole time again.
pub(crate) async fn resend(
    State(platform): State<Shared>,
    At((org, space, id)): At<(String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = find::administered(call, &org, &space)?;
            Fields::read(body)?.finish()?;
            let mut known = known(call, &space, &id)?;
            if !matches!(known.status.as_str(), "PENDING" | "BOUNCED" | "EXPIRED") {
                return Err(Refusal::Clash(format!(
                    "The invitation of {} is no longer open.",
                    known.email.written()
                )));
            }
            if is_in(call, &space, known.instance.as_ref(), &known.email)? {
                return Err(Refusal::Clash(format!(
                    "{} is already in.",
                    known.email.written()
                )));
            }
            let open = pending(call, &space, known.instance.as_ref(), &known.email)?;
            if open.is_some_and(|open| open.id != known.pending.id) {
                return Err(Refusal::Clash(format!(
                    "{} has a newer invitation.",
                    known.email.written()
                )));
            }
            known.pending.expires = call.now + VALIDITY;
            call.db
                .prepare_cached(
                    "UPDATE invitations SET status = 'PENDING', expires = ?2, settled = NULL
                     WHERE id = ?1",
                )?
                .execute([known.pending.id, known.pending.expires])?;
            send(
                call,
                &space,
                known.instance.as_ref(),
                &known.email,
                &known.pending,
            )?;
            Ok(Answer::ok(&summary(&known.email, &known.pending)))
        })
        .await
}

/// What a person is let into by accepting.
pub(crate) fn admit(db: &Connection, invitation: i64, user: i64, now: i64) -> Result<(), Refusal> {
    let (space, instance, role): (i64, Option<i64>, String) = db
        .prepare_cached("SELECT space_id, instance_id, role FROM invitations WHERE id = ?1")?
        .query_row([invitation], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    match instance {
        Some(instance) => people::join_instance(db, instance, user, &role, now)?,
        None => people::join_administrators(db, space, user)?,
    }
    db.prepare_cached("UPDATE invitations SET status = 'ACCEPTED', settled = ?2 WHERE id = ?1")?
        .execute([invitation, now])?;
    Ok(())
}
