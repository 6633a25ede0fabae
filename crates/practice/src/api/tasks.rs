//! Tasks: how far the work in the background is.

use axum::extract::State;
use rusqlite::OptionalExtension;
use serde::Serialize;

use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::{At, Key};
use crate::platform::Shared;
use crate::request_error::Refusal;

#[derive(Serialize)]
struct Task {
    id: i64,
    description: String,
    parent_tkid: Option<i64>,
    status: String,
    result: Option<String>,
    created: String,
    started: Option<String>,
    finished: Option<String>,
}

pub(crate) async fn get(
    State(platform): State<Shared>,
    Key(key): Key,
    At(tkid): At<String>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let absent = || Refusal::NotFound(format!("There is no task {tkid}."));
            let id: i64 = tkid.parse().map_err(|_| absent())?;
            let (owner, task) = call
                .db
                .prepare_cached(
                    "SELECT user_id, description, status, result, created, started, finished
                     FROM tasks WHERE id = ?1",
                )?
                .query_row([id], |row| {
                    let task = Task {
                        id,
                        description: row.get(1)?,
                        parent_tkid: None,
                        status: row.get(2)?,
                        result: row.get(3)?,
                        created: clock::written(row.get(4)?),
                        started: row.get::<_, Option<i64>>(5)?.map(clock::written),
                        finished: row.get::<_, Option<i64>>(6)?.map(clock::written),
                    };
                    Ok((row.get::<_, i64>(0)?, task))
                })
                .optional()?
                .ok_or_else(absent)?;
            if owner != call.caller.id {
                return Err(Refusal::Forbidden(
                    "Only who started a task may see it.".into(),
                ));
            }
            Ok(Answer::ok(&task))
        })
        .await
}
