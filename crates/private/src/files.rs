//! Files and folders that only their owner may read.
//!
//! Each is made with its mode, so that there is no moment at which others could open it. One that
//! exists already is tightened whenever it is used: it may come from an earlier version, from a
//! backup, or from another computer.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Opens a file for writing, making it where there is none.
pub fn file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    tighten(path)?;
    Ok(file)
}

/// Makes a folder, and those above it, where there is none.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)?;
    tighten(path)
}

/// Makes a database file where there is none, so that SQLite doesn't make it readable for others,
/// and tightens what SQLite keeps beside it. SQLite gives new files there the mode of the database.
pub fn database(path: &Path) -> io::Result<()> {
    match tighten(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => drop(file(path)?),
        tightened => tightened?,
    }
    for suffix in ["-wal", "-shm", "-journal"] {
        match tighten(&beside(path, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

/// Takes away what others may do. A file whose mode is right isn't touched, because on some file
/// systems no mode can be set.
#[cfg(unix)]
fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    let private = mode & 0o700;
    if mode == private {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(private))
}

#[cfg(not(unix))]
fn tighten(path: &Path) -> io::Result<()> {
    fs::metadata(path).map(drop)
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_made_is_private_from_the_start() {
        let place = tempfile::tempdir().unwrap();
        let inner = place.path().join("a/b");
        folder(&inner).unwrap();
        assert_eq!(
            (mode(&place.path().join("a")), mode(&inner)),
            (0o700, 0o700)
        );
        let made = inner.join("data.db");
        database(&made).unwrap();
        assert_eq!(mode(&made), 0o600);
        assert!(!beside(&made, "-wal").exists());
    }

    #[test]
    fn what_others_could_read_is_tightened_and_keeps_what_it_holds() {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().join("data.db");
        let files = [data.clone(), beside(&data, "-wal"), beside(&data, "-shm")];
        for path in &files {
            fs::write(path, "held").unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o664)).unwrap();
        }
        database(&data).unwrap();
        for path in &files {
            assert_eq!(mode(path), 0o600, "{}", path.display());
            assert_eq!(fs::read(path).unwrap(), b"held");
        }
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
        folder(place.path()).unwrap();
        assert_eq!(mode(place.path()), 0o700);
    }
}
