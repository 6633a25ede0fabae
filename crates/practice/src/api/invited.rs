//! The invitations of a space: listed, taken back, mailed again.

use axum::extract::State;
use rusqlite::OptionalExtension;
use serde::Serialize;

use crate::api::invitations::{Pending, VALIDITY, is_in, pending, send, settle, summary};
use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::{At, Key, Posted};
use crate::http::json_body::Fields;
use crate::model::address::Address;
use crate::model::lookup::{self as find, Instance, Space};
use crate::platform::{Call, Shared};
use crate::request_error::Refusal;

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
