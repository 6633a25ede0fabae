//! Work in the background: tasks wait in the database, and are run one after the other.
//!
//! What a task does and that it is done land in one transaction, so a task that a crash cut short
//! is simply run again at the next start.

use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use tokio::task::JoinSet;

use crate::api::instances;
use crate::api::snapshots::{self, New, Wanted};
use crate::model::address::Address;
use crate::platform::{Call, Caller, Shared};
use crate::request_error::Refusal;

#[derive(Serialize, Deserialize)]
pub(crate) enum Work {
    Group {
        org: String,
        space: String,
        slug: String,
        name: String,
        description: Option<String>,
        editors: Vec<String>,
    },
    Snapshot {
        org: String,
        space: String,
        instance: String,
        slug: String,
        name: String,
        description: Option<String>,
        tell: bool,
    },
    DeleteSnapshot {
        org: String,
        space: String,
        instance: String,
        slug: String,
    },
    Distribute(Distribution),
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Distribution {
    pub(crate) org: String,
    pub(crate) space: String,
    pub(crate) instance: String,
    pub(crate) snapshot: String,
    /// Organisation, space and instance of each.
    pub(crate) targets: Vec<[String; 3]>,
    pub(crate) files: Vec<String>,
    pub(crate) applications: Vec<String>,
    pub(crate) tables: Vec<String>,
    pub(crate) snapshot_first: bool,
    pub(crate) notify: bool,
    pub(crate) message: Option<String>,
}

/// A group's instance and its editors.
pub(crate) struct Invited<'a> {
    pub(crate) org: &'a str,
    pub(crate) space: &'a str,
    pub(crate) slug: &'a str,
    pub(crate) name: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) editors: &'a [Address],
}

