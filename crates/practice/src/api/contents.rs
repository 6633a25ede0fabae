//! What a snapshot holds: applications, files and tables.

use axum::extract::State;
use rusqlite::params;
use serde::Serialize;

use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::{At, Key};
use crate::model::lookup as find;
use crate::platform::{Call, Shared};
use crate::request_error::Refusal;

type Place = (String, String, String, String);

fn snapshot(call: &Call<'_>, place: &Place) -> Result<i64, Refusal> {
    let (org, space, instance, snapshot) = place;
    let (_, instance) = find::seen_instance(call, org, space, instance)?;
    find::snapshot(call, &instance, snapshot)
}

#[derive(Serialize)]
struct Application {
    aoid: i64,
    slug: String,
    name: String,
    description: String,
    status: String,
    shared: bool,
    exportable: bool,
    storage_used: i64,
}

pub(crate) async fn applications(
    State(platform): State<Shared>,
    Key(key): Key,
    At(place): At<Place>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let applications = call
                .db
                .prepare_cached(
                    "SELECT id, slug, name, description, status, shared, exportable, storage_used
                     FROM applications WHERE snapshot_id = ?1 ORDER BY name, id",
                )?
                .query_map([snapshot(call, &place)?], |row| {
                    Ok(Application {
                        aoid: row.get(0)?,
                        slug: row.get(1)?,
                        name: row.get(2)?,
                        description: row.get(3)?,
                        status: row.get(4)?,
                        shared: row.get(5)?,
                        exportable: row.get(6)?,
                        storage_used: row.get(7)?,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&applications))
        })
        .await
}

#[derive(Serialize)]
struct Table {
    slug: String,
    name: String,
    description: Option<String>,
    database: String,
    schema: &'static str,
    bytes: i64,
    row_count: i64,
    is_external: bool,
    delete_timestamp: Option<String>,
}

pub(crate) async fn tables(
    State(platform): State<Shared>,
    Key(key): Key,
    At(place): At<Place>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let database = place.1.to_uppercase();
            let tables = call
                .db
                .prepare_cached(
                    "SELECT slug, name, description, bytes, row_count
                     FROM data_tables WHERE snapshot_id = ?1 ORDER BY name",
                )?
                .query_map([snapshot(call, &place)?], |row| {
                    Ok(Table {
                        slug: row.get(0)?,
                        name: row.get(1)?,
                        description: row.get(2)?,
                        database: database.clone(),
                        schema: "PUBLIC",
                        bytes: row.get(3)?,
                        row_count: row.get(4)?,
                        is_external: false,
                        delete_timestamp: None,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&tables))
        })
        .await
}

#[derive(Serialize)]
struct File {
    fid: String,
    short_id: String,
    local_path: String,
    area: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    os_path: Option<String>,
    size: i64,
    snapshot_slug: String,
    creation_timestamp: String,
    last_modified_timestamp: String,
    history: Option<String>,
    status: Option<String>,
    collision_info: Option<String>,
    is_video: bool,
}

pub(crate) async fn files(
    State(platform): State<Shared>,
    Key(key): Key,
    At(place): At<Place>,
) -> Result<Answer, Refusal> {
    folder(&platform, key, place, "files", String::new()).await
}

pub(crate) async fn files_below(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space, instance, snapshot, path)): At<(String, String, String, String, String)>,
) -> Result<Answer, Refusal> {
    folder(
        &platform,
        key,
        (org, space, instance, snapshot),
        "files",
        path,
    )
    .await
}

pub(crate) async fn home(
    State(platform): State<Shared>,
    Key(key): Key,
    At(place): At<Place>,
) -> Result<Answer, Refusal> {
    folder(&platform, key, place, "home", String::new()).await
}

pub(crate) async fn home_below(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space, instance, snapshot, path)): At<(String, String, String, String, String)>,
) -> Result<Answer, Refusal> {
    folder(
        &platform,
        key,
        (org, space, instance, snapshot),
        "home",
        path,
    )
    .await
}

/// The direct children of a folder.
async fn folder(
    platform: &Shared,
    key: crate::tokens::Hash,
    place: Place,
    area: &'static str,
    path: String,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let id = snapshot(call, &place)?;
            let path = path.trim_matches('/');
            if !path.is_empty() {
                let there = call
                    .db
                    .prepare_cached(
                        "SELECT 1 FROM files WHERE snapshot_id = ?1 AND area = ?2 AND path = ?3
                         AND kind = 'directory'",
                    )?
                    .exists(params![id, area, path])?;
                if !there {
                    return Err(Refusal::NotFound(format!("There is no folder \"{path}\".")));
                }
            }
            let files = call
                .db
                .prepare_cached(
                    "SELECT id, path, kind, size, created, modified FROM files
                     WHERE snapshot_id = ?1 AND area = ?2 AND parent = ?3 ORDER BY kind, path",
                )?
                .query_map(params![id, area, path], |row| {
                    let path: String = row.get(1)?;
                    let base = path.rsplit('/').next().unwrap_or_default().to_owned();
                    Ok(File {
                        fid: row.get::<_, i64>(0)?.to_string(),
                        short_id: base,
                        // What lies in a home belongs to one person and cannot be handed out.
                        os_path: (area == "files").then(|| format!("/files/{path}")),
                        local_path: path,
                        area: area.to_owned(),
                        kind: row.get(2)?,
                        size: row.get(3)?,
                        snapshot_slug: place.3.clone(),
                        creation_timestamp: clock::written(row.get(4)?),
                        last_modified_timestamp: clock::written(row.get(5)?),
                        history: None,
                        status: None,
                        collision_info: None,
                        is_video: false,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&files))
        })
        .await
}
