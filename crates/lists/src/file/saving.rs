//! From bytes to a file on the disk: all of them, or none. Lists, drafts and reports are saved by
//! it alike.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::source::name;

/// Longer names are cut. Some systems allow 255 bytes, and a character can take two or more; this
/// leaves room for the ending and for a number that a dialog may add.
const NAME_LENGTH: usize = 100;

/// Where something was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedAt {
    pub name: String,
    pub folder: PathBuf,
}

/// A file that couldn't be written, by its name. Whatever was there before is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("{name} can't be written: the disk is full")]
    DiskFull {
        name: String,
        #[source]
        error: io::Error,
    },
    #[error("{name} can't be written")]
    Disk {
        name: String,
        #[source]
        error: io::Error,
    },
}

/// A name that every system accepts, for something called `title`.
pub fn file_name(title: &str, ending: &str) -> String {
    let is_shown = |c: &char| !visible::is_hidden(*c) && !visible::is_joiner(*c);
    let plain: String = title.chars().filter(is_shown).collect();
    let options = sanitize_filename::Options {
        windows: true,
        truncate: false,
        replacement: "-",
    };
    let plain = sanitize_filename::sanitize_with_options(plain.trim(), options);
    let short: String = plain.chars().take(NAME_LENGTH).collect();
    match short.trim_matches(['.', ' ', '-']) {
        name if name.is_empty() || is_device(name) => format!("list.{ending}"),
        name => format!("{name}.{ending}"),
    }
}

/// Whether Windows takes this for the name of a device, such as the console, whatever follows a dot.
/// What was cleaned above has no such name, but cutting its ends can make one.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_ascii_lowercase();
    let numbered = ["com", "lpt"]
        .iter()
        .find_map(|device| stem.strip_prefix(device));
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&stem.as_str())
        || numbered.is_some_and(|number| {
            let mut characters = number.chars();
            matches!(characters.next(), Some('0'..='9' | '¹' | '²' | '³'))
                && characters.next().is_none()
        })
}

/// Writes beside the file, and puts the result in its place once all of it is on the disk. Writing
/// into the file itself would be simpler, but a full disk or a crash would then destroy what was
/// there before.
pub fn save(path: PathBuf, ending: &str, bytes: &[u8]) -> Result<SavedAt, SaveError> {
    let path = with_ending(path, ending);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let failed = |error: io::Error| {
        let name = name(&path);
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                SaveError::DiskFull { name, error }
            }
            _ => SaveError::Disk { name, error },
        }
    };
    let mut file = beside(folder, &path).map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(SavedAt {
        name: name(&path),
        folder: folder.to_owned(),
    })
}

/// An empty file in the folder, with the mode of the file whose place it will take: what its owner
/// has closed to others stays closed, from the first byte on.
#[cfg(unix)]
fn beside(folder: &Path, path: &Path) -> io::Result<NamedTempFile> {
    use std::fs::{Permissions, metadata};
    use std::os::unix::fs::PermissionsExt as _;

    match metadata(path) {
        Ok(replaced) => {
            // It is made for its owner alone, because the system would take bits away from
            // another mode but never from one that is set afterwards.
            let file = temporary().tempfile_in(folder)?;
            let mode = replaced.permissions().mode() & 0o777;
            file.as_file()
                .set_permissions(Permissions::from_mode(mode))?;
            Ok(file)
        }
        // A temporary file is readable by its owner alone. This one becomes an ordinary file of
        // the user's, so it gets what the user's other files get.
        Err(_) => temporary()
            .permissions(Permissions::from_mode(0o666))
            .tempfile_in(folder),
    }
}

/// An empty file in the folder. On Windows it gets the rights of the folder it is in.
#[cfg(not(unix))]
fn beside(folder: &Path, _: &Path) -> io::Result<NamedTempFile> {
    temporary().tempfile_in(folder)
}

fn temporary() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".cohort-");
    builder
}

/// Adds the ending where whoever typed the name left it out. The dialog asked about replacing a
/// file of the name as typed; where adding the ending would replace another file, about which
/// nobody was asked, the name stays as typed.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    let ended = path.with_extension(ending);
    if ended.exists() { path } else { ended }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn names_are_good_on_every_system() {
        for (title, name) in [
            ("Finance I", "Finance I.csv"),
            ("../a/b\\c:d", "a-b-c-d.csv"),
            ("con", "list.csv"),
            ("CON-", "list.csv"),
            ("- nul .week 3", "list.csv"),
            ("Com¹", "list.csv"),
            ("Com", "Com.csv"),
            ("Console", "Console.csv"),
            ("Week 3...", "Week 3.csv"),
            ("\u{202e}fdp", "fdp.csv"),
            ("a\u{ad}\u{e0041}\u{200d}b", "ab.csv"),
            (" . ", "list.csv"),
        ] {
            assert_eq!(file_name(title, "csv"), name);
        }
        assert!(file_name(&"ä".repeat(400), "csv").len() <= 255);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_saved_over_keeps_its_mode() {
        use std::fs::{Permissions, metadata, set_permissions};
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        save(path.clone(), "csv", b"old").unwrap();
        for mode in [0o600, 0o640, 0o666] {
            set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            save(path.clone(), "csv", b"new").unwrap();
            assert_eq!(metadata(&path).unwrap().permissions().mode() & 0o777, mode);
        }
    }

    #[test]
    fn a_save_that_fails_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        save(path.clone(), "csv", b"old").unwrap();
        save(path.clone(), "csv", b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        let entries = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(entries, 1, "nothing is left beside it");

        let gone = folder.path().join("no such folder").join("list.csv");
        let error = save(gone, "csv", b"x").unwrap_err();
        assert!(matches!(error, SaveError::Disk { name, .. } if name == "list.csv"));
        // A folder of that name can't be replaced.
        std::fs::create_dir(folder.path().join("taken.csv")).unwrap();
        let error = save(folder.path().join("taken.csv"), "csv", b"x").unwrap_err();
        assert!(matches!(error, SaveError::Disk { name, .. } if name == "taken.csv"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
