//! One process of Cohort in a story: the window, or the terminal beside it.
//!
//! Each has an outbox of its own on the same data, and its own loop around the engine. Whichever holds
//! the lease sends, and the other takes over when it ends.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use lock::LockExt as _;
use outbox::{CheckTimes, Outbox, OutboxOptions, TakenOver};
use store::Store;
use tokio::sync::watch;
use tokio::task::{JoinHandle, yield_now};
use tokio::time::{sleep, timeout};
use vault::Vault;

use crate::bug::Bug;
use crate::network::Network;
use crate::set_up::SetUp;

/// When Cohort checks what other processes have done with its data, as it does outside of stories.
const CHECK_EVERY_MS: i128 = 500;
/// Nothing is found by a check as long as nothing was written. A try that failed on a full disk is
/// repeated after that.
const CHECK_AT_LEAST_EVERY: Duration = Duration::from_secs(30);

/// What every process of a story finds.
pub(crate) struct Surroundings {
    pub(crate) folder: PathBuf,
    pub(crate) vault: Vault,
    pub(crate) network: Network,
    pub(crate) bug: Option<Bug>,
}

/// What runs in a process. Clones are the same.
#[derive(Clone)]
pub(crate) struct Cohort {
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
}

/// A process that sends, or waits until it may, until it ends or is killed.
pub(crate) struct Process {
    /// `None` once it has ended.
    cohort: Arc<Mutex<Option<Cohort>>>,
    run: JoinHandle<()>,
    ended: watch::Receiver<bool>,
    /// Whether it held the lease when that was last asked.
    sends: bool,
}

/// Ends after this many polls, wherever the future inside stands then: it is dropped, as everything is
/// when a process is killed.
struct UntilKilled<F> {
    inner: Pin<Box<F>>,
    polls: u64,
}

impl<F: Future<Output = ()>> Future for UntilKilled<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.polls == 0 {
            return Poll::Ready(());
        }
        self.polls -= 1;
        self.inner.as_mut().poll(context)
    }
}

/// Frees what the system frees when a process has ended, however it ended: above all its lease.
struct Remains {
    cohort: Arc<Mutex<Option<Cohort>>>,
    ended: watch::Sender<bool>,
}

impl Drop for Remains {
    fn drop(&mut self) {
        drop(self.cohort.locked().take());
        self.ended.send_replace(true);
        simulated::data_changed();
    }
}

/// A check finds nothing as long as nothing was written and no process has ended. To check twice a
/// second all the same, through hours in which nothing happens, took most of the time of a story.
fn check_times() -> CheckTimes {
    CheckTimes::when(|| {
        let seen = simulated::data_changes();
        async move {
            let change = simulated::more_data_changes_than(seen);
            // Without a change in that time, there is a check all the same.
            let _ = timeout(CHECK_AT_LEAST_EVERY, change).await;
            let passed = simulated::elapsed().as_millis() % CHECK_EVERY_MS;
            let left = u64::try_from(CHECK_EVERY_MS - passed).unwrap_or(0);
            sleep(Duration::from_millis(left)).await;
        }
    })
}

impl Process {
    /// Starts a process, and says what it found. It is killed after this many polls.
    pub(crate) async fn start(at: &Surroundings, polls: u64) -> SetUp<(Self, String)> {
        let data = at.folder.join("data");
        let now = Timestamp::now();
        let opened = Store::open(&data.join("cohort.db"), now)?;
        if opened.set_aside.is_some() {
            return Err("the data file couldn't be read any more".into());
        }
        let mut options = OutboxOptions {
            client: platform::Options {
                transport: Some(Arc::new(at.network.clone())),
                ..platform::Options::default()
            },
            mark_in_keyring: true,
            check_times: check_times(),
            ..OutboxOptions::default()
        };
        if at.bug == Some(Bug::BelievesAbsenceAtOnce) {
            options.lands_within = SignedDuration::ZERO;
        }
        if let Some(bug) = at.bug
            && simulated::disk_fault().is_none()
        {
            bug.spoils_data(&at.folder)?;
        }
        let settings = at.folder.join("settings");
        let outbox = Outbox::open(&opened.store, &at.vault, &data, &settings, options);
        let taken_over = outbox.delivery.claim(now).await?;
        let cohort = Cohort {
            store: opened.store,
            outbox,
        };
        let process = Self::running(&cohort, at.bug, polls);
        Ok((process, told(taken_over)))
    }

    fn running(cohort: &Cohort, bug: Option<Bug>, polls: u64) -> Self {
        let (ended, has_ended) = watch::channel(false);
        let sends = cohort.outbox.delivery.holds_lease();
        let delivery = cohort.outbox.delivery.clone();
        let engine = Arc::clone(&cohort.outbox.engine);
        let alive = Arc::new(Mutex::new(Some(cohort.clone())));
        let remains = Remains {
            cohort: Arc::clone(&alive),
            ended,
        };
        let run = async move {
            if bug == Some(Bug::SendsWithoutTheLease) && !sends {
                engine.run().await;
            } else {
                delivery.run().await;
            }
        };
        let killed = UntilKilled {
            inner: Box::pin(run),
            polls,
        };
        let run = tokio::spawn(async move {
            let _remains = remains;
            killed.await;
        });
        Self {
            cohort: alive,
            run,
            ended: has_ended,
            sends,
        }
    }

    pub(crate) fn cohort(&self) -> Option<Cohort> {
        self.cohort.locked().clone()
    }

    /// Waits until it has ended.
    pub(crate) async fn ended(&self) {
        // Without a sender it has ended too.
        let _ = self.ended.clone().wait_for(|ended| *ended).await;
    }

    /// Whether it has got the lease since this was last asked.
    pub(crate) fn took_over(&mut self) -> bool {
        let sends = self
            .cohort()
            .is_some_and(|cohort| cohort.outbox.delivery.holds_lease());
        sends && !std::mem::replace(&mut self.sends, sends)
    }

    pub(crate) async fn kill(self) {
        self.run.abort();
        self.end().await;
    }

    pub(crate) async fn quit(self) {
        if let Some(cohort) = self.cohort() {
            cohort.outbox.delivery.finish();
        }
        self.end().await;
    }

    async fn end(self) {
        let _ = self.run.await;
        // What it had spawned is dropped when the runtime gets to it.
        for _ in 0..3 {
            yield_now().await;
        }
    }
}

fn told(taken_over: Option<TakenOver>) -> String {
    let Some(found) = taken_over else {
        return "starts and watches, because another process sends".to_owned();
    };
    match found.restored {
        None => format!(
            "starts; {} plans found within their grace",
            found.held_in_grace
        ),
        Some(found) => format!(
            "starts on restored data, {} steps unsettled, {} drafts",
            found.unsettled, found.drafts
        ),
    }
}
