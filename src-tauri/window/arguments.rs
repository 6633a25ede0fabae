//! The arguments with which Cohort is started: what it gives to itself when the session starts it, and
//! the files that the desktop opens with it. They are read when it starts and when a second start
//! reports its own.

use std::path::{Path, PathBuf};

use tauri::Url;

/// Opens no window, because the session has started Cohort and nobody has asked for it.
pub(super) const HIDDEN: &str = "--hidden";

/// The files among the arguments, the first of which is the program. Desktops name files by path or
/// by address; other addresses, such as those that begin with `cohort:`, only open the window.
pub(super) fn files(arguments: &[String], folder: &Path) -> Vec<PathBuf> {
    arguments
        .iter()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .filter_map(|argument| match Url::parse(argument) {
            Ok(address) if address.scheme() == "file" => address.to_file_path().ok(),
            // The letter of a drive looks like a scheme.
            Ok(address) if address.scheme().len() > 1 => None,
            _ => Some(folder.join(argument)),
        })
        .filter(|path| path.is_file())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_are_opened_however_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let [list, draft] = ["my list.csv", "Week 3.cohort"].map(|name| folder.path().join(name));
        for file in [&list, &draft] {
            std::fs::write(file, "").unwrap();
        }
        let address = Url::from_file_path(&draft).unwrap();
        let given = |arguments: &[&str]| {
            let arguments: Vec<_> = arguments.iter().map(ToString::to_string).collect();
            files(&arguments, folder.path())
        };
        let both = ["cohort-desktop", HIDDEN, "my list.csv", address.as_str()];
        assert_eq!(given(&both), [list, draft]);
        let none = ["my list.csv", "cohort://open/my list.csv", "gone.csv", "."];
        assert!(given(&none).is_empty());
        // Where there is a folder of that name, a link doesn't open what is in it either.
        #[cfg(unix)]
        {
            let like_a_link = folder.path().join("cohort:/open");
            std::fs::create_dir_all(&like_a_link).unwrap();
            std::fs::write(like_a_link.join("my list.csv"), "").unwrap();
            assert!(given(&none).is_empty());
        }
    }
}
