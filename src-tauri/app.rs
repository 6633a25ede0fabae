//! Everything the commands work with, and the life of it. What happens at its start is in `last_run.rs`.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};

use home::{Folders, PracticeHost};
use jiff::Timestamp;
use lists::OpenLists;
use outbox::{Outbox, OutboxOptions};
use reader::Reader;
use store::{Store, StoreError};
use tokio::sync::watch;
use vault::Vault;

use crate::bridge::{Closing, Destination, Preferences, Question, QuestionAnswer, StartNotice};
use crate::changes::Changes;
use crate::chosen_files::ChosenFiles;
use crate::desktop::Desktop;
use crate::last_run::data_set_aside;
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
    pub(crate) ready: watch::Sender<bool>,
}

impl App {
    /// Opens the data. Nothing is sent, and no server started, before [`App::start`].
    pub(crate) fn open(
        folders: Folders,
        preferences: Preferences,
        vault: Vault,
        reader: Reader,
        desktop: Arc<dyn Desktop>,
    ) -> Result<Self, StoreError> {
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
