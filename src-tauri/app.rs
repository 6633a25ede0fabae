//! Everything the commands work with, and the life of it: opened, started, run.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use home::{Folders, PracticeHost};
use jiff::Timestamp;
use lists::OpenLists;
use outbox::{DeliveryError, Outbox, OutboxOptions};
use reader::Reader;
use store::{Plan, PlanState, Purpose, SetAside, Store, StoreError};
use tokio::sync::watch;
use vault::Vault;

use crate::bridge::{
    Closing, Destination, Preferences, Question, QuestionAnswer, StartNotice, Unsent,
};
use crate::changes::Changes;
use crate::chosen_files::ChosenFiles;
use crate::desktop::Desktop;
use lock::LockExt as _;

/// Everything the commands work with.
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) vault: Vault,
    pub(crate) outbox: Outbox,
    pub(crate) lists: Arc<OpenLists>,
    pub(crate) files: ChosenFiles,
    pub(crate) practice: PracticeHost,
    pub(crate) desktop: Arc<dyn Desktop>,
    pub(crate) changes: Changes,
    preferences: Mutex<Preferences>,
    notices: Mutex<Vec<StartNotice>>,
    destination: Mutex<Option<Destination>>,
    opened_with: Mutex<Vec<PathBuf>>,
    question: Mutex<Option<Question>>,
    ready: watch::Sender<bool>,
}

/// Why the app can't be opened at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    #[error("the data on this computer can't be used")]
    Store(#[from] StoreError),
}

fn data_set_aside(aside: &SetAside) -> StartNotice {
    let text = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    StartNotice::DataSetAside {
        file: text(aside.file.file_name()),
        folder: text(aside.file.parent().map(Path::as_os_str)),
    }
}

impl App {
    /// Opens the data. Nothing is sent, and no server started, before [`App::start`].
    pub(crate) fn open(
        folders: Folders,
        preferences: Preferences,
        vault: Vault,
        reader: Reader,
        desktop: Arc<dyn Desktop>,
    ) -> Result<Self, OpenError> {
        let now = Timestamp::now();
        let opened = Store::open(&folders.data_file(), now)?;
        let set_aside = opened.set_aside.as_ref();
        let mut notices: Vec<_> = set_aside.map(data_set_aside).into_iter().collect();
        if folders.on_network() {
            notices.push(StartNotice::DataOnNetwork {
                folder: folders.data().display().to_string(),
            });
        }
        let store = opened.store;
        let practice = PracticeHost::new(folders.practice(), store.clone(), vault.clone());
        Ok(Self {
            outbox: Outbox::open(
                &store,
                &vault,
                folders.data(),
                folders.settings(),
                OutboxOptions {
                    before_use: Some(outbox::before_use(&practice, PracticeHost::start_for)),
                    // A test must not write into the keyring of whoever runs it.
                    mark_in_keyring: !cfg!(test),
                    ..OutboxOptions::default()
                },
            ),
            lists: Arc::new(OpenLists::new(store.clone())),
            files: ChosenFiles::read_by(reader),
            practice,
            preferences: Mutex::new(preferences),
            notices: Mutex::new(notices),
            destination: Mutex::default(),
            opened_with: Mutex::default(),
            question: Mutex::default(),
            ready: watch::Sender::new(false),
            store,
            vault,
            changes: Changes::new(Arc::clone(&desktop)),
            desktop,
        })
    }

    /// Settles what the last run left open. The practice platform starts when its account is used,
    /// and here only if there is no such account yet.
    pub(crate) async fn start(&self) {
        let now = Timestamp::now();
        // The window is there by now. It waits for what follows, and for nothing before.
        match self.outbox.delivery.set_aside_if_damaged(now).await {
            Ok(None) => {}
            Ok(Some(aside)) => {
                self.notices().push(data_set_aside(&aside));
                self.changes.drafts();
            }
            Err(problem) => tracing::error!(%problem, "the data file couldn't be checked"),
        }
        if let Err(problem) = self.practice.start_if_new(now).await {
            self.notices().push(StartNotice::PracticeDown {
                problem: problem.into(),
            });
        }
        if let Err(problem) = self.sweep(now).await {
            tracing::error!(%problem, "what the last run left open couldn't be read");
        }
        self.ready.send_replace(true);
    }

