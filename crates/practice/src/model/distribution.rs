//! Distribution: copies what was chosen from a snapshot into the current state of each target,
//! over what is there.

use std::collections::BTreeMap;

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::address::Address;
use super::context::Context;
use super::email_texts;
use super::emails::{self, NewEmail};
use super::lookup::{self, DEVELOPMENT, DISTRIBUTED, Instance};
use super::snapshots::{self, NewSnapshot};
use crate::clock;
use crate::database::{DatabaseError, Query};
use crate::request_error::RequestError;

/// What a task is to distribute. The task keeps this in the database until it is carried out, so
/// the names of the fields must not change there.
#[derive(Serialize, Deserialize)]
pub(crate) struct Distribution {
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) instance: String,
    pub(crate) snapshot: String,
    /// Organisation, space, and instance of each.
    pub(crate) targets: Vec<[String; 3]>,
    /// Absolute paths: `/files/…`.
    pub(crate) files: Vec<String>,
    pub(crate) applications: Vec<String>,
    pub(crate) tables: Vec<String>,
    pub(crate) snapshot_first: bool,
    /// Whether the people in the targets get an email.
    pub(crate) notify: bool,
    /// What the sender adds to that email.
    pub(crate) message: Option<String>,
}

struct SourceFile {
    id: i64,
    is_folder: bool,
}

/// What is distributed, by the ids of its rows.
struct Selection {
    /// By path, so that a folder comes before what lies in it.
    files: BTreeMap<String, SourceFile>,
    applications: Vec<i64>,
    tables: Vec<i64>,
}

/// Refuses targets that don't exist or that the caller doesn't administer, before a task is queued.
pub(crate) fn check_targets<'a>(
    ctx: &Context<'_>,
    targets: impl IntoIterator<Item = &'a [String; 3]>,
) -> Result<(), RequestError> {
    for [org, space, instance] in targets {
        lookup::administered_instance(ctx, org, space, instance)?;
    }
    Ok(())
}

/// Distributes and returns to how many instances. `task` becomes part of the slugs of the snapshots
/// that are created on the way.
pub(crate) fn distribute(
    ctx: &Context<'_>,
    order: &Distribution,
    task: i64,
) -> Result<usize, RequestError> {
    let (source_space, source) =
        lookup::readable_instance(ctx, &order.org, &order.space, &order.instance)?;
    let snapshot = lookup::snapshot(ctx, &source, &order.snapshot)?;
    let selection = Selection {
        files: files(ctx, snapshot, &order.files)?,
        applications: applications(ctx, snapshot, &order.applications)?,
        tables: tables(ctx, snapshot, &order.tables)?,
    };
    let name = snapshot_name(ctx, snapshot, &order.snapshot)?;
    let day = clock::date(ctx.now);
    let mut recipients: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for [org, space, slug] in &order.targets {
        let (_, target) = lookup::administered_instance(ctx, org, space, slug)?;
        if order.snapshot_first {
            let new = NewSnapshot {
                slug: &format!("before_distribution_{task}"),
                name: &format!("Before distribution on {day}"),
                description: None,
                kind: "AUTOMATIC",
            };
            snapshots::create(ctx.db, target.id, &new, ctx.now)?;
        }
        copy_into(ctx, &selection, &target)?;
        if target.slug == DISTRIBUTED {
            let new = NewSnapshot {
                slug: &format!("distribution_{task}"),
                name: &name,
                description: Some(&format!("Distributed on {day}")),
                kind: "DISTRIBUTED",
            };
            snapshots::create(ctx.db, target.id, &new, ctx.now)?;
        }
        if order.notify {
            for email in member_addresses(ctx, &target)? {
                let instances = recipients.entry(email).or_default();
                instances.push(target.name.clone());
            }
        }
    }
    notify(
        ctx,
        &source_space.name,
        &recipients,
        order.message.as_deref(),
    )?;
    Ok(order.targets.len())
}

/// Sends one email to each person, however many of the targets the person is a member of.
fn notify(
    ctx: &Context<'_>,
    space: &str,
    recipients: &BTreeMap<String, Vec<String>>,
    message: Option<&str>,
) -> Result<(), DatabaseError> {
    for (email, instances) in recipients {
        let Some(to) = Address::parse(email) else {
            continue;
        };
        let text = email_texts::distributed(&ctx.caller.name, space, instances, message);
        emails::queue_for_request(ctx, NewEmail::new("distribution", &to, text))?;
    }
    Ok(())
}

fn snapshot_name(ctx: &Context<'_>, snapshot: i64, slug: &str) -> Result<String, DatabaseError> {
    if slug == DEVELOPMENT {
        return Ok(format!("Distribution of {}", clock::date(ctx.now)));
    }
    ctx.db.only(
        "SELECT name FROM snapshots WHERE id = ?1",
        [snapshot],
        |row| row.get(0),
    )
}

/// Each file that is named, everything in each folder that is named, and the folders around them.
fn files(
    ctx: &Context<'_>,
    snapshot: i64,
    os_paths: &[String],
) -> Result<BTreeMap<String, SourceFile>, RequestError> {
    let mut found = BTreeMap::new();
    for os_path in os_paths {
        let absent =
            || RequestError::NotFound(format!("There is no file {os_path} to distribute."));
        let path = os_path.strip_prefix("/files/").ok_or_else(absent)?;
        let path = path.trim_matches('/');
        let before = found.len();
        let named = file_and_below(ctx, snapshot, path)?;
        if named.is_empty() {
            return Err(absent());
        }
        found.extend(named);
        if found.len() > before {
            found.extend(folders_around(ctx, snapshot, path)?);
        }
    }
    Ok(found)
}

