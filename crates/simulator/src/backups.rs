//! Copies of the data in a story: the user makes backups and restores one from inside Cohort, and some
//! other program puts back an earlier state of the data, with or without the settings.
//!
//! The data then know nothing of what was sent since. The check counts emails against the acts in the
//! data, so the acts that go are remembered (`acts.rs`).

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use outbox::RestoreError;
use simulated::Chance;
use store::{BackupKind, BackupName};

use crate::acts::KnownActs;
use crate::folder::copy;
use crate::set_up::{SetUp, is_of_the_disk};
use crate::world::{TERMINAL, WINDOW, World};

/// The copies that there are, and what went with the data that they replaced.
pub(crate) struct Backups {
    chance: Chance,
    /// Where another program has put copies of the data and the settings.
    copies: Vec<PathBuf>,
    pub(crate) lost: KnownActs,
}

impl Backups {
    pub(crate) fn new(chance: Chance) -> Self {
        Self {
            chance,
            copies: Vec::new(),
            lost: KnownActs::default(),
        }
    }

    /// Makes a copy or puts one in the place of the data. Then it returns how, and the window has to
    /// start again.
    pub(crate) async fn next(&mut self, world: &mut World) -> SetUp<Option<&'static str>> {
        if !world.sit_down(&mut self.chance) {
            return Ok(None);
        }
        let done = if self.chance.one_in(2) {
            self.inside(world).await
        } else {
            self.outside(world).await
        };
        match done {
            Err(why) if is_of_the_disk(&*why) => {
                world.story.tell("user", format!("is told that {why}"));
                Ok(None)
            }
            done => done,
        }
    }

    /// The user makes a backup, or restores one if there are any.
    async fn inside(&mut self, world: &mut World) -> SetUp<Option<&'static str>> {
        let cohort = world.process()?;
        let now = Timestamp::now();
        let backups: Vec<BackupName> = cohort
            .store
            .backups()?
            .into_iter()
            .map(|one| one.name)
            .collect();
        let chosen = self.chance.of_these(&backups).copied();
        let Some(backup) = chosen.filter(|_| !self.chance.one_in(3)) else {
            let made = cohort.store.back_up(BackupKind::ByHand, now)?;
            world.story.tell("user", format!("makes {}", made.name));
            return Ok(None);
        };
        let before = KnownActs::of(world)?;
        let delivery = cohort.outbox.delivery.clone();
        drop(cohort);
        let restored = tokio::select! {
            // A process that has restored a backup ends at the same moment.
            biased;
            restored = delivery.restore(backup, now) => restored,
            () = world.ended() => {
                world.story.tell("user", format!("sees the {} crash", world.name()));
                // It may have been restored before that.
                self.lost.remember(before);
                return Ok(None);
            }
        };
        drop(delivery);
        match restored {
            Ok(()) => {
                world.story.tell("user", format!("restores {backup}"));
                world.kill_where_the_user_sits().await;
                self.lost.remember(before);
                Ok(Some("BackupRestored"))
            }
            Err(RestoreError::Ending) => {
                world
                    .story
                    .tell("user", format!("restores {backup} while Cohort ends"));
                // The work may have been done, with nobody left to say so.
                self.lost.remember(before);
                Ok(None)
            }
            Err(RestoreError::SendsElsewhere) => {
                world
                    .story
                    .tell("user", format!("can't restore {backup} now"));
                Ok(None)
            }
            Err(RestoreError::Backup(why)) => Err(why.into()),
            Err(RestoreError::File(why)) => Err(why.into()),
            Err(RestoreError::Delivery(why)) => Err(why.into()),
        }
    }

    /// Another program copies the data and the settings, or puts a copy back while Cohort is closed.
    async fn outside(&mut self, world: &mut World) -> SetUp<Option<&'static str>> {
        let chosen = self.chance.of_these(&self.copies).cloned();
        let Some(from) = chosen.filter(|_| !self.chance.one_in(3)) else {
            let to = world.folder().join(format!("copies/{}", self.copies.len()));
            for part in ["data", "settings"] {
                fs::create_dir_all(to.join(part))?;
                copy(&world.folder().join(part), &to.join(part))?;
            }
            world
                .story
                .tell("backup", format!("makes copy {}", self.copies.len()));
            self.copies.push(to);
            return Ok(None);
        };
        let before = KnownActs::of(world)?;
        for at in [WINDOW, TERMINAL] {
            world.kill(at).await;
        }
        let with_settings = self.chance.one_in(2);
        put_back(&from.join("data"), &world.folder().join("data"))?;
        if with_settings {
            put_back(&from.join("settings"), &world.folder().join("settings"))?;
        }
        let what = if with_settings {
            "the data and the settings"
        } else {
            "the data"
        };
        let name = from.file_name().unwrap_or_default().to_string_lossy();
        world
            .story
            .tell("backup", format!("puts back {what} of copy {name}"));
        self.lost.remember(before);
        Ok(Some(if with_settings {
            "DataWithSettingsReplaced"
        } else {
            "DataReplaced"
        }))
    }
}

/// Makes a folder what it was when the copy was made. The lease isn't part of it: it is a lock on a file
/// that is always there.
fn put_back(copied: &Path, to: &Path) -> SetUp<()> {
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "lock") {
            fs::remove_file(path)?;
        }
    }
    copy(copied, to)?;
    simulated::data_changed();
    Ok(())
}
