//! The practice platform: a stand-in for the hosted platform's invitation and instance side, with
//! a demo course in it. It is an HTTP server like any other, on loopback, over one folder.
//!
//! Nothing here knows the app, and only what starts a server (the shell, the terminal, tests)
//! depends on this crate. Start reading at [`start`], then `gate` (what each request passes),
//! `api` (the calls) and `db/schema.sql` (what is kept).
//!
//! The tests want Python 3 with `venv` (they install the hosted platform's own clients into a
//! virtual environment under the target folder) and Debian's `python3-aiosmtpd`; those in the
//! binary `browser` want `chromium` and `chromium-driver`. The bench `load` measures a crowd.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

mod api;
mod background;
mod clock;
mod data_folder;
mod database;
mod demo;
mod faults;
mod http;
mod model;
mod openapi;
mod pages;
mod platform;
mod request_error;
mod routes;
mod tokens;

pub use data_folder::{FolderError, Running, running};
pub use database::OpenError;

use background::{smtp_sender, task_runner as work};
use data_folder::Folder;
use database::Db;
use http::listener::Door;
use http::{idempotency as once, ledger, listener as serve};
use model::owner;
use platform::{Platform, Settings, Shared};

/// How a practice platform is to be.
pub struct Options {
    pub listen: SocketAddr,
    /// The folder everything is kept in; made if it is not there.
    pub data: PathBuf,
    /// The owner's API key; made and kept in the folder where none is given.
    pub key: Option<SecretString>,
    /// No demo data in a new folder.
    pub empty: bool,
    /// Only what the hosted platform's public API has.
    pub bare: bool,
    pub repeat_invite: RepeatInvite,
    /// The URL of an SMTP server; without one mail stays in the platform's own mailbox.
    pub smtp: Option<String>,
}

/// An SMTP URL may hold a password, so it is not shown.
impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("listen", &self.listen)
            .field("data", &self.data)
            .field("key", &self.key)
            .field("empty", &self.empty)
            .field("bare", &self.bare)
            .field("repeat_invite", &self.repeat_invite)
            .field("smtp", &self.smtp.as_ref().map(|_| "…"))
            .finish()
    }
}

/// What happens when somebody who has not come yet is invited once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RepeatInvite {
    /// It is refused, and who was invited stands in the member lists as not active.
    #[default]
    Refuse,
    /// Another mail goes out, and who has not come stands in no list.
    Again,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Database(#[from] OpenError),
    #[error("{address} cannot be listened on")]
    Listen {
        address: SocketAddr,
        #[source]
        source: std::io::Error,
    },
    #[error("the system gives no random numbers")]
    Random(#[from] rand::rand_core::OsError),
    #[error("the demo data could not be laid out")]
    Demo(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("mail cannot be sent through {url}")]
    Smtp {
        url: String,
        #[source]
        source: lettre::transport::smtp::Error,
    },
}

/// A practice platform that runs.
pub struct Practice {
    address: SocketAddr,
    token: SecretString,
    key: SecretString,
    folder: Folder,
    platform: Shared,
    door: Doorkeeper,
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

/// Shuts the door when it goes, so that a server that is merely dropped ends too.
struct Doorkeeper(watch::Sender<Door>);

impl Drop for Doorkeeper {
    fn drop(&mut self) {
        self.0.send_replace(Door::Shut);
    }
}

/// Binds, brings the database up to date, lays out the demo data in a new folder, and serves.
pub async fn start(options: Options) -> Result<Practice, StartError> {
    let smtp = options
        .smtp
        .as_deref()
        .map(smtp_sender::transport)
        .transpose()?;
    let folder = Folder::open(&options.data)?;
    let mut kept = folder.kept()?;
    let listener = bind(options.listen, kept.port).await?;
    let address = listener.local_addr().map_err(|source| StartError::Listen {
        address: options.listen,
        source,
    })?;
    let secret = match kept.secret.take() {
        Some(secret) => secret.into(),
        None => tokens::random()?,
    };
    let key = match (options.key, kept.key.take()) {
        (Some(key), made) => {
            kept.key = made;
            key
        }
        (None, made) => {
            let key = made.map_or_else(tokens::random, |key| Ok(key.into()))?;
            kept.key = Some(key.expose_secret().to_owned());
            key
        }
    };
    kept.port = Some(address.port());
    kept.secret = Some(secret.expose_secret().to_owned());
    folder.keep(&kept)?;

    let (door, opened) = watch::channel(Door::Open);
    let platform = Arc::new(Platform {
        db: Db::open(&folder.database()?)?,
        clock: clock::Clock::default(),
        mint: tokens::Mint::new(secret),
        settings: Settings {
            address,
            bare: options.bare,
            repeat_invite: options.repeat_invite,
            smtp: smtp.is_some(),
            token: tokens::random()?,
            session: tokens::random()?,
        },
        faults: faults::Faults::default(),
        door: door.clone(),
        ledger: ledger::Ledger::default(),
        in_flight: once::InFlight::default(),
        task_waits: tokio::sync::Notify::new(),
        mail_waits: tokio::sync::Notify::new(),
    });
    owner::settle(&platform, &key, !options.empty)
        .await
        .map_err(|cause| StartError::Demo(Box::new(cause)))?;
    let token = platform.settings.token.clone();
    folder.set_running(address.port(), &key, &token)?;

    let mut background = vec![
        tokio::spawn(until_shut(opened.clone(), work::run(Arc::clone(&platform)))),
        tokio::spawn(until_shut(
            opened.clone(),
            keep_ledger(Arc::clone(&platform)),
        )),
    ];
    if let Some(transport) = smtp {
        let send = smtp_sender::run(Arc::clone(&platform), transport);
        background.push(tokio::spawn(until_shut(opened.clone(), send)));
    }
    let router = routes::router(Arc::clone(&platform));
    let listening = tokio::spawn(serve::serve(listener, address, router, opened));
    Ok(Practice {
        address,
        token,
        key,
        folder,
        platform,
        door: Doorkeeper(door),
        listening,
        background,
    })
}

impl Practice {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Opens mailbox, faults and ledger; another one at each start.
    pub fn token(&self) -> &SecretString {
        &self.token
    }

    /// The owner's API key.
    pub fn key(&self) -> &SecretString {
        &self.key
    }

    /// Lets what is under way finish, and ends.
    pub async fn stop(self) {
        drop(self.door);
        for part in std::iter::once(self.listening).chain(self.background) {
            if let Err(error) = part.await {
                tracing::error!(%error, "a part of the server did not end well");
            }
        }
        if let Err(error) = self.platform.write_ledger().await {
            tracing::error!(%error, "the ledger could not be written");
        }
        self.folder.clear_running();
    }
}

/// The port of the last start, if any port will do and that one is free: links and mails point to it.
async fn bind(wanted: SocketAddr, last: Option<u16>) -> Result<TcpListener, StartError> {
    if wanted.port() == 0
        && let Some(port) = last
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

async fn until_shut(mut door: watch::Receiver<Door>, work: impl Future<Output = ()>) {
    let shut = async {
        // An error means that the server was dropped, which is an end as well.
        let _ = door.wait_for(|door| *door == Door::Shut).await;
    };
    tokio::select! {
        () = work => {}
        () = shut => {}
    }
}

async fn keep_ledger(platform: Shared) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if let Err(error) = platform.write_ledger().await {
            tracing::error!(%error, "the ledger could not be written");
        }
    }
}
