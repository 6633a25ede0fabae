//! What happens in a story, one thing after the other: what the user and the colleague do, and what
//! becomes of the processes, the disk, the clock and the connection.

use std::collections::BTreeMap;

use simulated::{Chance, DiskFault};
use tokio::time::sleep;

use crate::backups::Backups;
use crate::colleague::Colleague;
use crate::set_up::{SetUp, is_of_the_disk};
use crate::troubles::Troubles;
use crate::user::User;
use crate::world::{self, TERMINAL, WINDOW, World};

/// What happens besides what the network does.
pub(crate) const OTHERS: [&str; 13] = [
    "BackupRestored",
    "ClockSet",
    "DataReplaced",
    "DataWithSettingsReplaced",
    "DiskFails",
    "DiskFull",
    "Killed",
    "KilledAtAnAwait",
    "Outage",
    "TakenOver",
    "Terminal",
    "TerminalKilled",
    "TerminalQuits",
];

/// Everything that takes part in what happens.
pub(crate) struct Events<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) user: &'a mut User,
    pub(crate) colleague: Colleague,
    pub(crate) backups: Backups,
    pub(crate) troubles: Troubles,
    pub(crate) chance: Chance,
    /// How often each fault struck.
    pub(crate) struck: BTreeMap<String, usize>,
}

impl Events<'_> {
    pub(crate) async fn next(&mut self) -> SetUp<()> {
        sleep(world::pause(&mut self.chance)).await;
        let refused = simulated::disk_refusals();
        let fault = simulated::disk_fault();
        if !self.world.runs(WINDOW) {
            self.start_again().await?;
        }
        self.happens().await?;
        if let Some(fault) = fault {
            self.strikes_so_often(
                &format!("Disk{fault:?}"),
                simulated::disk_refusals() - refused,
            );
        }
        let taken_over = self.world.took_over();
        self.strikes_so_often("TakenOver", taken_over);
        Ok(())
    }

    async fn happens(&mut self) -> SetUp<()> {
        let Troubles {
            terminal,
            backups,
            disk,
        } = self.troubles;
        match self.chance.below(32) {
            13..=18 => self.colleague.acts(self.world).await?,
            19 => {
                self.world.story.tell("window", "is killed");
                self.strikes("Killed");
                self.world.kill(WINDOW).await;
                self.start_again().await?;
            }
            20 => self.will_be_killed_at_an_await().await?,
            21 => {
                let seconds = i64::try_from(self.chance.seconds_up_to(7200).as_secs())?;
                let ahead = self.chance.one_in(2);
                let seconds = if ahead { seconds } else { -seconds };
                self.world
                    .story
                    .tell("clock", format!("is set by {seconds} s"));
                self.strikes("ClockSet");
                simulated::set_clock_by(seconds);
            }
            22 => {
                let outage = self.chance.seconds_up_to(1800);
                self.world
                    .story
                    .tell("network", format!("is down for {} s", outage.as_secs()));
                self.strikes("Outage");
                self.world.network.set_down(true);
                sleep(outage).await;
                self.world.network.set_down(false);
            }
            23 => sleep(self.chance.seconds_up_to(3600)).await,
            24..=26 if terminal => self.terminal_comes_or_goes().await?,
            27 | 28 if disk => self.disk_is_struck(),
            29..=31 if backups => {
                if let Some(restored) = self.backups.next(self.world).await? {
                    self.strikes(restored);
                    self.start_again().await?;
                }
            }
            _ => self.user_acts().await?,
        }
        Ok(())
    }

    fn strikes(&mut self, what: &str) {
        self.strikes_so_often(what, 1);
    }

    fn strikes_so_often(&mut self, what: &str, times: usize) {
        if times > 0 {
            *self.struck.entry(what.to_owned()).or_default() += times;
        }
    }

    /// The user does something in one of the processes that run. If it is killed meanwhile, what the
    /// user did there ends with it.
    async fn user_acts(&mut self) -> SetUp<()> {
        if !self.world.sit_down(&mut self.chance) {
            return Ok(());
        }
        let acted = tokio::select! {
            biased;
            () = self.world.ended() => {
                self.world.story.tell("user", format!("sees the {} crash", self.world.name()));
                return Ok(());
            }
            acted = self.user.acts(self.world) => acted,
        };
        match acted {
            Err(why) if is_of_the_disk(&*why) => {
                self.world.story.tell("user", format!("is told that {why}"));
                Ok(())
            }
            acted => acted,
        }
    }

    async fn will_be_killed_at_an_await(&mut self) -> SetUp<()> {
        let polls = 1 + self.chance.number() % 200;
        self.world.story.tell(
            "window",
            format!("is killed and will be again after {polls} polls"),
        );
        self.strikes("KilledAtAnAwait");
        self.world.kill(WINDOW).await;
        sleep(self.chance.seconds_up_to(60)).await;
        self.world.start(WINDOW, polls).await
    }

    /// The terminal starts, quits or is killed. If it was the one that sent, the window takes over.
    async fn terminal_comes_or_goes(&mut self) -> SetUp<()> {
        if !self.world.runs(TERMINAL) {
            self.strikes("Terminal");
            let polls = if self.chance.one_in(3) {
                1 + self.chance.number() % 500
            } else {
                u64::MAX
            };
            return self.world.start(TERMINAL, polls).await;
        }
        if self.chance.one_in(2) {
            self.world.story.tell("terminal", "quits");
            self.strikes("TerminalQuits");
            self.world.quit(TERMINAL).await;
        } else {
            self.world.story.tell("terminal", "is killed");
            self.strikes("TerminalKilled");
            self.world.kill(TERMINAL).await;
        }
        Ok(())
    }

    /// From now on, and for a while, the disk is full or fails, whatever happens meanwhile.
    fn disk_is_struck(&mut self) {
        if simulated::disk_fault().is_some() {
            return;
        }
        let (fault, told) = if self.chance.one_in(2) {
            (DiskFault::Full, "is full")
        } else {
            (DiskFault::Fails, "fails")
        };
        let lasts = self.chance.seconds_up_to(1800);
        self.world
            .story
            .tell("disk", format!("{told} for {} s", lasts.as_secs()));
        simulated::set_disk_fault(Some(fault));
        let story = self.world.story.clone();
        tokio::spawn(async move {
            sleep(lasts).await;
            if simulated::disk_fault().is_some() {
                simulated::set_disk_fault(None);
                story.tell("disk", "is well again");
            }
        });
    }

    async fn start_again(&mut self) -> SetUp<()> {
        sleep(self.chance.seconds_up_to(900)).await;
        self.world.start(WINDOW, u64::MAX).await
    }
}
