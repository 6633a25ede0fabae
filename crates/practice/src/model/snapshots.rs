//! Snapshots: listed, created from the current state of an instance, and deleted.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::address::Address;
use super::context::Context;
use super::email_texts;
use super::emails::{self, NewEmail};
use super::lookup::{self, DEVELOPMENT, Instance, RESTORABLE};
use crate::clock;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;

#[derive(Serialize)]
pub(crate) struct ListedSnapshot {
    slug: String,
    name: String,
    description: Option<String>,
    snapshot_timestamp: String,
    database_tables_enabled: bool,
    snapshot_type: String,
    archival_timestamp: Option<String>,
}

pub(crate) fn list(
    ctx: &Context<'_>,
    instance: &Instance,
) -> Result<Vec<ListedSnapshot>, DatabaseError> {
    ctx.db.all(
        "SELECT slug, name, description, created, kind FROM snapshots
         WHERE instance_id = ?1 AND deleted IS NULL ORDER BY id",
        [instance.id],
        |row| {
            Ok(ListedSnapshot {
                slug: row.get(0)?,
                name: row.get(1)?,
                description: row.get(2)?,
                snapshot_timestamp: clock::rfc3339(row.get(3)?),
                database_tables_enabled: true,
                snapshot_type: row.get(4)?,
                archival_timestamp: None,
            })
        },
    )
}

pub(crate) fn ensure_slug_is_free(
    ctx: &Context<'_>,
    instance: &Instance,
    slug: &str,
) -> Result<(), RequestError> {
    match lookup::snapshot(ctx, instance, slug) {
        Err(RequestError::NotFound(_)) => Ok(()),
        Err(RequestError::Gone(_)) => Err(RequestError::Conflict(format!(
            "The slug \"{slug}\" is still used by a snapshot that was deleted less than 24 hours \
             ago."
        ))),
        Err(error) => Err(error),
        Ok(_) => Err(RequestError::Conflict(format!(
            "The slug \"{slug}\" is already used in the instance \"{}\".",
            instance.slug
        ))),
    }
}

pub(crate) struct NewSnapshot<'a> {
    pub(crate) slug: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) kind: &'static str,
}

/// Creates a snapshot with everything that the current state of the instance contains.
pub(crate) fn create(
    db: &Connection,
    instance: i64,
    new: &NewSnapshot<'_>,
    now: i64,
) -> Result<(), DatabaseError> {
    db.run(
        "DELETE FROM snapshots WHERE instance_id = ?1 AND slug = ?2 AND deleted <= ?3",
        params![instance, new.slug, now - RESTORABLE],
    )?;
    let snapshot = db.insert(
        "INSERT INTO snapshots (instance_id, slug, name, description, kind, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![instance, new.slug, new.name, new.description, new.kind, now],
    )?;
    copy_contents(db, current_state(db, instance)?, snapshot)
}

/// The id of the snapshot that holds the current state of an instance.
pub(crate) fn current_state(db: &Connection, instance: i64) -> Result<i64, DatabaseError> {
    db.only(
        "SELECT id FROM snapshots WHERE instance_id = ?1 AND slug = ?2",
        params![instance, DEVELOPMENT],
        |row| row.get(0),
    )
}

/// Copies everything in one snapshot into another that is empty.
pub(crate) fn copy_contents(db: &Connection, from: i64, to: i64) -> Result<(), DatabaseError> {
    for copy in [
        "INSERT INTO files (snapshot_id, area, path, parent, kind, size, created, modified)
         SELECT ?2, area, path, parent, kind, size, created, modified
         FROM files WHERE snapshot_id = ?1",
        "INSERT INTO applications
            (snapshot_id, slug, name, description, status, shared, exportable, storage_used)
         SELECT ?2, slug, name, description, 'STOPPED', shared, exportable, storage_used
         FROM applications WHERE snapshot_id = ?1",
        "INSERT INTO data_tables (snapshot_id, slug, name, description, bytes, row_count)
         SELECT ?2, slug, name, description, bytes, row_count
         FROM data_tables WHERE snapshot_id = ?1",
    ] {
        db.run(copy, [from, to])?;
    }
    Ok(())
}

/// A snapshot that a task is to create. The task keeps this in the database until it is carried
/// out, so the names of the fields must not change there.
#[derive(Serialize, Deserialize)]
pub(crate) struct SnapshotOrder {
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) instance: String,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[serde(rename = "tell")]
    pub(crate) email_caller: bool,
}

pub(crate) fn create_as_ordered(
    ctx: &Context<'_>,
    order: &SnapshotOrder,
) -> Result<(), RequestError> {
    let (_, instance) =
        lookup::administered_instance(ctx, &order.org, &order.space, &order.instance)?;
    ensure_slug_is_free(ctx, &instance, &order.slug)?;
    let new = NewSnapshot {
        slug: &order.slug,
        name: &order.name,
        description: order.description.as_deref(),
        kind: "USER",
    };
    create(ctx.db, instance.id, &new, ctx.now)?;
    if order.email_caller
        && let Some(to) = Address::parse(&ctx.caller.email)
    {
        let text = email_texts::snapshot_created(&order.name, &instance.name, ctx.now);
        emails::queue_for_request(ctx, NewEmail::new("snapshot", &to, text))?;
    }
    Ok(())
}

/// Which snapshot a task is to delete. The names of the fields stand in the database.
#[derive(Serialize, Deserialize)]
pub(crate) struct SnapshotDeletion {
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) instance: String,
    pub(crate) slug: String,
}

/// Refuses to delete the current state, and what isn't there, before a task is queued for it.
pub(crate) fn ensure_deletable(
    ctx: &Context<'_>,
    instance: &Instance,
    slug: &str,
) -> Result<(), RequestError> {
    lookup::snapshot(ctx, instance, slug)?;
    if slug == DEVELOPMENT {
        return Err(RequestError::BadRequest(
            "The current state of an instance can't be deleted.".into(),
        ));
    }
    Ok(())
}

pub(crate) fn delete_as_ordered(
    ctx: &Context<'_>,
    order: &SnapshotDeletion,
) -> Result<(), RequestError> {
    let (_, instance) =
        lookup::administered_instance(ctx, &order.org, &order.space, &order.instance)?;
    let id = lookup::snapshot(ctx, &instance, &order.slug)?;
    ctx.db.run(
        "UPDATE snapshots SET deleted = ?2 WHERE id = ?1",
        [id, ctx.now],
    )?;
    Ok(())
}
