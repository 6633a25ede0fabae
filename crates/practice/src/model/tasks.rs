//! Tasks: work that a request leaves for the background, and how far it has come.
//!
//! A task waits in the database. What it does and the fact that it is done are written in one
//! transaction, so a task that was interrupted by a crash is simply run again at the next start.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::context::{Attempted, Caller, Context};
use super::distribution::{self, Distribution};
use super::instances::{self, NewGroup};
use super::snapshots::{self, SnapshotDeletion, SnapshotOrder};
use crate::clock;
use crate::database::{DatabaseError, Query};
use crate::platform::Platform;
use crate::request_error::RequestError;

/// What a task is to do. It is stored as JSON, so the names of the variants must not change.
#[derive(Serialize, Deserialize)]
pub(crate) enum Job {
    Group(NewGroup),
    Snapshot(SnapshotOrder),
    DeleteSnapshot(SnapshotDeletion),
    Distribute(Distribution),
}

impl Job {
    fn operation(&self) -> &'static str {
        match self {
            Self::Group(_) => "Create group instance",
            Self::Snapshot(_) => "Create snapshot",
            Self::DeleteSnapshot(_) => "Delete snapshot",
            Self::Distribute(_) => "Distribute",
        }
    }

    fn description(&self) -> String {
        match self {
            Self::Group(group) => format!("Create the group instance {}", group.name),
            Self::Snapshot(order) => {
                format!("Create the snapshot {} of {}", order.name, order.instance)
            }
            Self::DeleteSnapshot(order) => {
                format!("Delete the snapshot {} of {}", order.slug, order.instance)
            }
            Self::Distribute(order) => format!(
                "Distribute from {}/{} to {}",
                order.instance,
                order.snapshot,
                number_of_instances(order.targets.len())
            ),
        }
    }

    /// Does the work and returns what the task's result says.
    fn carry_out(&self, ctx: &Context<'_>, task: i64) -> Result<String, RequestError> {
        match self {
            Self::Group(group) => {
                instances::create_group(ctx, group)?;
                Ok(format!("Instance {} created", group.slug))
            }
            Self::Snapshot(order) => {
                snapshots::create_as_ordered(ctx, order)?;
                Ok(format!("Snapshot {} created", order.slug))
            }
            Self::DeleteSnapshot(order) => {
                snapshots::delete_as_ordered(ctx, order)?;
                Ok(format!("Snapshot {} deleted", order.slug))
            }
            Self::Distribute(order) => {
                let count = distribution::distribute(ctx, order, task)?;
                Ok(format!("Distributed to {}", number_of_instances(count)))
            }
        }
    }
}

fn number_of_instances(count: usize) -> String {
    if count == 1 {
        "1 instance".to_owned()
    } else {
        format!("{count} instances")
    }
}

/// What the request that queued a task is answered with.
#[derive(Serialize)]
pub(crate) struct TaskReference {
    tkid: i64,
    parent_tkid: Option<i64>,
    operation: &'static str,
}

/// Queues a job. It can be run as soon as the transaction of the request is committed.
pub(crate) fn queue(ctx: &Context<'_>, job: &Job) -> Result<TaskReference, DatabaseError> {
    let id = ctx.db.insert(
        "INSERT INTO tasks (user_id, operation, description, status, work, once, created)
         VALUES (?1, ?2, ?3, 'CREATED', ?4, ?5, ?6)",
        params![
            ctx.caller.id,
            job.operation(),
            job.description(),
            serde_json::to_string(job)?,
            ctx.idempotency_key,
            ctx.now
        ],
    )?;
    Ok(TaskReference {
        tkid: id,
        parent_tkid: None,
        operation: job.operation(),
    })
}

/// How far a task has come, as the API says it.
#[derive(Serialize)]
pub(crate) struct TaskStatus {
    id: i64,
    description: String,
    parent_tkid: Option<i64>,
    status: String,
    result: Option<String>,
    created: String,
    started: Option<String>,
    finished: Option<String>,
}

/// The status of a task that the caller started. `id` is as it stands in the path.
pub(crate) fn status(ctx: &Context<'_>, id: &str) -> Result<TaskStatus, RequestError> {
    let absent = || RequestError::NotFound(format!("There is no task {id}."));
    let number: i64 = id.parse().map_err(|_| absent())?;
    let (owner, task) = ctx
        .db
        .first(
            "SELECT user_id, description, status, result, created, started, finished
             FROM tasks WHERE id = ?1",
            [number],
            |row| {
                let task = TaskStatus {
                    id: number,
                    description: row.get(1)?,
                    parent_tkid: None,
                    status: row.get(2)?,
                    result: row.get(3)?,
                    created: clock::rfc3339(row.get(4)?),
                    started: row.get::<_, Option<i64>>(5)?.map(clock::rfc3339),
                    finished: row.get::<_, Option<i64>>(6)?.map(clock::rfc3339),
                };
                Ok((row.get::<_, i64>(0)?, task))
            },
        )?
        .ok_or_else(absent)?;
    if owner != ctx.caller.id {
        return Err(RequestError::Forbidden(
            "Only the person who started a task can see it.".into(),
        ));
    }
    Ok(task)
}

