//! Taking a person out of a space.

use axum::extract::State;
use rusqlite::params;

use crate::http::answer::Answer;
use crate::http::extract::{At, Posted};
use crate::model::address::Address;
use crate::model::lookup as find;
use crate::model::people;
use crate::platform::Shared;
use crate::request_error::Refusal;

/// Takes the roles, in the space and in each of its instances, and closes open invitations. The
/// person's own instance stays, for the administrators.
pub(crate) async fn remove(
    State(platform): State<Shared>,
    At((org, space, email)): At<(String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, _| {
            let space = find::administered(call, &org, &space)?;
            let absent = || Refusal::NotFound(format!("{email} is not in {}.", space.name));
            let address = Address::parse(&email).ok_or_else(absent)?;
            let mut gone = 0;
            if let Some(person) = people::find(call.db, address.key())? {
                let others = call
                    .db
                    .prepare_cached(
                        "SELECT 1 FROM space_admins WHERE space_id = ?1 AND user_id <> ?2",
                    )?
                    .exists([space.id, person.id])?;
                if !others {
                    return Err(Refusal::Clash(format!(
                        "{} is the last administrator of {}.",
                        person.email, space.name
                    )));
                }
                gone += call
                    .db
                    .prepare_cached(
                        "DELETE FROM space_admins WHERE space_id = ?1 AND user_id = ?2",
                    )?
                    .execute([space.id, person.id])?;
                gone += call
                    .db
                    .prepare_cached(
                        "DELETE FROM instance_members WHERE user_id = ?2 AND instance_id IN
                            (SELECT id FROM instances WHERE space_id = ?1)",
                    )?
                    .execute([space.id, person.id])?;
            }
            gone += call
                .db
                .prepare_cached(
                    "UPDATE invitations SET status = 'REVOKED', settled = ?3
                     WHERE space_id = ?1 AND email_key = ?2 AND status = 'PENDING'",
                )?
                .execute(params![space.id, address.key(), call.now])?;
            if gone == 0 {
                return Err(absent());
            }
            Ok(Answer::ok(
                &serde_json::json!({ "email": address.written() }),
            ))
        })
        .await
}