    async fn sweep(&self, now: Timestamp) -> Result<(), DeliveryError> {
        /// What was deleted can be brought back for so long.
        const DELETED_KEPT: jiff::SignedDuration = jiff::SignedDuration::from_hours(30 * 24);
        let Some(found) = self.outbox.delivery.claim(now).await? else {
            return Ok(());
        };
        if let Some(found) = found.restored {
            self.notices().push(StartNotice::DataRestored {
                unsettled: found.unsettled,
                drafts: found.drafts,
            });
        }
        if found.held_in_grace > 0 {
            self.notices().push(StartNotice::PlansHeld {
                count: found.held_in_grace,
            });
        }
        // Restored data go on only when the user says so.
        let waited = self.unsent(|plan| plan.state == PlanState::Sending)?;
        if waited.any && found.restored.is_none() {
            self.notices().push(StartNotice::SendingGoesOn { waited });
        }
        self.store.drafts_sweep(now - DELETED_KEPT)?;
        Ok(self.store.kept_lists_sweep(now - DELETED_KEPT)?)
    }

    /// What of these plans isn't sent yet.
    pub(crate) fn unsent(&self, which: impl Fn(&Plan) -> bool) -> Result<Unsent, StoreError> {
        let mut unsent = Unsent::default();
        for plan in self.store.plans_under_way()?.readable {
            if !which(&plan) || self.store.plan_counts(plan.id)?.under_way() == 0 {
                continue;
            }
            let left = self.store.plan_targets(&plan)?.under_way();
            match plan.intent.purpose {
                Some(Purpose::Instances) => unsent.instances += left,
                Some(Purpose::Distribute) => unsent.targets += left,
                _ => unsent.people += left,
            }
            unsent.any = true;
            unsent.in_grace |= plan.state == PlanState::Grace;
        }
        Ok(unsent)
    }

    /// Works for as long as the app runs: sends where no other process does, and is ready to take
    /// over from one that does. What happens meanwhile is told by [`watch::run`](crate::watch::run).
    pub(crate) async fn run(self: Arc<Self>) {
        let practice_started = || {
            self.outbox.platform_started(&store::AccountId::practice());
        };
        tokio::join!(
            self.outbox.delivery.run(),
            self.outbox.delivery.keep_daily_backups(),
            self.practice.keep_running(practice_started),
        );
    }

    /// Waits until [`App::start`] has done its work.
    pub(crate) async fn ready(&self) {
        // The sender lives as long as the app: waiting can't fail.
        let _ = self.ready.subscribe().wait_for(|ready| *ready).await;
    }

    pub(crate) fn preferences(&self) -> MutexGuard<'_, Preferences> {
        self.preferences.locked()
    }

    /// The language in which everything outside the window is said too.
    pub(crate) fn language(&self) -> language::Language {
        self.preferences().language.language()
    }

    pub(crate) fn notices(&self) -> MutexGuard<'_, Vec<StartNotice>> {
        self.notices.locked()
    }

    /// Leads the user there. The window takes it when it hears of it, or once it has opened.
    pub(crate) fn go_to(&self, destination: Destination) {
        *self.destination.locked() = Some(destination);
        self.desktop.show_window();
        self.changes.destination();
    }

    /// Files that the user opened with Cohort. The window gets them as if they had been dropped on it,
    /// when it asks where to go.
    pub(crate) fn open_files(&self, files: Vec<PathBuf>) {
        self.opened_with.locked().extend(files);
        self.changes.destination();
    }

    pub(crate) fn take_opened_files(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *self.opened_with.locked())
    }

    pub(crate) fn take_destination(&self) -> Option<Destination> {
        self.destination.locked().take()
    }

    /// Asks the user, in the window, which opens for it.
    pub(crate) fn ask(&self, question: Question) {
        *self.question.locked() = Some(question);
        self.desktop.show_window();
        self.changes.question();
    }

    /// What is asked at present.
    pub(crate) fn question(&self) -> Option<Question> {
        *self.question.locked()
    }

    /// Nothing is asked any more.
    pub(crate) fn forget_question(&self) {
        self.question.locked().take();
    }

    pub(crate) fn answer(&self, answer: QuestionAnswer) {
        let asked = self.question.locked().take();
        self.changes.question();
        match (asked, answer) {
            // The window stays as it was.
            (None, _)
            | (_, QuestionAnswer::Dismiss)
            | (Some(Question::Quit { .. }), QuestionAnswer::KeepRunning) => {}
            (Some(Question::FirstClose { .. }), QuestionAnswer::KeepRunning) => {
                self.keep_closing(Closing::KeepRunning);
                self.desktop.close_window();
            }
            (Some(Question::FirstClose { .. }), QuestionAnswer::Quit) => {
                self.keep_closing(Closing::Quit);
                self.desktop.quit();
            }
            (Some(Question::Quit { .. }), QuestionAnswer::Quit) => self.desktop.quit(),
        }
    }

    /// The window that also keeps preferences is gone after either answer, so nothing overwrites
    /// this one.
    fn keep_closing(&self, closing: Closing) {
        let mut preferences = self.preferences();
        preferences.closing = closing;
        self.desktop.keep_preferences(&preferences);
    }
}