impl Work {
    fn operation(&self) -> &'static str {
        match self {
            Self::Group { .. } => "Create group instance",
            Self::Snapshot { .. } => "Create snapshot",
            Self::DeleteSnapshot { .. } => "Delete snapshot",
            Self::Distribute(_) => "Distribute",
        }
    }

    fn description(&self) -> String {
        match self {
            Self::Group { name, .. } => format!("Create the group instance {name}"),
            Self::Snapshot { name, instance, .. } => {
                format!("Create the snapshot {name} of {instance}")
            }
            Self::DeleteSnapshot { slug, instance, .. } => {
                format!("Delete the snapshot {slug} of {instance}")
            }
            Self::Distribute(work) => format!(
                "Distribute from {}/{} to {} instances",
                work.instance,
                work.snapshot,
                work.targets.len()
            ),
        }
    }

    fn perform(&self, call: &Call<'_>, task: i64) -> Result<String, Refusal> {
        match self {
            Self::Group {
                org,
                space,
                slug,
                name,
                description,
                editors,
            } => {
                let editors: Vec<Address> =
                    editors.iter().filter_map(|e| Address::parse(e)).collect();
                instances::make_group(
                    call,
                    &Invited {
                        org,
                        space,
                        slug,
                        name,
                        description: description.as_deref(),
                        editors: &editors,
                    },
                )?;
                Ok(format!("Instance {slug} created"))
            }
            Self::Snapshot {
                org,
                space,
                instance,
                slug,
                name,
                description,
                tell,
            } => {
                let new = New {
                    slug,
                    name,
                    description: description.as_deref(),
                    kind: "USER",
                };
                snapshots::make(
                    call,
                    &Wanted {
                        org,
                        space,
                        instance,
                        new,
                        tell: *tell,
                    },
                )?;
                Ok(format!("Snapshot {slug} created"))
            }
            Self::DeleteSnapshot {
                org,
                space,
                instance,
                slug,
            } => {
                snapshots::remove(call, org, space, instance, slug)?;
                Ok(format!("Snapshot {slug} deleted"))
            }
            Self::Distribute(work) => crate::model::distribution::perform(call, work, task),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct TaskRef {
    tkid: i64,
    parent_tkid: Option<i64>,
    operation: &'static str,
}

/// Leaves work for the background; it is there as soon as the call's transaction has landed.
pub(crate) fn enqueue(call: &Call<'_>, work: &Work) -> Result<TaskRef, Refusal> {
    call.db
        .prepare_cached(
            "INSERT INTO tasks (user_id, operation, description, status, work, once, created)
             VALUES (?1, ?2, ?3, 'CREATED', ?4, ?5, ?6)",
        )?
        .execute(params![
            call.caller.id,
            work.operation(),
            work.description(),
            serde_json::to_string(work)?,
            call.once,
            call.now
        ])?;
    Ok(TaskRef {
        tkid: call.db.last_insert_rowid(),
        parent_tkid: None,
        operation: work.operation(),
    })
}

struct Task {
    id: i64,
    caller: Caller,
    operation: String,
    work: String,
    once: Option<String>,
}

/// Runs tasks for as long as it is polled.
pub(crate) async fn run(platform: Shared) {
    let taken_up = platform.db.write(|db| {
        db.execute(
            "UPDATE tasks SET status = 'CREATED' WHERE finished IS NULL",
            [],
        )?;
        Ok(())
    });
    if let Err(error) = taken_up.await {
        tracing::error!(%error, "the tasks left over could not be taken up");
    }
    let mut slow = JoinSet::new();
    loop {
        match next(&platform).await {
            Ok(Some(task)) => {
                let verdict = platform.faults.task_verdict(&task.operation, &task.work);
                if let Some(delay) = verdict.delay {
                    let platform = Arc::clone(&platform);
                    slow.spawn(async move {
                        tokio::time::sleep(delay).await;
                        finish(&platform, task, verdict.fails).await;
                    });
                } else {
                    finish(&platform, task, verdict.fails).await;
                }
            }
            Ok(None) => {
                // The pause is for a wake-up that never came; it should not be needed.
                let pause = Duration::from_secs(2);
                let _ = tokio::time::timeout(pause, platform.task_waits.notified()).await;
            }
            Err(error) => {
                tracing::error!(%error, "the next task could not be read");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        while slow.try_join_next().is_some() {}
    }
}

async fn next(platform: &Shared) -> Result<Option<Task>, Refusal> {
    let waiting = platform
        .db
        .read(|db| {
            Ok(db
                .prepare_cached(
                    "SELECT 1 FROM tasks WHERE finished IS NULL AND status = 'CREATED'",
                )?
                .exists([])?)
        })
        .await?;
    if !waiting {
        return Ok(None);
    }
    let now = platform.clock.now();
    platform.db.write(move |db| take(db, now)).await
}

fn take(db: &Connection, now: i64) -> Result<Option<Task>, Refusal> {
    let task = db
        .prepare_cached(
            "SELECT tasks.id, users.id, email, name, operation, work, once FROM tasks
             JOIN users ON users.id = user_id
             WHERE finished IS NULL AND status = 'CREATED' ORDER BY tasks.id LIMIT 1",
        )?
        .query_row([], |row| {
            Ok(Task {
                id: row.get(0)?,
                caller: Caller {
                    id: row.get(1)?,
                    email: row.get(2)?,
                    name: row.get(3)?,
                },
                operation: row.get(4)?,
                work: row.get(5)?,
                once: row.get(6)?,
            })
        })
        .optional()?;
    if let Some(task) = &task {
        db.prepare_cached("UPDATE tasks SET status = 'RUNNING', started = ?2 WHERE id = ?1")?
            .execute([task.id, now])?;
    }
    Ok(task)
}

async fn finish(platform: &Shared, task: Task, fails: bool) {
    let at_work = Arc::clone(platform);
    let id = task.id;
    let done = platform
        .db
        .write(move |db| perform(db, &at_work, task, fails))
        .await;
    platform.mail_waits.notify_one();
    if let Err(error) = done {
        tracing::error!(%error, task = id, "a task could not be run");
        let now = platform.clock.now();
        let failed = platform
            .db
            .write(move |db| settle(db, id, "FAILED", "Something went wrong.", now));
        if let Err(error) = failed.await {
            tracing::error!(%error, task = id, "a task could not be settled");
        }
    }
}

fn perform(db: &Connection, platform: &Shared, task: Task, fails: bool) -> Result<(), Refusal> {
    let now = platform.clock.now();
    if fails {
        return settle(db, task.id, "FAILED", "A fault on demand.", now);
    }
    let work: Work = serde_json::from_str(&task.work)?;
    let call = Call {
        db,
        platform,
        caller: task.caller,
        now,
        once: task.once.as_deref(),
    };
    db.execute_batch("SAVEPOINT task")?;
    let (status, result) = match work.perform(&call, task.id) {
        Ok(result) => ("COMPLETED", result),
        Err(refusal) if refusal.status().is_client_error() => {
            db.execute_batch("ROLLBACK TO task")?;
            ("FAILED", refusal.to_string())
        }
        Err(failure) => return Err(failure),
    };
    db.execute_batch("RELEASE task")?;
    settle(db, task.id, status, &result, now)
}

fn settle(db: &Connection, id: i64, status: &str, result: &str, now: i64) -> Result<(), Refusal> {
    db.prepare_cached("UPDATE tasks SET status = ?2, result = ?3, finished = ?4 WHERE id = ?1")?
        .execute(params![id, status, result, now])?;
    Ok(())
}
