//! Organisations.

use axum::extract::State;
use serde::Serialize;

use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::Key;
use crate::platform::Shared;
use crate::request_error::Refusal;

#[derive(Serialize)]
struct Org {
    slug: String,
    name: String,
    role: String,
    description: Option<String>,
    tables_enabled: bool,
    hpc_enabled: bool,
    creation_timestamp: String,
    video_library_enabled: bool,
}

pub(crate) async fn list(State(platform): State<Shared>, Key(key): Key) -> Result<Answer, Refusal> {
    platform
        .get(key, |call| {
            let orgs = call
                .db
                .prepare_cached(
                    "SELECT slug, name, role, description, created FROM orgs
                     JOIN org_members ON org_id = orgs.id WHERE user_id = ?1 ORDER BY name, slug",
                )?
                .query_map([call.caller.id], |row| {
                    Ok(Org {
                        slug: row.get(0)?,
                        name: row.get(1)?,
                        role: row.get(2)?,
                        description: row.get(3)?,
                        tables_enabled: true,
                        hpc_enabled: false,
                        creation_timestamp: clock::written(row.get(4)?),
                        video_library_enabled: false,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&orgs))
        })
        .await
}
