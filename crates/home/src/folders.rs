use std::path::{Path, PathBuf};

use crate::network;

/// The name of the app's folders on every system, as in `tauri.conf.json`.
pub const IDENTIFIER: &str = "app.cohort.desktop";

/// Where things lie on this computer.
#[derive(Debug, Clone)]
pub struct Folders {
    data: PathBuf,
    settings: PathBuf,
}

impl Folders {
    /// Those of the user who runs this; `None` where the system names none.
    pub fn of_this_user() -> Option<Self> {
        Some(Self::at(
            dirs::data_local_dir()?.join(IDENTIFIER),
            // Not where the data lie, on any system: a backup of one is none of the other.
            dirs::preference_dir()?.join(IDENTIFIER),
        ))
    }

    pub fn at(data: PathBuf, settings: PathBuf) -> Self {
        Self { data, settings }
    }

    pub fn data(&self) -> &Path {
        &self.data
    }

    pub fn settings(&self) -> &Path {
        &self.settings
    }

    pub fn data_file(&self) -> PathBuf {
        self.data.join("cohort.db")
    }

    pub fn practice(&self) -> PathBuf {
        self.data.join("practice")
    }

    /// Whether the data folder lies on another computer, where locks and the safe writing of
    /// data cannot be relied on. Where that cannot be found out, it is taken to be here.
    pub fn on_network(&self) -> bool {
        network::is_remote(&self.data)
    }
}
