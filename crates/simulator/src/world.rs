//! One simulated world: the platform, the network, and the processes of Cohort on data of their own.
//!
//! The terminal comes and goes beside the window. Whichever of the two holds the lease sends, and the
//! user acts in both.

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use outbox::DeliveryError;
use platform::BaseUrl;
use practice::InProcess;
use simulated::Chance;
use store::{AccountId, AccountKind, Place, Store, StoreError};
use tempfile::TempDir;
use vault::{Keep, Vault};

use crate::bug::Bug;
use crate::form::{Form, OWNERS_KEY};
use crate::network::Network;
use crate::process::{Cohort, Process, Surroundings};
use crate::story::Story;
use crate::truth::Truth;

/// What a simulation can't go on after. None of it is the fault of what is simulated.
pub(crate) type SetUp<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What every simulation begins with couldn't be laid out. That is tried once, so all of them fail
/// for the same reason.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the folder that every simulation begins with couldn't be laid out: {0}")]
struct TemplateError(Arc<dyn Error + Send + Sync>);

/// Memory in place of a disk, where the system offers it: a simulation waits for the disk often.
fn root() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// A folder for one simulation, with everything that is the same at the beginning of each.
pub(crate) fn folder() -> SetUp<TempDir> {
    static TEMPLATE: OnceLock<Result<TempDir, TemplateError>> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| template().map_err(|why| TemplateError(why.into())));
    let template = template.as_ref().map_err(TemplateError::clone)?;
    let folder = tempfile::Builder::new()
        .prefix("simulation-")
        .tempdir_in(root())?;
    copy(template.path(), folder.path())?;
    Ok(folder)
}

/// Copies everything in a folder.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&to)?;
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// Lays out the demo course of a practice platform, and an account for it.
fn template() -> SetUp<TempDir> {
    let folder = tempfile::Builder::new()
        .prefix("simulations-")
        .tempdir_in(root())?;
    let path = folder.path().to_owned();
    simulated::on_a_thread(0, || async move {
        let form = Form {
            extensions: true,
            keys: true,
            emails_again: false,
            lists_pending: true,
        };
        let practice = path.join("practice");
        let platform = InProcess::open(form.options(&practice), simulated::true_now).await?;
        let address = address(&platform);
        drop(platform);
        Truth::make_small(&practice)?;
        let now = Timestamp::now();
        let store = Store::open(&path.join("data/cohort.db"), now)?.store;
        store.account_add(
            &AccountId::practice(),
            AccountKind::Practice,
            "Practice",
            &BaseUrl::parse(&address)?,
            now,
        )?;
        SetUp::Ok(())
    })??;
    Ok(folder)
}

fn address(platform: &InProcess) -> String {
    format!("http://{}", platform.address())
}

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

/// Whether something couldn't be done because the disk is full or fails.
pub(crate) fn is_of_the_disk(error: &(dyn Error + Send + Sync + 'static)) -> bool {
    let store = error.downcast_ref::<StoreError>();
    let store = store.or_else(|| match error.downcast_ref::<DeliveryError>()? {
        DeliveryError::Store(error) => Some(error),
        DeliveryError::Lease(_) => None,
    });
    matches!(
        store,
        Some(StoreError::DiskFull(_) | StoreError::DiskFails(_))
    )
}

/// What passes between two things that happen: mostly seconds, sometimes minutes.
pub(crate) fn pause(chance: &mut Chance) -> Duration {
    chance.seconds_up_to(240)
}
