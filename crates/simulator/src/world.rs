//! One simulated world: the platform, the network, and the processes of Cohort on data of their own.
//!
//! The terminal comes and goes beside the window. Whichever of the two holds the lease sends, and the
//! user acts in both.

use std::path::Path;
use std::time::Duration;

use practice::InProcess;
use simulated::Chance;
use store::{AccountId, Place};
use vault::{Keep, Vault};

use crate::bug::Bug;
use crate::folder::address;
use crate::form::OWNERS_KEY;
use crate::network::Network;
use crate::process::{Cohort, Process, Surroundings};
use crate::set_up::{SetUp, is_of_the_disk};
use crate::story::Story;
use crate::truth::Truth;

/// The process that a simulation begins with, and that is there most of the time.
pub(crate) const WINDOW: usize = 0;
/// The process that comes and goes beside it, on the same data.
pub(crate) const TERMINAL: usize = 1;
const NAMES: [&str; 2] = ["window", "terminal"];

/// Everything that takes part in one simulation.
pub(crate) struct World {
    pub(crate) story: Story,
    pub(crate) network: Network,
    pub(crate) platform: InProcess,
    pub(crate) truth: Truth,
    pub(crate) place: Place,
    processes: [Option<Process>; 2],
    /// The process at which the user sits.
    at: usize,
    pub(crate) starts: usize,
    surroundings: Surroundings,
}

impl World {
    pub(crate) async fn open(
        folder: &Path,
        platform: InProcess,
        network: Network,
        story: Story,
        bug: Option<Bug>,
    ) -> SetUp<Self> {
        let truth = Truth::open(&folder.join("practice"))?;
        let vault = Vault::in_memory();
        vault
            .keep(
                &address(&platform),
                OWNERS_KEY.to_owned().into(),
                Keep::Keyring,
            )
            .await?;
        let place = Place {
            account: AccountId::practice(),
            org: "uni_example".parse()?,
            space: "finance_i".parse()?,
        };
        let mut world = Self {
            story,
            network: network.clone(),
            platform,
            truth,
            place,
            processes: [None, None],
            at: WINDOW,
            starts: 0,
            surroundings: Surroundings {
                folder: folder.to_owned(),
                vault,
                network,
                bug,
            },
        };
        world.start(WINDOW, u64::MAX).await?;
        Ok(world)
    }

    /// What runs in the process at which the user sits.
    pub(crate) fn process(&self) -> SetUp<Cohort> {
        let sat_at = self.processes[self.at].as_ref();
        sat_at
            .and_then(Process::cohort)
            .ok_or_else(|| "no process runs".into())
    }

    /// Waits until the process at which the user sits has ended.
    pub(crate) async fn ended(&self) {
        if let Some(process) = &self.processes[self.at] {
            process.ended().await;
        }
    }

    /// The user sits down at one of the processes that run. There may be none while the disk is full.
    pub(crate) fn sit_down(&mut self, chance: &mut Chance) -> bool {
        let running = [WINDOW, TERMINAL].into_iter().filter(|at| self.runs(*at));
        let running: Vec<usize> = running.collect();
        let chosen = chance.of_these(&running).copied();
        self.at = chosen.unwrap_or(WINDOW);
        chosen.is_some()
    }

    pub(crate) fn name(&self) -> &'static str {
        NAMES[self.at]
    }

    /// The user sits down at the window, which runs.
    pub(crate) fn sit_at_the_window(&mut self) {
        self.at = WINDOW;
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.surroundings.folder
    }

    /// What the data themselves say, past everything that reads them.
    pub(crate) fn data(&self) -> SetUp<rusqlite::Connection> {
        Ok(rusqlite::Connection::open(
            self.folder().join("data/cohort.db"),
        )?)
    }

    /// A process is killed where it stands.
    pub(crate) async fn kill(&mut self, at: usize) {
        if let Some(killed) = self.processes[at].take() {
            killed.kill().await;
        }
    }

    pub(crate) async fn kill_where_the_user_sits(&mut self) {
        self.kill(self.at).await;
    }

    /// A process ends as it does when its user quits: what is on the wire has its answer before.
    pub(crate) async fn quit(&mut self, at: usize) {
        if let Some(ending) = self.processes[at].take() {
            ending.quit().await;
        }
    }

    pub(crate) fn runs(&self, at: usize) -> bool {
        let process = self.processes[at].as_ref();
        process.is_some_and(|process| process.cohort().is_some())
    }

    /// How many processes have taken over from another since this was last asked.
    pub(crate) fn took_over(&mut self) -> usize {
        let processes = self.processes.iter_mut().zip(NAMES);
        let taken = processes.filter_map(|(process, name)| Some((process.as_mut()?, name)));
        let mut count = 0;
        for (process, name) in taken {
            if process.took_over() {
                self.story.tell(name, "has taken over sending");
                count += 1;
            }
        }
        count
    }

    /// A new process takes the place of one that was killed, or joins the other. It is killed after so
    /// many polls. On a disk that takes nothing it may not come that far.
    pub(crate) async fn start(&mut self, at: usize, polls: u64) -> SetUp<()> {
        // Only the system frees the lease of a process, and only when it has ended.
        self.kill(at).await;
        let started = Process::start(&self.surroundings, polls).await;
        match started {
            Ok((process, found)) => {
                self.story.tell(NAMES[at], found);
                self.processes[at] = Some(process);
                self.starts += 1;
            }
            Err(why) if is_of_the_disk(&*why) => {
                self.story.tell(NAMES[at], format!("can't start: {why}"));
            }
            Err(why) => return Err(why),
        }
        Ok(())
    }
}

/// What passes between two things that happen: mostly seconds, sometimes minutes.
pub(crate) fn pause(chance: &mut Chance) -> Duration {
    chance.seconds_up_to(240)
}
