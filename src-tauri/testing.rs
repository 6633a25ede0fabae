//! An app without a window: the real data, the real practice platform, the real engine; only
//! the desktop is one that records what was asked of it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use home::Folders;
use reader::Reader;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use vault::Vault;

use crate::app::App;
use crate::bridge::{Changed, FileKind, Preferences};
use crate::desktop::{ChosenPath, Desktop};
use crate::watch;

#[derive(Default)]
pub(crate) struct Recording {
    pub(crate) told: Mutex<Vec<Changed>>,
    pub(crate) opened: Mutex<Vec<String>>,
    /// What the user names in the next dialog, and what the dialog proposed.
    pub(crate) names: Mutex<Option<PathBuf>>,
    pub(crate) proposed: Mutex<Vec<String>>,
}

pub(crate) struct RecordingDesktop(pub(crate) Arc<Recording>);

impl Desktop for RecordingDesktop {
    fn tell(&self, changed: Changed) {
        self.0.told.lock().unwrap().push(changed);
    }

    fn keep_preferences(&self, _: &Preferences) {}

    fn open_in_browser(&self, url: &str) -> bool {
        self.0.opened.lock().unwrap().push(url.to_owned());
        true
    }

    fn print(&self) -> bool {
        true
    }

    fn choose_file(&self, _: FileKind) -> ChosenPath<'_> {
        Box::pin(async { self.0.names.lock().unwrap().take() })
    }

    fn save_file(&self, name: &str) -> ChosenPath<'_> {
        self.0.proposed.lock().unwrap().push(name.to_owned());
        Box::pin(async { self.0.names.lock().unwrap().take() })
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
        // The tests' own program cannot start itself as the one that reads.
        Reader::in_thread(),
        Arc::new(RecordingDesktop(Arc::clone(&recording))),
    )
    .unwrap();
    let app = Arc::new(app);
    app.start().await;
    let tasks = vec![
        tokio::spawn(watch::run(Arc::clone(&app))),
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
    /// Ends this run; the next one finds the data as they are left.
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
