//! Snapshots: listed, made and deleted; the last two in the background.

use axum::extract::State;
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::background::task_runner::{Work, enqueue};
use crate::clock;
use crate::http::answer::Answer;
use crate::http::extract::{At, Key, Posted};
use crate::http::json_body::{Fields, NAME_LIMIT};
use crate::model::address::Address;
use crate::model::lookup::{self as find, DEVELOPMENT, Instance, RESTORABLE};
use crate::model::mail_texts as words;
use crate::model::mails::{self as mail, Mail};
use crate::platform::{Call, Shared};
use crate::request_error::Refusal;

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the platform's own names")]
struct Snapshot {
    slug: String,
    name: String,
    description: Option<String>,
    snapshot_timestamp: String,
    database_tables_enabled: bool,
    snapshot_type: String,
    archival_timestamp: Option<String>,
}

pub(crate) async fn list(
    State(platform): State<Shared>,
    Key(key): Key,
    At((org, space, instance)): At<(String, String, String)>,
) -> Result<Answer, Refusal> {
    platform
        .get(key, move |call| {
            let (_, instance) = find::seen_instance(call, &org, &space, &instance)?;
            let snapshots = call
                .db
                .prepare_cached(
                    "SELECT slug, name, description, created, kind FROM snapshots
                     WHERE instance_id = ?1 AND deleted IS NULL ORDER BY id",
                )?
                .query_map([instance.id], |row| {
                    Ok(Snapshot {
                        slug: row.get(0)?,
                        name: row.get(1)?,
                        description: row.get(2)?,
                        snapshot_timestamp: clock::written(row.get(3)?),
                        database_tables_enabled: true,
                        snapshot_type: row.get(4)?,
                        archival_timestamp: None,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()?;
            Ok(Answer::ok(&snapshots))
        })
        .await
}

pub(crate) async fn create(
    State(platform): State<Shared>,
    At((org, space, instance)): At<(String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, body| {
            let space = find::administered(call, &org, &space)?;
            let instance = find::instance(call, &space, &instance)?;
            let mut fields = Fields::read(body)?;
            let name = fields.name("name");
            let slug = fields.slug("slug");
            let description = fields.text("description", NAME_LIMIT);
            let tell = fields.flag("email_once_finished");
            fields.finish()?;
            free_slug(call, &instance, &slug)?;
            let work = Work::Snapshot {
                org: org.clone(),
                space: space.slug,
                instance: instance.slug,
                slug,
                name,
                description,
                tell,
            };
            let task = enqueue(call, &work)?;
            Ok(Answer::created(&task))
        })
        .await
}

fn free_slug(call: &Call<'_>, instance: &Instance, slug: &str) -> Result<(), Refusal> {
    match find::snapshot(call, instance, slug) {
        Err(Refusal::NotFound(_)) => Ok(()),
        Err(Refusal::Gone(_)) => Err(Refusal::Clash(format!(
            "The slug \"{slug}\" is taken by a snapshot that was deleted less than 24 hours ago."
        ))),
        Err(refusal) => Err(refusal),
        Ok(_) => Err(Refusal::Clash(format!(
            "The slug \"{slug}\" is taken in the instance \"{}\".",
            instance.slug
        ))),
    }
}

pub(crate) async fn delete(
    State(platform): State<Shared>,
    At((org, space, instance, snapshot)): At<(String, String, String, String)>,
    posted: Posted,
) -> Result<Answer, Refusal> {
    platform
        .change(posted, move |call, _| {
            let space = find::administered(call, &org, &space)?;
            let instance = find::instance(call, &space, &instance)?;
            find::snapshot(call, &instance, &snapshot)?;
            if snapshot == DEVELOPMENT {
                return Err(Refusal::BadRequest(
                    "The current state of an instance cannot be deleted.".into(),
                ));
            }
            let work = Work::DeleteSnapshot {
                org: org.clone(),
                space: space.slug,
                instance: instance.slug,
                slug: snapshot,
            };
            let task = enqueue(call, &work)?;
            Ok(Answer::created(&task))
        })
        .await
}

pub(crate) struct New<'a> {
    pub(crate) slug: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) kind: &'static str,
}

/// Freezes the current state of an instance.
pub(crate) fn freeze(
    db: &Connection,
    instance: i64,
    new: &New<'_>,
    now: i64,
) -> Result<(), Refusal> {
    db.prepare_cached(
        "DELETE FROM snapshots WHERE instance_id = ?1 AND slug = ?2 AND deleted <= ?3",
    )?
    .execute(params![instance, new.slug, now - RESTORABLE])?;
    db.prepare_cached(
        "INSERT INTO snapshots (instance_id, slug, name, description, kind, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        instance,
        new.slug,
        new.name,
        new.description,
        new.kind,
        now
    ])?;
    let to = db.last_insert_rowid();
    let from: i64 = db
        .prepare_cached("SELECT id FROM snapshots WHERE instance_id = ?1 AND slug = ?2")?
        .query_row(params![instance, DEVELOPMENT], |row| row.get(0))?;
    copy_all(db, from, to)
}

/// Everything in one snapshot, into another that is empty.
pub(crate) fn copy_all(db: &Connection, from: i64, to: i64) -> Result<(), Refusal> {
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
        db.prepare_cached(copy)?.execute([from, to])?;
    }
    Ok(())
}

pub(crate) struct Wanted<'a> {
    pub(crate) org: &'a str,
    pub(crate) space: &'a str,
    pub(crate) instance: &'a str,
    pub(crate) new: New<'a>,
    pub(crate) tell: bool,
}

pub(crate) fn make(call: &Call<'_>, wanted: &Wanted<'_>) -> Result<(), Refusal> {
    let space = find::administered(call, wanted.org, wanted.space)?;
    let instance = find::instance(call, &space, wanted.instance)?;
    free_slug(call, &instance, wanted.new.slug)?;
    freeze(call.db, instance.id, &wanted.new, call.now)?;
    if wanted.tell
        && let Some(to) = Address::parse(&call.caller.email)
    {
        let (subject, text) = words::snapshot_made(wanted.new.name, &instance.name, call.now);
        mail::post(
            call.db,
            call.platform,
            call.now,
            &Mail {
                kind: "snapshot",
                to: &to,
                subject,
                text,
                invitation: None,
                once: call.once,
            },
        )?;
    }
    Ok(())
}

pub(crate) fn remove(
    call: &Call<'_>,
    org: &str,
    space: &str,
    instance: &str,
    slug: &str,
) -> Result<(), Refusal> {
    let space = find::administered(call, org, space)?;
    let instance = find::instance(call, &space, instance)?;
    let id = find::snapshot(call, &instance, slug)?;
    call.db
        .prepare_cached("UPDATE snapshots SET deleted = ?2 WHERE id = ?1")?
        .execute([id, call.now])?;
    Ok(())
}
