//! An app without a window: the real data, the real practice platform, the real engine; only
//! the desktop is a notebook.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use vault::Vault;

use crate::app::App;
use crate::bridge::{Changed, Preferences};
use crate::folders::Folders;
use crate::host::Host;
use crate::news;

#[derive(Default)]
pub(crate) struct Notebook {
    pub(crate) told: Mutex<Vec<Changed>>,
    pub(crate) opened: Mutex<Vec<String>>,
}

struct Desk(Arc<Notebook>);

impl Host for Desk {
    fn tell(&self, changed: Changed) {
        self.0.told.lock().unwrap().push(changed);
    }

    fn keep_preferences(&self, _: &Preferences) {}

    fn open_in_browser(&self, url: &str) -> bool {
        self.0.opened.lock().unwrap().push(url.to_owned());
        true
    }
}

pub(crate) struct Running {
    pub(crate) app: Arc<App>,
    pub(crate) notebook: Arc<Notebook>,
    folder: TempDir,
}

pub(crate) async fn run() -> Running {
    run_in(tempfile::tempdir().unwrap()).await
}

pub(crate) async fn run_in(folder: TempDir) -> Running {
    let notebook = Arc::new(Notebook::default());
    let app = App::begin(
        Folders::at(folder.path().join("data")),
        Preferences::default(),
        Vault::system(),
        Box::new(Desk(Arc::clone(&notebook))),
    )
    .unwrap();
    let app = Arc::new(app);
    app.start().await;
    tokio::spawn(news::tell(Arc::clone(&app)));
    let delivers = Arc::clone(&app);
    tokio::spawn(async move { delivers.engine.run().await });
    Running {
        app,
        notebook,
        folder,
    }
}

impl Running {
    pub(crate) fn data(&self) -> std::path::PathBuf {
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
