//! Killing sending processes at random moments.

use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

use crate::folder::Folder;
use crate::platform::{DELAY_MS, Platform};
use crate::sending_process::{self, Running};

/// How often it is asked how far things are.
pub(crate) const POLL: Duration = Duration::from_millis(10);

/// Whoever needs longer to come to an end has stopped moving.
pub(crate) const PATIENCE: Duration = Duration::from_mins(10);

/// A new seed, or the one that is given to see the same again.
pub(crate) fn seed() -> u64 {
    std::env::var("ORDEAL_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or_else(rand::random)
}

/// Delivers what the folders hold. Of each folder the sending process is killed this many times, spread
/// over the work, started again, and at last left to finish. Says how often it was killed.
pub(crate) async fn deliver(
    platform: &Platform,
    folders: &[&Folder],
    work: usize,
    kills: usize,
    seed: u64,
) -> usize {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut killed = 0;
    let start =
        |folder: &&Folder| sending_process::start(sending_process::command(&folder.path, platform));
    let mut children: Vec<Running> = folders.iter().map(start).collect();
    for _ in 0..kills {
        let requests = dice.random_range(0..=work / kills.max(1));
        let moment = Duration::from_millis(dice.random_range(0..DELAY_MS));
        if !requested(platform, requests, &mut children).await {
            break;
        }
        tokio::time::sleep(moment).await;
        let victim = dice.random_range(0..folders.len());
        killed += usize::from(children[victim].kill());
        children[victim] = start(&folders[victim]);
    }
    for child in &mut children {
        finish(child).await;
    }
    killed
}

/// Waits for this many more requests. `false`: everything was finished before.
async fn requested(platform: &Platform, requests: usize, children: &mut [Running]) -> bool {
    let enough = platform.changes().await + requests;
    let started = Instant::now();
    while platform.changes().await < enough {
        if children.iter_mut().all(|child| child.ended().is_some()) {
            return false;
        }
        assert!(started.elapsed() < PATIENCE, "nothing moves");
        tokio::time::sleep(POLL).await;
    }
    true
}

pub(crate) async fn finish(child: &mut Running) {
    let started = Instant::now();
    loop {
        if let Some(ended) = child.ended() {
            assert!(ended.success(), "the sending process ended with {ended}");
            return;
        }
        assert!(
            started.elapsed() < PATIENCE,
            "the sending process never came to an end"
        );
        tokio::time::sleep(POLL).await;
    }
}