fn file_and_below(
    ctx: &Context<'_>,
    snapshot: i64,
    path: &str,
) -> Result<Vec<(String, SourceFile)>, DatabaseError> {
    ctx.db.all(
        "SELECT id, path, kind FROM files WHERE snapshot_id = ?1 AND area = 'files'
         AND (path = ?2 OR substr(path, 1, length(?2) + 1) = ?2 || '/')",
        params![snapshot, path],
        |row| {
            let file = SourceFile {
                id: row.get(0)?,
                is_folder: row.get::<_, String>(2)? == "directory",
            };
            Ok((row.get(1)?, file))
        },
    )
}

fn folders_around(
    ctx: &Context<'_>,
    snapshot: i64,
    path: &str,
) -> Result<Vec<(String, SourceFile)>, DatabaseError> {
    let mut folders = Vec::new();
    for (end, _) in path.match_indices('/') {
        let parent = &path[..end];
        let id = ctx.db.first(
            "SELECT id FROM files WHERE snapshot_id = ?1 AND area = 'files' AND path = ?2",
            params![snapshot, parent],
            |row| row.get(0),
        )?;
        if let Some(id) = id {
            let folder = SourceFile {
                id,
                is_folder: true,
            };
            folders.push((parent.to_owned(), folder));
        }
    }
    Ok(folders)
}

fn applications(
    ctx: &Context<'_>,
    snapshot: i64,
    slugs: &[String],
) -> Result<Vec<i64>, RequestError> {
    let sql = "SELECT id FROM applications WHERE snapshot_id = ?1 AND slug = ?2";
    ids(ctx, sql, snapshot, slugs, |slug| {
        format!("There is no application {slug} to distribute.")
    })
}

fn tables(ctx: &Context<'_>, snapshot: i64, names: &[String]) -> Result<Vec<i64>, RequestError> {
    let sql = "SELECT id FROM data_tables WHERE snapshot_id = ?1 AND name = ?2";
    ids(ctx, sql, snapshot, names, |name| {
        format!("There is no table {name} to distribute.")
    })
}

fn ids(
    ctx: &Context<'_>,
    sql: &str,
    snapshot: i64,
    keys: &[String],
    absent: impl Fn(&str) -> String,
) -> Result<Vec<i64>, RequestError> {
    keys.iter()
        .map(|key| {
            ctx.db
                .first(sql, params![snapshot, key], |row| row.get(0))?
                .ok_or_else(|| RequestError::NotFound(absent(key)))
        })
        .collect()
}

fn copy_into(
    ctx: &Context<'_>,
    selection: &Selection,
    target: &Instance,
) -> Result<(), RequestError> {
    let current = lookup::snapshot(ctx, target, DEVELOPMENT)?;
    for (path, file) in &selection.files {
        if !file.is_folder {
            clear_folder(ctx, current, path)?;
        }
        ctx.db.run(
            "INSERT INTO files (snapshot_id, area, path, parent, kind, size, created, modified)
             SELECT ?2, area, path, parent, kind, size, ?3, modified FROM files WHERE id = ?1
             ON CONFLICT (snapshot_id, area, path)
             DO UPDATE SET kind = excluded.kind, size = excluded.size,
                modified = excluded.modified",
            [file.id, current, ctx.now],
        )?;
    }
    for id in &selection.applications {
        ctx.db.run(
            "INSERT INTO applications
                (snapshot_id, slug, name, description, status, shared, exportable, storage_used)
             SELECT ?2, slug, name, description, 'STOPPED', shared, exportable, storage_used
             FROM applications WHERE id = ?1
             ON CONFLICT (snapshot_id, slug) DO UPDATE SET name = excluded.name,
                description = excluded.description, storage_used = excluded.storage_used",
            [*id, current],
        )?;
    }
    for id in &selection.tables {
        ctx.db.run(
            "INSERT INTO data_tables (snapshot_id, slug, name, description, bytes, row_count)
             SELECT ?2, slug, name, description, bytes, row_count
             FROM data_tables WHERE id = ?1
             ON CONFLICT (snapshot_id, name) DO UPDATE SET description = excluded.description,
                bytes = excluded.bytes, row_count = excluded.row_count",
            [*id, current],
        )?;
    }
    Ok(())
}

/// Where a folder lies at the path of a file that is to be copied there, the file replaces the
/// folder with everything in it. The rows below the folder are removed here; the folder's own row
/// becomes that of the file.
fn clear_folder(ctx: &Context<'_>, snapshot: i64, path: &str) -> Result<(), DatabaseError> {
    ctx.db.run(
        "DELETE FROM files WHERE snapshot_id = ?1 AND area = 'files'
         AND substr(path, 1, length(?2) + 1) = ?2 || '/'
         AND EXISTS (SELECT 1 FROM files WHERE snapshot_id = ?1 AND area = 'files'
                     AND path = ?2 AND kind = 'directory')",
        params![snapshot, path],
    )?;
    Ok(())
}

/// The addresses of the people who have a role of their own in the instance.
fn member_addresses(ctx: &Context<'_>, target: &Instance) -> Result<Vec<String>, DatabaseError> {
    ctx.db.all(
        "SELECT email FROM instance_members JOIN users ON users.id = user_id
         WHERE instance_id = ?1",
        [target.id],
        |row| row.get(0),
    )
}
