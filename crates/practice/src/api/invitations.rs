//! Inviting: into an instance, or to administer a space.

use axum::extract::State;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

use crate::RepeatInvite;
use crate::clock::{self, DAY};
use crate::http::answer::Answer;
use crate::http::extract::{At, Posted};
use crate::http::json_body::Fields;
use crate::model::address::Address;
use crate::model::lookup::{self as find, DISTRIBUTED, Instance, Space};
use crate::model::mail_texts as words;
use crate::model::mails::{self as mail, Mail};
use crate::model::people;
use crate::platform::{Call, Shared};
use crate::request_error::Refusal;
use crate::tokens::{self, Purpose};

pub(super) const VALIDITY: i64 = 30 * DAY;

#[derive(Serialize)]
pub(super) struct Summary {
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

pub(super) struct Pending {
    pub(super) id: i64,
    pub(super) role: String,
    pub(super) expires: i64,
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

pub(super) fn summary(email: &Address, invitation: &Pending) -> Summary {
    Summary {
        email: email.written().to_owned(),
        role: invitation.role.clone(),
        status: "PENDING",
        validity_timestamp: clock::written(invitation.expires),
    }
}

pub(super) fn is_in(
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

pub(super) fn pending(
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

pub(super) fn send(
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
