//! Starts a practice platform: opens the folder and the database, lays out the demo data, and wires
//! the parts of the server together.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::background::smtp_sender::{self, SmtpTransport, SmtpUrlError};
use crate::background::task_runner;
use crate::clock::Clock;
use crate::data_folder::{DataFolder, FolderError, StartFile};
use crate::database::{Database, DatabaseOpenError};
use crate::faults::Faults;
use crate::http::idempotency::KeysInFlight;
use crate::http::known_keys::KnownKeys;
use crate::http::ledger::Ledger;
use crate::http::listener::{self, ListenerState};
use crate::http::page_access::PageAccess;
use crate::http::server::{Server, SharedServer};
use crate::model::owner;
use crate::options::{Options, Page, RepeatInvite};
use crate::page_link::{self, PageLinkError};
use crate::platform::{Platform, Settings};
use crate::request_error::RequestError;
use crate::tokens::{self, LinkTokens};
use crate::{demo, routes};

const WRITE_LEDGER_EVERY: Duration = Duration::from_secs(1);

/// Why a practice platform couldn't be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Database(#[from] DatabaseOpenError),
    #[error("the server can't listen on {address}")]
    Listen {
        address: SocketAddr,
        #[source]
        source: std::io::Error,
    },
    #[error("the system gave no random numbers")]
    Random(#[from] rand::rand_core::OsError),
    #[error("the owner and the demo data couldn't be set up")]
    Demo(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error(transparent)]
    Smtp(#[from] SmtpUrlError),
}

/// A practice platform that is running.
pub struct Practice {
    address: SocketAddr,
    key: SecretString,
    folder: DataFolder,
    server: SharedServer,
    stop: StopOnDrop,
    listening: JoinHandle<()>,
    background: Vec<JoinHandle<()>>,
}

impl std::fmt::Debug for Practice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Practice")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// Stops the listener when it is dropped, so that a server that is merely dropped ends too.
struct StopOnDrop(watch::Sender<ListenerState>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.send_replace(ListenerState::Stopped);
    }
}

/// Starts a practice platform. In a new folder, it lays out the demo data first.
pub async fn start(options: Options) -> Result<Practice, StartError> {
    let sender = options.smtp.as_deref().map(smtp_sender::transport);
    let sender = sender.transpose()?;
    let folder = DataFolder::open(&options.data)?;
    let mut kept = folder.read_start_file()?;
    let listener = bind(options.listen, kept.port).await?;
    let address = listener.local_addr().map_err(|source| StartError::Listen {
        address: options.listen,
        source,
    })?;
    let (key, secret) = secrets(options.key.clone(), &mut kept)?;
    kept.port = Some(address.port());
    folder.write_start_file(&kept)?;

    let (server, state) = assemble(
        &options,
        &folder,
        address,
        secret,
        sender.is_some(),
        Clock::default(),
    )?;
    set_up_owner(&server.platform, &key, !options.empty)
        .await
        .map_err(|cause| StartError::Demo(Box::new(cause)))?;
    folder.write_running_file(address.port(), &key, &server.token)?;

    let background = start_background(&server, sender, &state);
    let router = routes::router(Arc::clone(&server));
    let listening = tokio::spawn(listener::listen(listener, address, router, state));
    Ok(Practice {
        address,
        key,
        folder,
        stop: StopOnDrop(server.listener.clone()),
        server,
        listening,
        background,
    })
}

/// Starts what works besides the requests: the tasks, the ledger and, with a mail server, the emails.
fn start_background(
    server: &SharedServer,
    sender: Option<SmtpTransport>,
    state: &watch::Receiver<ListenerState>,
) -> Vec<JoinHandle<()>> {
    let platform = &server.platform;
    let tasks = task_runner::run(Arc::clone(platform), task_runner::PAUSE);
    let ledger = write_ledger_regularly(Arc::clone(server));
    let mut background = vec![
        tokio::spawn(until_stopped(state.clone(), tasks)),
        tokio::spawn(until_stopped(state.clone(), ledger)),
    ];
    if let Some(sender) = sender {
        let emails = smtp_sender::run(Arc::clone(platform), sender);
        background.push(tokio::spawn(until_stopped(state.clone(), emails)));
    }
    background
}

