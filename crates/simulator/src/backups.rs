//! Backups in a story: the user makes one, and later puts one in the place of the data.
//!
//! The data then know nothing of what was sent since. The check counts emails against the acts in the
//! data, so the acts that go are remembered (`acts.rs`).

use std::collections::BTreeMap;

use jiff::Timestamp;
use outbox::RestoreError;
use simulated::Chance;
use store::BackupKind;

use crate::acts::{LostActs, acts, individual_instances};
use crate::world::{SetUp, WINDOW, World};

/// Makes a backup, or restores one if there are any. Afterwards the window starts again.
pub(crate) async fn happens(
    world: &mut World,
    lost: &mut LostActs,
    chance: &mut Chance,
    faults: &mut BTreeMap<String, usize>,
) -> SetUp<()> {
    let store = world.process()?.store.clone();
    let now = Timestamp::now();
    let backups: Vec<String> = store.backups()?.into_iter().map(|one| one.name).collect();
    let chosen = chance.of_these(&backups).cloned();
    let Some(backup) = chosen.filter(|_| !chance.one_in(3)) else {
        let made = store.back_up(BackupKind::ByHand, now)?;
        world.story.tell("user", format!("makes {}", made.name));
        return Ok(());
    };
    let (before, individual) = (acts(world)?, individual_instances(world)?);
    let restored = world
        .process()?
        .outbox
        .delivery
        .restore(backup.clone(), now)
        .await;
    match restored {
        Ok(()) => {
            world.story.tell("user", format!("restores {backup}"));
            *faults.entry("Restored".to_owned()).or_default() += 1;
            let at = world.at();
            world.kill(at).await;
            lost.individual.extend(individual);
            lost.remember(before, &acts(world)?);
            world.start(WINDOW, u64::MAX).await
        }
        Err(RestoreError::SendsElsewhere) => {
            world.story.tell(
                "user",
                format!("can't restore {backup}: another process sends"),
            );
            Ok(())
        }
        Err(why) => Err(why.into()),
    }
}
