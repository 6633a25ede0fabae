//! The app's data, and all that is in the user's home: where the data is, backups of it, and the
//! files that contain something.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::desktop::Desktop;

/// The name of the app's folder among the data of a user.
const APP_FOLDER: &str = "app.cohort.desktop";

impl Desktop {
    /// Where the app keeps its data.
    pub fn data(&self) -> PathBuf {
        self.home().join(".local/share").join(APP_FOLDER)
    }

    /// Copies the app's data as a backup does.
    pub fn backs_up_data(&self) -> TempDir {
        let backup = tempfile::tempdir().expect("there is room for a copy");
        copy(&self.data(), &backup.path().join("data"));
        backup
    }

    /// Replaces the app's data by a backup.
    pub fn restores_data(&self, backup: &TempDir) {
        fs::remove_dir_all(self.data()).expect("the test may remove the data");
        copy(&backup.path().join("data"), &self.data());
    }

    /// The files in the home folder that contain these bytes.
    pub fn files_with(&self, bytes: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.home().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let (path, Ok(kind)) = (entry.path(), entry.file_type()) else {
                    continue;
                };
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() && contains(&fs::read(&path).unwrap_or_default(), bytes) {
                    found.push(path);
                }
            }
        }
        found
    }
}

fn copy(from: &Path, to: &Path) {
    let done = Command::new("cp")
        .arg("--recursive")
        .arg(from)
        .arg(to)
        .status();
    assert!(
        done.is_ok_and(|status| status.success()),
        "the data can't be copied"
    );
}

fn contains(bytes: &[u8], wanted: &str) -> bool {
    bytes
        .windows(wanted.len())
        .any(|window| window == wanted.as_bytes())
}