/// A task that was taken from the queue.
pub(crate) struct QueuedTask {
    pub(crate) id: i64,
    pub(crate) operation: String,
    /// The job, as JSON.
    pub(crate) job: String,
    caller: Caller,
    idempotency_key: Option<String>,
}

/// Puts the tasks that were running when the server last ended back into the queue.
pub(crate) fn requeue_interrupted(db: &Connection) -> Result<(), DatabaseError> {
    db.run(
        "UPDATE tasks SET status = 'CREATED' WHERE finished IS NULL",
        [],
    )?;
    Ok(())
}

pub(crate) fn is_any_queued(db: &Connection) -> Result<bool, DatabaseError> {
    db.has(
        "SELECT 1 FROM tasks WHERE finished IS NULL AND status = 'CREATED'",
        [],
    )
}

/// Takes the oldest task from the queue.
pub(crate) fn take_next(db: &Connection, now: i64) -> Result<Option<QueuedTask>, DatabaseError> {
    let task = db.first(
        "SELECT tasks.id, users.id, email, name, operation, work, once FROM tasks
         JOIN users ON users.id = user_id
         WHERE finished IS NULL AND status = 'CREATED' ORDER BY tasks.id LIMIT 1",
        [],
        |row| {
            Ok(QueuedTask {
                id: row.get(0)?,
                caller: Caller {
                    id: row.get(1)?,
                    email: row.get(2)?,
                    name: row.get(3)?,
                },
                operation: row.get(4)?,
                job: row.get(5)?,
                idempotency_key: row.get(6)?,
            })
        },
    )?;
    if let Some(task) = &task {
        db.run(
            "UPDATE tasks SET status = 'RUNNING', started = ?2 WHERE id = ?1",
            [task.id, now],
        )?;
    }
    Ok(task)
}

/// Carries out a task and records how it ended. What is refused leaves the task failed and nothing
/// else changed. An error means that the server failed, and that nothing was recorded.
pub(crate) fn run(
    db: &Connection,
    platform: &Platform,
    task: QueuedTask,
) -> Result<(), RequestError> {
    let job: Job = serde_json::from_str(&task.job).map_err(DatabaseError::from)?;
    let ctx = Context {
        db,
        platform,
        caller: task.caller,
        now: platform.clock.now(),
        idempotency_key: task.idempotency_key.as_deref(),
    };
    let (status, result) = match ctx.attempt(|ctx| job.carry_out(ctx, task.id))? {
        Attempted::Done(result) => ("COMPLETED", result),
        Attempted::Refused(why) => ("FAILED", why.to_string()),
    };
    finish(db, task.id, status, &result, ctx.now)?;
    Ok(())
}

/// Records that a task failed.
pub(crate) fn fail(db: &Connection, id: i64, why: &str, now: i64) -> Result<(), DatabaseError> {
    finish(db, id, "FAILED", why, now)
}

fn finish(
    db: &Connection,
    id: i64,
    status: &str,
    result: &str,
    now: i64,
) -> Result<(), DatabaseError> {
    db.run(
        "UPDATE tasks SET status = ?2, result = ?3, finished = ?4 WHERE id = ?1",
        params![id, status, result, now],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::{Value, json};

    use super::Job;

    #[test]
    fn jobs_are_stored_under_the_names_that_earlier_versions_used() {
        for stored in [
            json!({ "Group": {
                "org": "o", "space": "s", "slug": "g", "name": "G", "description": null,
                "editors": ["a@uni.example"],
            } }),
            json!({ "Snapshot": {
                "org": "o", "space": "s", "instance": "i", "slug": "n", "name": "N",
                "description": "D", "tell": true,
            } }),
            json!({ "DeleteSnapshot": {
                "org": "o", "space": "s", "instance": "i", "slug": "n",
            } }),
            json!({ "Distribute": {
                "org": "o", "space": "s", "instance": "i", "snapshot": "n",
                "targets": [["o", "s", "t"]], "files": ["/files/a"], "applications": ["b"],
                "tables": ["C"], "snapshot_first": true, "notify": true, "message": null,
            } }),
        ] {
            let job: Job = serde_json::from_value(stored.clone()).unwrap();
            let written: Value = serde_json::to_value(&job).unwrap();
            assert_eq!(written, stored);
        }
    }
}
