//! From bytes to a file on the disk: whole, or not at all.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::bridge::{Problem, ProblemCode, SavedFile};

/// Longer names are cut: what some systems can take, less room for a number and an ending.
const NAME_LENGTH: usize = 100;

/// A name that every system takes, for something called `title`.
pub(crate) fn file_name(title: &str, ending: &str) -> String {
    let plain: String = title.chars().filter(|c| !is_unseen(*c)).collect();
    let options = sanitize_filename::Options {
        windows: true,
        truncate: false,
        replacement: "-",
    };
    let plain = sanitize_filename::sanitize_with_options(plain.trim(), options);
    let short: String = plain.chars().take(NAME_LENGTH).collect();
    match short.trim_matches(['.', ' ', '-']) {
        "" => format!("list.{ending}"),
        name => format!("{name}.{ending}"),
    }
}

/// Characters that turn or hide what stands beside them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Writes beside the file and puts it in its place once all of it is on the disk: until then
/// whatever was there before stays.
pub(crate) fn save(path: PathBuf, ending: &str, bytes: &[u8]) -> Result<SavedFile, Problem> {
    let path = with_ending(path, ending);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let failed = |error: &std::io::Error| {
        let code = match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ProblemCode::DiskFull,
            _ => ProblemCode::FileUnwritable,
        };
        Problem::of(code)
            .about(name(&path))
            .with_detail(error.to_string())
    };
    let mut file = beside(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| failed(&error))?;
    file.persist(&path).map_err(|error| failed(&error.error))?;
    Ok(SavedFile {
        name: name(&path),
        folder: folder.display().to_string(),
    })
}

fn beside(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any file of the user's, not for the user's eyes alone as temporary ones are.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".cohort-").tempfile_in(folder)
}

/// Dialogs leave the ending to whoever types the name. A file that would be replaced without
/// having been asked about is not.
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
            ("\u{202e}fdp", "fdp.csv"),
            (" . ", "list.csv"),
        ] {
            assert_eq!(file_name(title, "csv"), name);
        }
        assert!(file_name(&"ä".repeat(400), "csv").len() <= 255);
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
        let problem = save(gone, "csv", b"x").unwrap_err();
        assert_eq!(problem.code, ProblemCode::FileUnwritable);
        // A folder of that name cannot be replaced.
        std::fs::create_dir(folder.path().join("taken.csv")).unwrap();
        let problem = save(folder.path().join("taken.csv"), "csv", b"x").unwrap_err();
        assert_eq!(problem.code, ProblemCode::FileUnwritable);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
