//! The folders in which Cohort keeps its files.

use std::path::{Path, PathBuf};

use crate::network;

/// The name of Cohort's folders on every system. It is the identifier in `tauri.conf.json`.
pub const IDENTIFIER: &str = "app.cohort.desktop";

/// Cohort's folders for one user.
#[derive(Debug, Clone)]
pub struct Folders {
    data: PathBuf,
    settings: PathBuf,
}

impl Folders {
    /// The folders of the user who runs this process. `None`: the system has no such folders.
    pub fn of_this_user() -> Option<Self> {
        Some(Self::at(
            dirs::data_local_dir()?.join(IDENTIFIER),
            // A folder apart from the data on every system, so that a backup of the one isn't a
            // backup of the other. Restored data is recognised by that.
            dirs::preference_dir()?.join(IDENTIFIER),
        ))
    }

    /// The folders at these paths, which needn't exist yet.
    pub fn at(data: PathBuf, settings: PathBuf) -> Self {
        Self { data, settings }
    }

    /// The folder of everything that the user would miss.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of the preferences, and of what marks the data as this computer's.
    pub fn settings(&self) -> &Path {
        &self.settings
    }

    /// The file that holds all of Cohort's data.
    pub fn data_file(&self) -> PathBuf {
        self.data.join("cohort.db")
    }

    /// The folder of the practice platform.
    pub fn practice(&self) -> PathBuf {
        self.data.join("practice")
    }

    /// Whether the data folder is on another computer, where neither locks nor safe writing can be
    /// relied on. If that can't be found out, the answer is no.
    pub fn on_network(&self) -> bool {
        network::is_remote(&self.data)
    }
}
