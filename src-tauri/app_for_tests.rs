//! An app without a window: the real data, the real practice platform, the real engine; only
//! the desktop is one that records what was asked of it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use home::Folders;
use reader::Reader;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use vault::Vault;

use crate::app::App;
use crate::background;
use crate::bridge::{Availability, Changed, DesktopState, Preferences};
use crate::desktop::{ChosenPath, Desktop, Notification, Tray};
use crate::recent_log::LogLine;
use crate::watch;

#[derive(Default)]
pub(crate) struct Recording {
    pub(crate) told: Mutex<Vec<Changed>>,
    pub(crate) opened: Mutex<Vec<String>>,
    /// What the user names in the next dialog, and what the dialog proposed.
    pub(crate) names: Mutex<Option<PathBuf>>,
    pub(crate) proposed: Mutex<Vec<String>>,
    /// The preferences that were kept last.
    pub(crate) kept: Mutex<Option<Preferences>>,
    /// What the tray shows.
    pub(crate) tray: Mutex<Option<Tray>>,
    pub(crate) notifications: Mutex<Vec<Notification>>,
    /// How often the window was to be shown.
    pub(crate) window_shown: Mutex<u32>,
    pub(crate) window_closed: Mutex<bool>,
    pub(crate) quit: Mutex<bool>,
    pub(crate) started_again: Mutex<bool>,
    pub(crate) folders_shown: Mutex<Vec<PathBuf>>,
    pub(crate) starts_with_session: Mutex<bool>,
    pub(crate) log: Mutex<Vec<LogLine>>,
}

pub(crate) struct RecordingDesktop(pub(crate) Arc<Recording>);

impl Desktop for RecordingDesktop {
    fn tell(&self, changed: Changed) {
        self.0.told.lock().unwrap().push(changed);
    }

    fn keep_preferences(&self, preferences: &Preferences) {
        *self.0.kept.lock().unwrap() = Some(preferences.clone());
    }

    fn open_in_browser(&self, url: &str) -> bool {
        self.0.opened.lock().unwrap().push(url.to_owned());
        true
    }

    fn print(&self) -> bool {
        true
    }

    fn choose_file(&self, _: Option<&'static str>) -> ChosenPath<'_> {
        Box::pin(async { self.0.names.lock().unwrap().take() })
    }

    fn save_file(&self, name: &str) -> ChosenPath<'_> {
        self.0.proposed.lock().unwrap().push(name.to_owned());
        Box::pin(async { self.0.names.lock().unwrap().take() })
    }

    fn show_tray(&self, tray: &Tray) {
        *self.0.tray.lock().unwrap() = Some(tray.clone());
    }

    fn show_window(&self) {
        *self.0.window_shown.lock().unwrap() += 1;
    }

    fn notify(&self, notification: &Notification) {
        self.0
            .notifications
            .lock()
            .unwrap()
            .push(notification.clone());
    }

    fn close_window(&self) {
        *self.0.window_closed.lock().unwrap() = true;
    }

    fn start_again(&self) {
        *self.0.started_again.lock().unwrap() = true;
    }

    fn show_folder(&self, folder: &Path) -> bool {
        let mut shown = self.0.folders_shown.lock().unwrap();
        shown.push(folder.to_owned());
        true
    }

    fn state(&self) -> DesktopState {
        DesktopState {
            tray: Availability::Available,
            notifications: Availability::Available,
            starts_with_session: Some(*self.0.starts_with_session.lock().unwrap()),
        }
    }

    fn recent_log(&self) -> Vec<LogLine> {
        self.0.log.lock().unwrap().clone()
    }

    fn start_with_session(&self, on: bool) {
        *self.0.starts_with_session.lock().unwrap() = on;
    }

    fn quit(&self) {
        *self.0.quit.lock().unwrap() = true;
    }
}

pub(crate) struct Running {
    pub(crate) app: Arc<App>,
    pub(crate) recording: Arc<Recording>,
    folder: TempDir,
    tasks: Vec<JoinHandle<()>>,
}

pub(crate) async fn run() -> Running {
    run_in(tempfile::tempdir().unwrap()).await
}

pub(crate) async fn run_in(folder: TempDir) -> Running {
    let recording = Arc::new(Recording::default());
    let app = App::open(
        Folders::at(folder.path().join("data"), folder.path().join("settings")),
        Preferences::default(),
        Vault::system(),
        // The tests' own program can't start itself as the one that reads.
        Reader::in_thread(),
        Arc::new(RecordingDesktop(Arc::clone(&recording))),
    )
    .unwrap();
    let app = Arc::new(app);
    app.start().await;
    let tasks = vec![
        tokio::spawn(watch::run(Arc::clone(&app))),
        tokio::spawn(background::run(Arc::clone(&app))),
        tokio::spawn(Arc::clone(&app).run()),
    ];
    Running {
        app,
        recording,
        folder,
        tasks,
    }
}

impl Running {
    /// Ends this run; the next one finds the data as it was left.
    pub(crate) async fn stop(self) -> TempDir {
        for task in self.tasks {
            task.abort();
            // Ended by force: that is what the error says.
            let _ = task.await;
        }
        assert!(
            Arc::into_inner(self.app).is_some(),
            "somebody is still at work"
        );
        self.folder
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

/// Waits until this is so; what it says when it never is.
pub(crate) async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let started = Instant::now();
    while !holds().await {
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "never came to: {what}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