/// Opens the database and puts the parts of a server together.
pub(crate) fn assemble(
    options: &Options,
    folder: &DataFolder,
    address: SocketAddr,
    secret: SecretString,
    smtp: bool,
    clock: Clock,
) -> Result<(SharedServer, watch::Receiver<ListenerState>), StartError> {
    let platform = Platform {
        database: Database::open(&folder.database()?)?,
        clock,
        link_tokens: LinkTokens::new(secret),
        settings: settings(options, address, smtp),
        faults: Faults::default(),
        task_queued: Notify::new(),
        email_queued: Notify::new(),
    };
    let (listener, state) = watch::channel(ListenerState::Open);
    let server = Arc::new(Server {
        platform: Arc::new(platform),
        listener,
        ledger: Ledger::default(),
        in_flight: KeysInFlight::default(),
        known_keys: KnownKeys::default(),
        token: tokens::random()?,
        pages: PageAccess::new()?,
    });
    Ok((server, state))
}

fn settings(options: &Options, address: SocketAddr, smtp: bool) -> Settings {
    let refuses_repeats = options.repeat_invite == RepeatInvite::Refuse;
    Settings {
        address,
        bare: options.bare,
        repeat_invite: options.repeat_invite,
        list_pending: options.list_pending.unwrap_or(refuses_repeats),
        idempotency_keys: !options.bare && !options.without_keys,
        smtp,
    }
}

impl Practice {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// An address that opens `page` in a browser. It works once, and for a minute.
    pub fn page_link(&self, page: Page) -> Result<String, PageLinkError> {
        let code = self.server.pages.offer(page, Instant::now())?;
        Ok(page_link::link(&self.server.base_url(), page, &code))
    }

    /// Opens the control API. It is another one at each start.
    pub fn token(&self) -> &SecretString {
        &self.server.token
    }

    /// The owner's API key.
    pub fn key(&self) -> &SecretString {
        &self.key
    }

    /// Lets the requests that are being answered finish, and stops the server.
    pub async fn stop(self) {
        drop(self.stop);
        for part in std::iter::once(self.listening).chain(self.background) {
            if let Err(error) = part.await {
                tracing::error!(%error, "a part of the server panicked");
            }
        }
        if let Err(error) = self.server.write_ledger().await {
            tracing::error!(%error, "the ledger couldn't be written");
        }
        self.folder.remove_running_file();
    }
}

/// The owner's key and the secret of the links: those of the last start, or new ones. A key that is
/// given takes precedence and isn't kept in the folder.
pub(crate) fn secrets(
    given_key: Option<SecretString>,
    kept: &mut StartFile,
) -> Result<(SecretString, SecretString), StartError> {
    let secret = match kept.secret.take() {
        Some(secret) => secret.into(),
        None => tokens::random()?,
    };
    kept.secret = Some(secret.expose_secret().to_owned());
    if let Some(key) = given_key {
        return Ok((key, secret));
    }
    let key = match kept.key.take() {
        Some(key) => key.into(),
        None => tokens::random()?,
    };
    kept.key = Some(key.expose_secret().to_owned());
    Ok((key, secret))
}

/// Binds the port of the last start, if any port will do and that one is free, because the links
/// that were sent point to it.
async fn bind(wanted: SocketAddr, last_port: Option<u16>) -> Result<TcpListener, StartError> {
    if wanted.port() == 0
        && let Some(port) = last_port
        && let Ok(listener) = TcpListener::bind(SocketAddr::new(wanted.ip(), port)).await
    {
        return Ok(listener);
    }
    TcpListener::bind(wanted)
        .await
        .map_err(|source| StartError::Listen {
            address: wanted,
            source,
        })
}

/// Creates the owner or gives the owner this key, and lays out the demo data in a new folder.
pub(crate) async fn set_up_owner(
    platform: &Arc<Platform>,
    key: &SecretString,
    with_demo: bool,
) -> Result<(), RequestError> {
    let key = tokens::hash(key.expose_secret());
    let shared = Arc::clone(platform);
    let now = platform.clock.now();
    platform
        .database
        .write(move |db| {
            let owner = owner::ensure(db, &key, now)?;
            if owner.is_first_person && with_demo {
                demo::lay_out(db, &shared, owner.id, now)?;
            }
            Ok(())
        })
        .await
}

async fn until_stopped(mut state: watch::Receiver<ListenerState>, work: impl Future<Output = ()>) {
    let stopped = async {
        // An error means that the sender is gone and with it the server.
        let _ = state
            .wait_for(|state| *state == ListenerState::Stopped)
            .await;
    };
    tokio::select! {
        biased;
        () = work => {}
        () = stopped => {}
    }
}

async fn write_ledger_regularly(server: SharedServer) {
    loop {
        tokio::time::sleep(WRITE_LEDGER_EVERY).await;
        if let Err(error) = server.write_ledger().await {
            tracing::error!(%error, "the ledger couldn't be written");
        }
    }
}
