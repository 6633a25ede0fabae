//! One simulated world: the platform, the network, and the process that sends, on data of its own.

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

/// Everything that takes part in one simulation.
pub(crate) struct World {
    pub(crate) story: Story,
    pub(crate) network: Network,
    pub(crate) platform: InProcess,
    pub(crate) truth: Truth,
    pub(crate) place: Place,
    process: Option<Process>,
    pub(crate) starts: usize,
    folder: PathBuf,
    vault: Vault,
    bug: Option<Bug>,
}

/// One process that sends, until it is killed.
pub(crate) struct Process {
    pub(crate) store: Store,
    pub(crate) outbox: Outbox,
    engine: JoinHandle<()>,
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
        let process = Process::start(folder, &vault, &network, &story, bug, u64::MAX).await?;
        Ok(Self {
            story,
            network,
            platform,
            truth,
            place,
            process: Some(process),
            starts: 1,
            folder: folder.to_owned(),
            vault,
            bug,
        })
    }

    /// The process that runs. There is one whenever the user does something.
    pub(crate) fn process(&self) -> SetUp<&Process> {
        self.process
            .as_ref()
            .ok_or_else(|| "no process runs".into())
    }

    /// What the data itself says, past everything that reads them.
    pub(crate) fn data(&self) -> SetUp<rusqlite::Connection> {
        Ok(rusqlite::Connection::open(
            self.folder.join("data/cohort.db"),
        )?)
    }

    /// The process is killed where it stands.
    pub(crate) async fn kill(&mut self) {
        if let Some(mut killed) = self.process.take() {
            killed.engine.abort();
            let _ = (&mut killed.engine).await;
        }
        // What it had spawned is dropped when the runtime gets to it.
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.process
            .as_ref()
            .is_none_or(|process| process.engine.is_finished())
    }

    /// A new process takes over. It is killed after so many polls of its engine.
    pub(crate) async fn start(&mut self, polls: u64) -> SetUp<()> {
        // Only the system frees the lease of a process, and only when it has ended.
        self.kill().await;
        let started = Process::start(
            &self.folder,
            &self.vault,
            &self.network,
            &self.story,
            self.bug,
            polls,
        )
        .await?;
        self.process = Some(started);
        self.starts += 1;
        Ok(())
    }
}

impl Process {
    async fn start(
        folder: &Path,
        vault: &Vault,
        network: &Network,
        story: &Story,
        bug: Option<Bug>,
        polls: u64,
    ) -> SetUp<Self> {
        let data = folder.join("data");
        let now = Timestamp::now();
        let opened = Store::open(&data.join("cohort.db"), now)?;
        if opened.set_aside.is_some() {
            return Err("the data file couldn't be read any more".into());
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
        story.tell("Cohort", told);
        let engine = Arc::clone(&outbox.engine);
        let run = async move { engine.run().await };
        let engine = tokio::spawn(UntilKilled {
            inner: Box::pin(run),
            polls,
        });
        Ok(Self {
            store: opened.store,
            outbox,
            engine,
        })
    }
}

/// What passes between two things that happen: mostly seconds, sometimes minutes.
pub(crate) fn pause(chance: &mut Chance) -> Duration {
    chance.seconds_up_to(240)
}
