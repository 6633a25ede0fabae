//! Whether the data are where they were, or were restored or copied meanwhile. The same mark
//! stands in the data and in the settings folder; where they differ, what is unsettled here may
//! have been sent from elsewhere.
//!
//! The mark in the data is written first. A crash between the two leaves the settings one
//! generation behind, which is no difference; data that were restored are behind the settings.

use std::io::{self, Write as _};
use std::path::Path;
use std::{fs, path::PathBuf};

use sha2::{Digest, Sha256};
use store::Installation;
use uuid::Uuid;

/// What the two marks say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The data are this installation's own and as they were left. The next mark.
    InPlace(Installation),
    /// They were restored or copied, or nobody can tell. The mark of a new installation.
    Moved(Installation),
}

impl Standing {
    pub(crate) fn of(
        data: Option<Installation>,
        settings: Option<Installation>,
        machine: &str,
    ) -> Self {
        match (data, settings) {
            (Some(data), Some(settings))
                if data.id == settings.id
                    && data.machine == machine
                    && settings.machine == machine
                    && (settings.generation..=settings.generation.saturating_add(1))
                        .contains(&data.generation) =>
            {
                Self::InPlace(Installation {
                    generation: data.generation.saturating_add(1),
                    ..data
                })
            }
            // The very first start, or the first of a version that leaves marks.
            (None, None) => Self::InPlace(fresh(machine)),
            // Among them settings that were lost: they cannot be told from data that were
            // copied to where there never were any, so they cost one answer.
            _ => Self::Moved(fresh(machine)),
        }
    }
}

fn fresh(machine: &str) -> Installation {
    Installation {
        id: Uuid::new_v4().to_string(),
        machine: machine.to_owned(),
        generation: 1,
    }
}

/// This computer, as a digest. Empty where the system has no name for it.
pub(crate) fn machine() -> String {
    match machine_uid::get() {
        Ok(id) => {
            let digest = Sha256::digest(format!("cohort\0{}", id.trim()));
            digest
                .iter()
                .take(16)
                .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
        }
        Err(error) => {
            tracing::warn!(%error, "this computer has no id");
            String::new()
        }
    }
}

/// The mark in the settings folder.
#[derive(Debug, Clone)]
pub(crate) struct SettingsMark {
    folder: PathBuf,
}

impl SettingsMark {
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// What cannot be read or understood is as good as none.
    pub(crate) fn read(&self) -> Option<Installation> {
        match fs::read(self.file()) {
            Ok(bytes) => serde_json::from_slice(&bytes).ok(),
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    tracing::warn!(%error, "the mark in the settings folder cannot be read");
                }
                None
            }
        }
    }

    /// Where this fails, nothing is wrong yet: at the next start the marks differ, and it is asked.
    pub(crate) fn keep(&self, mark: &Installation) {
        if let Err(error) = self.write(mark) {
            tracing::warn!(%error, "the mark in the settings folder cannot be written");
        }
    }

    /// Whole or not at all, and on the disk when this returns.
    fn write(&self, mark: &Installation) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let fresh = self.folder.join("installation.json.new");
        let mut file = fs::File::create(&fresh)?;
        file.write_all(&serde_json::to_vec(mark)?)?;
        file.sync_all()?;
        fs::rename(fresh, self.file())
    }

    fn file(&self) -> PathBuf {
        self.folder.join("installation.json")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(id: &str, machine: &str, generation: i64) -> Installation {
        Installation {
            id: id.into(),
            machine: machine.into(),
            generation,
        }
    }

    fn in_place(data: Option<Installation>, settings: Option<Installation>) -> bool {
        matches!(Standing::of(data, settings, "here"), Standing::InPlace(_))
    }

    #[test]
    fn a_first_start_is_in_place() {
        assert!(in_place(None, None));
    }

    #[test]
    fn the_generation_grows_at_every_start() {
        let left = mark("a", "here", 7);
        let standing = Standing::of(Some(left.clone()), Some(left), "here");
        assert_eq!(standing, Standing::InPlace(mark("a", "here", 8)));
    }

    #[test]
    fn a_crash_between_the_two_marks_is_in_place() {
        assert!(in_place(
            Some(mark("a", "here", 8)),
            Some(mark("a", "here", 7))
        ));
    }

    #[test]
    fn restored_copied_and_cloned_data_are_moved() {
        let settings = || Some(mark("a", "here", 7));
        assert!(
            !in_place(Some(mark("a", "here", 6)), settings()),
            "restored"
        );
        assert!(!in_place(Some(mark("b", "there", 7)), settings()), "copied");
        assert!(
            !in_place(Some(mark("b", "here", 7)), settings()),
            "another's"
        );
        assert!(!in_place(None, settings()), "from before there were marks");
        assert!(!in_place(Some(mark("a", "here", 7)), None), "settings lost");
        let both = Some(mark("a", "there", 7));
        assert!(!in_place(both.clone(), both), "a computer cloned");
    }

    #[test]
    fn the_mark_of_moved_data_is_that_of_a_new_installation() {
        let settings = Some(mark("a", "here", 7));
        let Standing::Moved(fresh) = Standing::of(Some(mark("a", "here", 2)), settings, "here")
        else {
            panic!("not moved");
        };
        assert_ne!(fresh.id, "a");
        assert_eq!(fresh.machine, "here");
    }
}
