//! One simulated world: the platform, the network, and the processes of Cohort on data of their own.
//!
//! The terminal comes and goes beside the window. Whichever of the two holds the lease sends, and the
//! user acts in both.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use outbox::{Outbox, OutboxOptions};
use platform::BaseUrl;
use practice::InProcess;
use simulated::Chance;
use store::{AccountId, AccountKind, Place, Store};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use vault::{Keep, Vault};

use crate::bug::Bug;
use crate::form::{Form, OWNERS_KEY};
use crate::network::Network;
use crate::story::Story;
use crate::truth::Truth;

/// What a simulation can't go on after. None of it is the fault of what is simulated.
pub(crate) type SetUp<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What every simulation begins with couldn't be laid out. That is tried once, so all of them fail
/// for the same reason.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the folder that every simulation begins with couldn't be laid out: {0}")]
struct TemplateError(Arc<dyn std::error::Error + Send + Sync>);

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

fn copy(from: &Path, to: &Path) -> io::Result<()> {
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
    folder: PathBuf,
    vault: Vault,
    bug: Option<Bug>,
}

/// One process that sends, or waits until it may, until it ends or is killed.
pub(crate) struct Process {
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
    sending: JoinHandle<()>,
}

/// Ends after so many polls, wherever the future inside stands then: it is dropped, as everything is
/// when a process is killed.
struct UntilKilled<F> {
    inner: Pin<Box<F>>,
    polls: u64,
}

impl<F: Future<Output = ()>> Future for UntilKilled<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.polls == 0 {
            return Poll::Ready(());
        }
        self.polls -= 1;
        self.inner.as_mut().poll(context)
    }
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
        let vault = Vault::system();
        vault
            .keep(
                &address(&platform),
                OWNERS_KEY.to_owned().into(),
                Keep::ThisRun,
            )
            .await?;
        let place = Place {
            account: AccountId::practice(),
            org: "uni_example".parse()?,
            space: "finance_i".parse()?,
        };
        let mut world = Self {
            story,
            network,
            platform,
            truth,
            place,
            processes: [None, None],
            at: WINDOW,
            starts: 0,
            folder: folder.to_owned(),
            vault,
            bug,
        };
        world.start(WINDOW, u64::MAX).await?;
        Ok(world)
    }

    /// The process at which the user sits. It runs whenever the user does something.
    pub(crate) fn process(&self) -> SetUp<&Process> {
        self.processes[self.at]
            .as_ref()
            .ok_or_else(|| "no process runs".into())
    }

    /// The process at which the user sits.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// The user sits down at this process, which runs.
    pub(crate) fn sit_at(&mut self, at: usize) {
        self.at = at;
    }

    /// The user sits down at one of the processes that run.
    pub(crate) fn sit_down(&mut self, chance: &mut Chance) {
        let running = [WINDOW, TERMINAL].into_iter().filter(|at| self.runs(*at));
        let running: Vec<usize> = running.collect();
        if let Some(at) = chance.of_these(&running) {
            self.at = *at;
        }
    }

    /// What the data themselves say, past everything that reads them.
    pub(crate) fn data(&self) -> SetUp<rusqlite::Connection> {
        Ok(rusqlite::Connection::open(
            self.folder.join("data/cohort.db"),
        )?)
    }

    /// A process is killed where it stands.
    pub(crate) async fn kill(&mut self, at: usize) {
        if let Some(killed) = self.processes[at].take() {
            killed.sending.abort();
            killed.ended().await;
        }
    }

    /// Frees what the system frees of a process that was killed at an await, above all its lease.
    pub(crate) async fn bury_the_killed(&mut self) {
        for at in [WINDOW, TERMINAL] {
            if self.processes[at].is_some() && !self.runs(at) {
                self.story.tell(NAMES[at], "was killed");
                self.kill(at).await;
            }
        }
    }

    /// A process ends as it does when its user quits: what is on the wire has its answer before.
    pub(crate) async fn quit(&mut self, at: usize) {
        if let Some(ending) = self.processes[at].take() {
            ending.outbox.delivery.finish();
            ending.ended().await;
        }
    }

    pub(crate) fn runs(&self, at: usize) -> bool {
        self.processes[at]
            .as_ref()
            .is_some_and(|process| !process.sending.is_finished())
    }

    /// A new process takes the place of one that was killed, or joins the other. It is killed after so
    /// many polls.
    pub(crate) async fn start(&mut self, at: usize, polls: u64) -> SetUp<()> {
        // Only the system frees the lease of a process, and only when it has ended.
        self.kill(at).await;
        let started = Process::start(
            &self.folder,
            &self.vault,
            &self.network,
            &self.story,
            self.bug,
            at,
            polls,
        )
        .await?;
        self.processes[at] = Some(started);
        self.starts += 1;
        Ok(())
    }
}

impl Process {
    /// Waits until it has ended.
    async fn ended(self) {
        let _ = self.sending.await;
        drop((self.outbox, self.store));
        // What it had spawned is dropped when the runtime gets to it.
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
    }

    async fn start(
        folder: &Path,
        vault: &Vault,
        network: &Network,
        story: &Story,
        bug: Option<Bug>,
        at: usize,
        polls: u64,
    ) -> SetUp<Self> {
        let data = folder.join("data");
        let now = Timestamp::now();
        let opened = Store::open(&data.join("cohort.db"), now)?;
        if opened.set_aside.is_some() {
            return Err("the data file could not be read any more".into());
        }
        let mut options = OutboxOptions {
            client: platform::Options {
                transport: Some(Arc::new(network.clone())),
                ..platform::Options::default()
            },
            ..OutboxOptions::default()
        };
        if let Some(bug) = bug {
            bug.spoils_data(&rusqlite::Connection::open(data.join("cohort.db"))?)?;
            if bug == Bug::BelievesAbsenceAtOnce {
                options.lands_within = SignedDuration::ZERO;
            }
        }
        let outbox = Outbox::open(
            &opened.store,
            vault,
            &data,
            &folder.join("settings"),
            options,
        );
        let taken_over = outbox.delivery.claim(now).await?;
        let told = match taken_over {
            None => "watches, because another process sends".to_owned(),
            Some(found) => match found.restored {
                None => format!(
                    "starts; {} plans found within their grace",
                    found.held_in_grace
                ),
                Some(found) => format!(
                    "starts on restored data, {} steps unsettled, {} drafts",
                    found.unsettled, found.drafts
                ),
            },
        };
        story.tell(NAMES[at], told);
        let delivery = outbox.delivery.clone();
        let run = async move { delivery.run().await };
        let sending = tokio::spawn(UntilKilled {
            inner: Box::pin(run),
            polls,
        });
        Ok(Self {
            store: opened.store,
            outbox,
            sending,
        })
    }
}

/// What passes between two things that happen: mostly seconds, sometimes minutes.
pub(crate) fn pause(chance: &mut Chance) -> Duration {
    chance.seconds_up_to(240)
}
