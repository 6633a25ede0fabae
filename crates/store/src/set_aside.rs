//! A file that can't be used is moved aside untouched, never overwritten.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Timestamp;

use crate::StoreError;

/// The file that SQLite keeps under this name beside the data file.
pub(crate) fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether a file of this name is one that was moved aside, or what SQLite keeps beside it.
pub(crate) fn is_set_aside(file: &Path, name: &str) -> bool {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let rest = name.strip_prefix(&*stem);
    let rest = rest.and_then(|rest| rest.strip_prefix("-set-aside-"));
    rest.is_some_and(|rest| {
        [".db", ".db-wal", ".db-shm"]
            .iter()
            .any(|ending| rest.ends_with(ending))
    })
}

/// Moves the file, and what SQLite keeps beside it, to a name that is free.
pub(crate) fn set_aside(file: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
    let stem = file.file_stem().map(OsString::from).unwrap_or_default();
    let mut aside = file.to_path_buf();
    for n in 1.. {
        let mut name = stem.clone();
        name.push(format!("-set-aside-{stamp}"));
        if n > 1 {
            name.push(format!("-{n}"));
        }
        name.push(".db");
        aside = file.with_file_name(name);
        if !aside.exists() {
            break;
        }
    }
    for suffix in ["", "-wal", "-shm"] {
        match fs::rename(beside(file, suffix), beside(&aside, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound || suffix.is_empty() => {
                return Err(StoreError::SettingAside(error));
            }
            _ => {}
        }
    }
    Ok(aside)
}
