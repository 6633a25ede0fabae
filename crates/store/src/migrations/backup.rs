//! The data file as it was before a migration, kept beside it.
//!
//! Should a migration turn out to be wrong, the data that it was applied to are still there. A copy
//! is named by its version and by the day, and only the last few are kept.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// So many copies are kept.
const KEPT: usize = 3;

/// Copies the file. It isn't changed meanwhile, because whoever migrates holds the right to write.
pub(super) fn keep(file: &Path, version: i64, now: Timestamp) -> Result<(), StoreError> {
    let stem = stem(file);
    let stamp = now.strftime("%Y%m%d-%H%M%S");
    let copy = file.with_file_name(format!("{stem}{version}-{stamp}.db"));
    // Under its own name only once it is whole.
    let part = file.with_file_name(format!("{stem}{version}.part"));
    remove(&part)?;
    private::database(&part).map_err(StoreError::File)?;
    let reading = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    reading.execute("VACUUM INTO ?1", [part.to_string_lossy()])?;
    File::open(&part)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::of_writing)?;
    fs::rename(&part, &copy).map_err(StoreError::File)?;
    drop_old(file, &stem)
}

/// How the names of all copies begin.
fn stem(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    format!("{stem}-version-")
}

fn drop_old(file: &Path, stem: &str) -> Result<(), StoreError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut copies: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .map_err(StoreError::Folder)?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?;
            // The day and the time, by which they are in order.
            let (_, stamp) = name
                .strip_prefix(stem)?
                .strip_suffix(".db")?
                .split_once('-')?;
            Some((stamp.to_owned(), path))
        })
        .collect();
    copies.sort();
    copies.truncate(copies.len().saturating_sub(KEPT));
    for (_, old) in copies {
        remove(&old)?;
    }
    Ok(())
}

fn remove(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::File(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_few_copies_are_kept_and_only_the_user_can_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cohort.db");
        let data = Connection::open(&file).unwrap();
        data.execute_batch("CREATE TABLE names (name TEXT); INSERT INTO names VALUES ('Ada')")
            .unwrap();
        let start: Timestamp = "2026-03-02T10:42:00Z".parse().unwrap();
        for version in [9, 10, 11, 12] {
            keep(&file, version, start + version.hours()).unwrap();
        }
        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            names,
            [
                "cohort-version-10-20260302-204200.db",
                "cohort-version-11-20260302-214200.db",
                "cohort-version-12-20260302-224200.db",
                "cohort.db",
            ]
        );
        let copy = folder.path().join(&names[0]);
        let name: String = Connection::open(&copy)
            .unwrap()
            .query_row("SELECT name FROM names", [], |row| row.get(0))
            .unwrap();
        assert_eq!(name, "Ada");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&copy).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}
