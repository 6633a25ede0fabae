//! What a snapshot contains: applications, files, and tables.

use rusqlite::params;
use serde::Serialize;

use super::context::Context;
use crate::clock;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;

#[derive(Serialize)]
pub(crate) struct Application {
    aoid: i64,
    slug: String,
    name: String,
    description: String,
    status: String,
    shared: bool,
    exportable: bool,
    storage_used: i64,
}

pub(crate) fn applications(
    ctx: &Context<'_>,
    snapshot: i64,
) -> Result<Vec<Application>, DatabaseError> {
    ctx.db.all(
        "SELECT id, slug, name, description, status, shared, exportable, storage_used
         FROM applications WHERE snapshot_id = ?1 ORDER BY name, id",
        [snapshot],
        |row| {
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
        },
    )
}

#[derive(Serialize)]
pub(crate) struct Table {
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

/// The tables of a snapshot. Their database is called after the space.
pub(crate) fn tables(
    ctx: &Context<'_>,
    space_slug: &str,
    snapshot: i64,
) -> Result<Vec<Table>, DatabaseError> {
    let database = space_slug.to_uppercase();
    ctx.db.all(
        "SELECT slug, name, description, bytes, row_count
         FROM data_tables WHERE snapshot_id = ?1 ORDER BY name",
        [snapshot],
        |row| {
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
        },
    )
}

/// The two areas that a snapshot has files in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    /// What everybody in the instance shares, and what can be distributed.
    Files,
    /// What belongs to one person.
    Home,
}

impl Area {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Home => "home",
        }
    }
}

#[derive(Serialize)]
pub(crate) struct File {
    fid: String,
    short_id: String,
    local_path: String,
    area: &'static str,
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

/// The direct children of a folder. The empty path is the top of the area.
pub(crate) fn folder(
    ctx: &Context<'_>,
    snapshot: i64,
    snapshot_slug: &str,
    area: Area,
    path: &str,
) -> Result<Vec<File>, RequestError> {
    let path = path.trim_matches('/');
    let exists = path.is_empty()
        || ctx.db.has(
            "SELECT 1 FROM files WHERE snapshot_id = ?1 AND area = ?2 AND path = ?3
             AND kind = 'directory'",
            params![snapshot, area.as_str(), path],
        )?;
    if !exists {
        return Err(RequestError::NotFound(format!(
            "There is no folder \"{path}\"."
        )));
    }
    let files = ctx.db.all(
        "SELECT id, path, kind, size, created, modified FROM files
         WHERE snapshot_id = ?1 AND area = ?2 AND parent = ?3 ORDER BY kind, path",
        params![snapshot, area.as_str(), path],
        |row| {
            let path: String = row.get(1)?;
            let base = path.rsplit('/').next().unwrap_or_default().to_owned();
            Ok(File {
                fid: row.get::<_, i64>(0)?.to_string(),
                short_id: base,
                os_path: (area == Area::Files).then(|| format!("/files/{path}")),
                local_path: path,
                area: area.as_str(),
                kind: row.get(2)?,
                size: row.get(3)?,
                snapshot_slug: snapshot_slug.to_owned(),
                creation_timestamp: clock::rfc3339(row.get(4)?),
                last_modified_timestamp: clock::rfc3339(row.get(5)?),
                history: None,
                status: None,
                collision_info: None,
                is_video: false,
            })
        },
    )?;
    Ok(files)
}

/// Puts a file into a snapshot, or a folder if the path ends in a slash.
pub(crate) fn add_file(
    ctx: &Context<'_>,
    snapshot: i64,
    area: &str,
    path: &str,
    size: i64,
) -> Result<(), DatabaseError> {
    let kind = if path.ends_with('/') {
        "directory"
    } else {
        "file"
    };
    let path = path.trim_end_matches('/');
    let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
    ctx.db.run(
        "INSERT INTO files (snapshot_id, area, path, parent, kind, size, created, modified)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        params![snapshot, area, path, parent, kind, size, ctx.now],
    )?;
    Ok(())
}

/// Puts an application that isn't running into a snapshot.
pub(crate) fn add_application(
    ctx: &Context<'_>,
    snapshot: i64,
    (slug, name, description): (&str, &str, &str),
) -> Result<(), DatabaseError> {
    ctx.db.run(
        "INSERT INTO applications
            (snapshot_id, slug, name, description, status, shared, exportable, storage_used)
         VALUES (?1, ?2, ?3, ?4, 'STOPPED', 1, 1, 2147483648)",
        params![snapshot, slug, name, description],
    )?;
    Ok(())
}

/// Puts a table with this many rows into a snapshot.
pub(crate) fn add_table(
    ctx: &Context<'_>,
    snapshot: i64,
    name: &str,
    rows: i64,
) -> Result<(), DatabaseError> {
    ctx.db.run(
        "INSERT INTO data_tables (snapshot_id, slug, name, description, bytes, row_count)
         VALUES (?1, lower(?2), ?2, NULL, ?3 * 48, ?3)",
        params![snapshot, name, rows],
    )?;
    Ok(())
}
