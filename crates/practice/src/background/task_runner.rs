//! Runs the queued tasks one after the other. A task that a fault on demand slows down doesn't hold
//! up the others.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use crate::database::DatabaseError;
use crate::model::tasks::{self, QueuedTask};
use crate::platform::Platform;
use crate::request_error::RequestError;

/// How long to wait before looking at the queue again without a notification. It is there in case
/// a notification gets lost, which shouldn't happen.
pub(crate) const PAUSE: Duration = Duration::from_secs(2);
const PAUSE_AFTER_ERROR: Duration = Duration::from_secs(1);

pub(crate) async fn run(platform: Arc<Platform>, pause: Duration) {
    if let Err(error) = platform.database.write(tasks::requeue_interrupted).await {
        tracing::error!(%error, "the interrupted tasks couldn't be queued again");
    }
    let mut delayed = JoinSet::new();
    loop {
        match next(&platform).await {
            Ok(Some(task)) => {
                let faults = platform.faults.for_task(&task.operation, &task.job);
                if let Some(delay) = faults.delay {
                    let platform = Arc::clone(&platform);
                    delayed.spawn(async move {
                        tokio::time::sleep(delay).await;
                        finish(&platform, task, faults.fails).await;
                    });
                } else {
                    finish(&platform, task, faults.fails).await;
                }
            }
            Ok(None) => {
                let _ = tokio::time::timeout(pause, platform.task_queued.notified()).await;
            }
            Err(error) => {
                tracing::error!(%error, "the next task couldn't be read");
                tokio::time::sleep(PAUSE_AFTER_ERROR).await;
            }
        }
        while delayed.try_join_next().is_some() {}
    }
}

/// Takes the next task. Whether there is one is asked first on a connection that only reads, so
/// that an empty queue doesn't make the writers wait.
async fn next(platform: &Platform) -> Result<Option<QueuedTask>, DatabaseError> {
    if !platform.database.read(tasks::is_any_queued).await? {
        return Ok(None);
    }
    let now = platform.clock.now();
    platform
        .database
        .write(move |db| tasks::take_next(db, now))
        .await
}

async fn finish(platform: &Arc<Platform>, task: QueuedTask, fails_on_demand: bool) {
    let id = task.id;
    let now = platform.clock.now();
    let done = if fails_on_demand {
        fail(platform, id, "This task failed on demand.", now).await
    } else {
        let shared = Arc::clone(platform);
        platform
            .database
            .write(move |db| tasks::run(db, &shared, task))
            .await
    };
    platform.email_queued.notify_one();
    if let Err(error) = done {
        tracing::error!(%error, task = id, "a task couldn't be carried out");
        let failed = fail(platform, id, "Something went wrong on the platform.", now).await;
        if let Err(error) = failed {
            tracing::error!(%error, task = id, "a task couldn't be marked as failed");
        }
    }
}

async fn fail(
    platform: &Platform,
    id: i64,
    why: &'static str,
    now: i64,
) -> Result<(), RequestError> {
    platform
        .database
        .write(move |db| Ok(tasks::fail(db, id, why, now)?))
        .await
}
