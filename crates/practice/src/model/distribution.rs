//! Hands out: copies what was chosen into the current state of each target, over what is there.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use crate::api::snapshots::{New, freeze};
use crate::clock::spoken_day;
use crate::model::address::Address;
use crate::model::lookup::{self as find, DEVELOPMENT, DISTRIBUTED, Instance};
use crate::model::mail_texts as words;
use crate::model::mails::{self as mail, Mail};
use crate::platform::Call;
use crate::request_error::Refusal;

use crate::background::task_runner::Distribution;

struct SourceFile {
    id: i64,
    directory: bool,
}

/// What is handed out, by the ids of its rows.
struct Goods {
    /// By path, so that a folder comes before what lies in it.
    files: BTreeMap<String, SourceFile>,
    applications: Vec<i64>,
    tables: Vec<i64>,
}

pub(crate) fn perform(call: &Call<'_>, work: &Distribution, task: i64) -> Result<String, Refusal> {
    let (source_space, source) = find::seen_instance(call, &work.org, &work.space, &work.instance)?;
    let snapshot = find::snapshot(call, &source, &work.snapshot)?;
    let goods = Goods {
        files: files(call, snapshot, &work.files)?,
        applications: applications(call, snapshot, &work.applications)?,
        tables: tables(call, snapshot, &work.tables)?,
    };
    let name = snapshot_name(call, snapshot, &work.snapshot)?;
    let day = spoken_day(call.now);
    let mut readers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for [org, space, slug] in &work.targets {
        let space = find::administered(call, org, space)?;
        let target = find::instance(call, &space, slug)?;
        if work.snapshot_first {
            let new = New {
                slug: &format!("before_distribution_{task}"),
                name: &format!("Before distribution on {day}"),
                description: None,
                kind: "AUTOMATIC",
            };
            freeze(call.db, target.id, &new, call.now)?;
        }
        put(call, &goods, &target)?;
        if target.slug == DISTRIBUTED {
            let new = New {
                slug: &format!("distribution_{task}"),
                name: &name,
                description: Some(&format!("Distributed on {day}")),
                kind: "DISTRIBUTED",
            };
            freeze(call.db, target.id, &new, call.now)?;
        }
        if work.notify {
            for email in members(call, &target)? {
                readers.entry(email).or_default().push(target.name.clone());
            }
        }
    }
    for (email, instances) in &readers {
        let Some(to) = Address::parse(email) else {
            continue;
        };
        let message = work.message.as_deref();
        let (subject, text) =
            words::distributed(&call.caller.name, &source_space.name, instances, message);
        mail::post(
            call.db,
            call.platform,
            call.now,
            &Mail {
                kind: "distribution",
                to: &to,
                subject,
                text,
                invitation: None,
                once: call.once,
            },
        )?;
    }
    Ok(format!("Distributed to {} instances", work.targets.len()))
}

fn snapshot_name(call: &Call<'_>, snapshot: i64, slug: &str) -> Result<String, Refusal> {
    if slug == DEVELOPMENT {
        return Ok(format!("Distribution of {}", spoken_day(call.now)));
    }
    Ok(call
        .db
        .prepare_cached("SELECT name FROM snapshots WHERE id = ?1")?
        .query_row([snapshot], |row| row.get(0))?)
}

/// Each file named, everything in each folder named, and the folders they lie in.
fn files(
    call: &Call<'_>,
    snapshot: i64,
    os_paths: &[String],
) -> Result<BTreeMap<String, SourceFile>, Refusal> {
    let mut found = BTreeMap::new();
    let mut below = call.db.prepare_cached(
        "SELECT id, path, kind FROM files WHERE snapshot_id = ?1 AND area = 'files'
         AND (path = ?2 OR substr(path, 1, length(?2) + 1) = ?2 || '/')",
    )?;
    let mut folder = call.db.prepare_cached(
        "SELECT id FROM files WHERE snapshot_id = ?1 AND area = 'files' AND path = ?2",
    )?;
    for os_path in os_paths {
        let absent = || Refusal::NotFound(format!("There is no file {os_path} to hand out."));
        let path = os_path.strip_prefix("/files/").ok_or_else(absent)?;
        let path = path.trim_matches('/');
        let before = found.len();
        let mut rows = below.query(params![snapshot, path])?;
        let mut any = false;
        while let Some(row) = rows.next()? {
            any = true;
            let file = SourceFile {
                id: row.get(0)?,
                directory: row.get::<_, String>(2)? == "directory",
            };
            found.insert(row.get(1)?, file);
        }
        if !any {
            return Err(absent());
        }
        if found.len() == before {
            continue;
        }
        for (end, _) in path.match_indices('/') {
            let parent = &path[..end];
            let id = folder
                .query_row(params![snapshot, parent], |row| row.get(0))
                .optional()?;
            if let Some(id) = id {
                let file = SourceFile {
                    id,
                    directory: true,
                };
                found.insert(parent.to_owned(), file);
            }
        }
    }
    Ok(found)
}

