//! What the window is told, and when. Everything the window hears by itself goes through here, so
//! that one change is told once, however many parts of the app notice it.
//!
//! | what | when it is told |
//! | --- | --- |
//! | accounts, drafts, spaces, one space, the status | at once, where a command changed them |
//! | plans, connections | together, a quarter of a second after the first: the outbox may change many steps in that time, and the window reads a plan again each time it hears of it |
//! | the status line | with any of these, where it differs from what was told last |
//! | rows that came, how far a file is read, or an action on several people, files held over the window or dropped | at once and in order, because the next says more than the one before it |
//!
//! What happens in the outbox, and what another process does with the data, is noted by `watch`.
//! This module knows neither: it is given notes, and the means to read the status.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use store::{AccountId, Place, PlanId};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::bridge::{Changed, FileRef, PeopleProgress, Problem, Reading, RowsLoaded, Status};
use crate::desktop::Desktop;
use lock::LockExt as _;

/// What happens within this time is told together: few events, however fast the outbox works.
const TOGETHER: Duration = Duration::from_millis(250);

pub(crate) struct Changes {
    desktop: Arc<dyn Desktop>,
    noted: Mutex<Noted>,
    is_noted: Notify,
    /// Counts how often something was told.
    rounds: watch::Sender<u64>,
}

/// What reads differently and hasn't been told yet.
#[derive(Default)]
struct Noted {
    accounts: bool,
    drafts: bool,
    plans: HashSet<PlanId>,
    spaces: HashSet<AccountId>,
    space: HashSet<Place>,
    /// When to tell all of this; `None` while nothing is noted.
    due: Option<Instant>,
}

impl Changes {
    pub(crate) fn new(desktop: Arc<dyn Desktop>) -> Self {
        Self {
            desktop,
            noted: Mutex::default(),
            is_noted: Notify::new(),
            rounds: watch::Sender::default(),
        }
    }

    pub(crate) fn accounts(&self) {
        self.note(Duration::ZERO, |noted| noted.accounts = true);
    }

    pub(crate) fn drafts(&self) {
        self.note(Duration::ZERO, |noted| noted.drafts = true);
    }

    /// The list of an account's spaces reads differently.
    pub(crate) fn spaces(&self, account: &AccountId) {
        self.note(Duration::ZERO, |noted| {
            noted.spaces.insert(account.clone());
        });
    }

    /// One space was read again.
    pub(crate) fn space(&self, place: Place) {
        self.note(Duration::ZERO, |noted| {
            noted.space.insert(place);
        });
    }

    /// Something may have changed in the status line alone: a command has used a connection, for
    /// one.
    pub(crate) fn status(&self) {
        self.note(Duration::ZERO, |_| {});
    }

    pub(crate) fn plan(&self, plan: PlanId) {
        self.note(TOGETHER, |noted| {
            noted.plans.insert(plan);
        });
    }

    /// The way to an account's platform is another: its spaces can or can't be read now.
    pub(crate) fn connection(&self, account: &AccountId) {
        self.note(TOGETHER, |noted| {
            noted.spaces.insert(account.clone());
        });
    }

    /// More rows are on a list than the window was told of.
    pub(crate) fn rows(&self, rows: RowsLoaded) {
        self.desktop.tell(Changed::Rows(rows));
    }

    pub(crate) fn reading(&self, reading: Reading) {
        self.desktop.tell(Changed::Reading(reading));
    }

    /// How far an action on several people has come.
    pub(crate) fn people(&self, progress: PeopleProgress) {
        self.desktop.tell(Changed::People(progress));
    }

    /// The user wants to go somewhere.
    pub(crate) fn destination(&self) {
        self.desktop.tell(Changed::Destination);
    }

    /// Something is asked before the window is closed, or no longer.
    pub(crate) fn question(&self) {
        self.desktop.tell(Changed::Question);
    }

    /// The desktop around the window offers something else now.
    pub(crate) fn desktop(&self) {
        self.desktop.tell(Changed::Desktop);
    }

    /// Changes whenever something was told that may read differently outside the window as well.
    pub(crate) fn rounds(&self) -> watch::Receiver<u64> {
        self.rounds.subscribe()
    }

