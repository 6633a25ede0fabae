//! Whether the data is the ones this installation left, or were restored from a backup or copied
//! to another computer in the meantime.
//!
//! The same mark stands in the data, in the settings folder and, where there is one, in the
//! keyring. Where they differ, what is unsettled in this data may have been sent by another
//! installation. The mark in the data is written first: a crash before the others leaves them one
//! generation behind, which counts as no difference, while data that were restored are behind the
//! settings, and data that was restored with its settings is behind the keyring.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;
use std::{fs, path::PathBuf};

use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest, Sha256};
use store::Installation;
use uuid::Uuid;
use vault::{Keep, Vault, VaultError};

/// How long the keyring may take to give or take the mark.
const KEYRING_PATIENCE: Duration = Duration::from_secs(5);

/// What the two marks say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DataOrigin {
    /// The data is this installation's own, as it left it. Holds the next mark.
    ThisInstallation(Installation),
    /// The data was restored or copied, or nobody can tell. Holds the mark of a new installation.
    Restored(Installation),
}

impl DataOrigin {
    pub(super) fn of(
        data: Option<Installation>,
        settings: Option<Installation>,
        keyring: Option<&Installation>,
        machine: &str,
    ) -> Self {
        // Data and settings may have been restored together. The keyring is in no backup of theirs.
        let is_older = |data: &Installation| {
            keyring.is_some_and(|known| known.id == data.id && known.generation > data.generation)
        };
        match (data, settings) {
            (Some(data), Some(_)) if is_older(&data) => Self::Restored(fresh(machine)),
            (Some(data), Some(settings))
                if data.id == settings.id
                    && data.machine == machine
                    && settings.machine == machine
                    && (settings.generation..=settings.generation.saturating_add(1))
                        .contains(&data.generation) =>
            {
                Self::ThisInstallation(Installation {
                    generation: data.generation.saturating_add(1),
                    ..data
                })
            }
            // The very first start, or the first of a version that leaves marks.
            (None, None) => Self::ThisInstallation(fresh(machine)),
            // Settings that were lost end here too. They can't be told from data that was
            // copied to where there never were any settings, so they cost the user one answer.
            _ => Self::Restored(fresh(machine)),
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

/// This computer's id, as a digest so that the data doesn't carry the id itself. Empty where the
/// system has none.
pub(super) fn machine() -> String {
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
pub(super) struct SettingsMark {
    folder: PathBuf,
}

/// The marks that stand outside the data file. A backup of the data alone doesn't take them back.
pub(crate) struct OutsideMarks {
    pub(super) settings: SettingsMark,
    pub(super) keyring: KeyringMark,
}

impl OutsideMarks {
    pub(crate) fn new(settings: &Path, keyring: KeyringMark) -> Self {
        Self {
            settings: SettingsMark::in_folder(settings),
            keyring,
        }
    }
}

impl SettingsMark {
    fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// A mark that can't be read or understood counts as none.
    pub(super) fn read(&self) -> Option<Installation> {
        match fs::read(self.file()) {
            Ok(bytes) => serde_json::from_slice(&bytes).ok(),
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    tracing::warn!(%error, "the mark in the settings folder can't be read");
                }
                None
            }
        }
    }

    /// Should this fail, sending goes on: at the next start the marks differ, and the user is
    /// asked.
    pub(super) fn keep(&self, mark: &Installation) {
        if let Err(error) = self.write(mark) {
            tracing::warn!(%error, "the mark in the settings folder can't be written");
        }
    }

    /// Replaces the file in one step, so that a crash leaves either the old mark or the new one.
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

/// The mark in the keyring. It has a name of its own for each installation, so that several data
/// folders of one user don't meet.
#[derive(Debug, Clone)]
pub(crate) struct KeyringMark {
    vault: Option<Vault>,
}

impl KeyringMark {
    /// Nobody is ever asked to unlock a keyring for it: one that is locked says nothing.
    pub(crate) fn in_vault(vault: Vault) -> Self {
        let vault = vault.without_prompts().with_patience(KEYRING_PATIENCE);
        Self { vault: Some(vault) }
    }

    pub(crate) fn nowhere() -> Self {
        Self { vault: None }
    }

    pub(super) async fn read(&self, id: &str) -> Option<Installation> {
        let kept = self.vault.as_ref()?.key(&entry(id)).await;
        let text = kept.ok().flatten()?;
        serde_json::from_str(text.expose_secret()).ok()
    }

    /// Should this fail, only data that was restored with its settings isn't recognised.
    pub(super) async fn keep(&self, mark: &Installation) {
        let Some(vault) = &self.vault else {
            return;
        };
        let (name, Ok(text)) = (entry(&mark.id), serde_json::to_string(mark)) else {
            return;
        };
        let keep = match vault.kept(&name).await {
            Ok(Some(Keep::ThisRun)) => Keep::ThisRun,
            _ => Keep::Keyring,
        };
        match vault.keep(&name, SecretString::from(text), keep).await {
            Ok(()) | Err(VaultError::NoKeyring | VaultError::Locked) => {}
            Err(error) => tracing::warn!(%error, "the mark in the keyring can't be written"),
        }
    }
}

fn entry(id: &str) -> String {
    format!("installation {id}")
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
        matches!(
            DataOrigin::of(data, settings, None, "here"),
            DataOrigin::ThisInstallation(_)
        )
    }

    #[test]
    fn a_first_start_is_in_place() {
        assert!(in_place(None, None));
    }

    #[test]
    fn the_generation_grows_at_every_start() {
        let left = mark("a", "here", 7);
        let origin = DataOrigin::of(Some(left.clone()), Some(left), None, "here");
        assert_eq!(origin, DataOrigin::ThisInstallation(mark("a", "here", 8)));
    }

    #[test]
    fn a_crash_between_the_two_marks_is_in_place() {
        assert!(in_place(
            Some(mark("a", "here", 8)),
            Some(mark("a", "here", 7))
        ));
    }

    #[test]
    fn restored_copied_and_cloned_data_count_as_restored() {
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
    fn the_mark_of_restored_data_is_that_of_a_new_installation() {
        let settings = Some(mark("a", "here", 7));
        let DataOrigin::Restored(fresh) =
            DataOrigin::of(Some(mark("a", "here", 2)), settings, None, "here")
        else {
            panic!("not restored");
        };
        assert_ne!(fresh.id, "a");
        assert_eq!(fresh.machine, "here");
    }

    #[test]
    fn data_restored_with_their_settings_are_behind_the_keyring() {
        let of = |keyring: Option<Installation>| {
            let left = mark("a", "here", 7);
            DataOrigin::of(Some(left.clone()), Some(left), keyring.as_ref(), "here")
        };
        let own = DataOrigin::ThisInstallation(mark("a", "here", 8));
        for kept in [None, Some(("a", 6)), Some(("a", 7)), Some(("b", 9))] {
            let kept = kept.map(|(id, generation)| mark(id, "here", generation));
            assert_eq!(of(kept.clone()), own, "{kept:?}");
        }
        assert!(matches!(
            of(Some(mark("a", "here", 8))),
            DataOrigin::Restored(_)
        ));
    }
}