fn applications(call: &Call<'_>, snapshot: i64, slugs: &[String]) -> Result<Vec<i64>, Refusal> {
    let mut by_slug = call
        .db
        .prepare_cached("SELECT id FROM applications WHERE snapshot_id = ?1 AND slug = ?2")?;
    slugs
        .iter()
        .map(|slug| {
            by_slug
                .query_row(params![snapshot, slug], |row| row.get(0))
                .optional()?
                .ok_or_else(|| {
                    Refusal::NotFound(format!("There is no application {slug} to hand out."))
                })
        })
        .collect()
}

fn tables(call: &Call<'_>, snapshot: i64, names: &[String]) -> Result<Vec<i64>, Refusal> {
    let mut by_name = call
        .db
        .prepare_cached("SELECT id FROM data_tables WHERE snapshot_id = ?1 AND name = ?2")?;
    names
        .iter()
        .map(|name| {
            by_name
                .query_row(params![snapshot, name], |row| row.get(0))
                .optional()?
                .ok_or_else(|| Refusal::NotFound(format!("There is no table {name} to hand out.")))
        })
        .collect()
}

fn put(call: &Call<'_>, goods: &Goods, target: &Instance) -> Result<(), Refusal> {
    let current = find::snapshot(call, target, DEVELOPMENT)?;
    let mut clear = call.db.prepare_cached(
        "DELETE FROM files WHERE snapshot_id = ?1 AND area = 'files'
         AND substr(path, 1, length(?2) + 1) = ?2 || '/'
         AND EXISTS (SELECT 1 FROM files WHERE snapshot_id = ?1 AND area = 'files'
                     AND path = ?2 AND kind = 'directory')",
    )?;
    let mut copy = call.db.prepare_cached(
        "INSERT INTO files (snapshot_id, area, path, parent, kind, size, created, modified)
         SELECT ?2, area, path, parent, kind, size, ?3, modified FROM files WHERE id = ?1
         ON CONFLICT (snapshot_id, area, path)
         DO UPDATE SET kind = excluded.kind, size = excluded.size, modified = excluded.modified",
    )?;
    for (path, file) in &goods.files {
        if !file.directory {
            // A file takes the place of a folder with everything in it.
            clear.execute(params![current, path])?;
        }
        copy.execute([file.id, current, call.now])?;
    }
    for id in &goods.applications {
        call.db
            .prepare_cached(
                "INSERT INTO applications
                    (snapshot_id, slug, name, description, status, shared, exportable, storage_used)
                 SELECT ?2, slug, name, description, 'STOPPED', shared, exportable, storage_used
                 FROM applications WHERE id = ?1
                 ON CONFLICT (snapshot_id, slug) DO UPDATE SET name = excluded.name,
                    description = excluded.description, storage_used = excluded.storage_used",
            )?
            .execute([*id, current])?;
    }
    for id in &goods.tables {
        call.db
            .prepare_cached(
                "INSERT INTO data_tables (snapshot_id, slug, name, description, bytes, row_count)
                 SELECT ?2, slug, name, description, bytes, row_count
                 FROM data_tables WHERE id = ?1
                 ON CONFLICT (snapshot_id, name) DO UPDATE SET description = excluded.description,
                    bytes = excluded.bytes, row_count = excluded.row_count",
            )?
            .execute([*id, current])?;
    }
    Ok(())
}

/// The addresses of who has a role of their own in it.
fn members(call: &Call<'_>, target: &Instance) -> Result<Vec<String>, Refusal> {
    let members = call
        .db
        .prepare_cached(
            "SELECT email FROM instance_members JOIN users ON users.id = user_id
             WHERE instance_id = ?1",
        )?
        .query_map([target.id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(members)
}