    pub(crate) fn dragging(&self, over: bool) {
        self.desktop.tell(Changed::Dragging { over });
    }

    pub(crate) fn dropped(&self, files: Vec<FileRef>) {
        self.desktop.tell(Changed::Dropped { files });
    }

    /// Tells the window what is noted, for as long as the app runs. `on_plan` is called for each
    /// plan just before it is told, which is far less often than a plan is noted.
    pub(crate) async fn tell(
        &self,
        on_plan: impl Fn(PlanId),
        status: impl Fn() -> Result<Status, Problem>,
    ) {
        let mut told = None;
        loop {
            self.until_due().await;
            let noted = std::mem::take(&mut *self.noted.locked());
            noted.plans.iter().copied().for_each(&on_plan);
            noted.tell(&*self.desktop);
            match status() {
                Ok(status) if told.as_ref() != Some(&status) => {
                    told = Some(status.clone());
                    self.desktop.tell(Changed::Status { status });
                }
                Ok(_) => {}
                Err(problem) => tracing::warn!(?problem, "the status can't be read"),
            }
            self.rounds.send_modify(|round| *round += 1);
        }
    }

    async fn until_due(&self) {
        loop {
            // A note that comes between reading the time and waiting leaves a permit behind, so
            // that the wait ends at once and the time is read again.
            let due = self.noted.locked().due;
            match due {
                None => self.is_noted.notified().await,
                Some(due) => {
                    if due <= Instant::now() {
                        return;
                    }
                    tokio::select! {
                        () = tokio::time::sleep_until(due) => return,
                        () = self.is_noted.notified() => {}
                    }
                }
            }
        }
    }

    fn note(&self, within: Duration, note: impl FnOnce(&mut Noted)) {
        let mut noted = self.noted.locked();
        note(&mut noted);
        let due = Instant::now() + within;
        noted.due = Some(noted.due.map_or(due, |before| before.min(due)));
        drop(noted);
        self.is_noted.notify_one();
    }
}

impl Noted {
    fn tell(self, desktop: &dyn Desktop) {
        if self.accounts {
            desktop.tell(Changed::Accounts);
        }
        if self.drafts {
            desktop.tell(Changed::Drafts);
        }
        for plan in self.plans {
            desktop.tell(Changed::Plan {
                plan: plan.to_string(),
            });
        }
        for account in self.spaces {
            desktop.tell(Changed::Spaces {
                account: account.to_string(),
            });
        }
        for place in self.space {
            desktop.tell(Changed::Space {
                account: place.account.to_string(),
                org: place.org.into(),
                space: place.space.into(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::app_for_tests::{Recording, RecordingDesktop};

    fn status() -> Status {
        Status {
            connections: Vec::new(),
            settled: 0,
            total: 0,
            needs_attention: 0,
            drafts: 1,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_change_is_told_once_however_often_it_is_noted() {
        let recording = Arc::new(Recording::default());
        let changes = Changes::new(Arc::new(RecordingDesktop(Arc::clone(&recording))));
        let plan = PlanId(7);
        let told = || std::mem::take(&mut *recording.told.lock().unwrap());
        let telling = changes.tell(|_| {}, || Ok(status()));
        let noting = async {
            // The engine, another process and a command all notice the same.
            changes.plan(plan);
            changes.plan(plan);
            tokio::time::sleep(TOGETHER / 2).await;
            changes.plan(plan);
            assert_eq!(told(), [], "nothing before it is due");
            tokio::time::sleep(TOGETHER).await;
            let plan_told = Changed::Plan {
                plan: plan.to_string(),
            };
            let status_told = Changed::Status { status: status() };
            assert_eq!(told(), [plan_told.clone(), status_told]);

            // What a command changed waits for nothing, and takes with it what is noted already.
            changes.plan(plan);
            changes.drafts();
            changes.drafts();
            tokio::time::sleep(Duration::from_millis(1)).await;
            assert_eq!(
                told(),
                [Changed::Drafts, plan_told],
                "the status is the same"
            );
            tokio::time::sleep(TOGETHER * 4).await;
            assert_eq!(told(), []);
        };
        tokio::select! {
            () = telling => unreachable!("it tells for as long as the app runs"),
            () = noting => {}
        }
    }
}
