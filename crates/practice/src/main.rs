//! The practice platform as a program of its own. It prints where it listens and how to get in, and
//! runs until it is told to stop.

use std::error::Error;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use practice::{Options, Page, RepeatInvite};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(
    version,
    about = "A stand-in for the hosted platform, to try Cohort with"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server until it is stopped
    Serve(Serve),
    /// Print an address that opens a page in a browser. It works once, and for a minute
    Link(Link),
}

#[derive(clap::Args)]
struct Link {
    /// The page to open
    #[arg(value_enum)]
    page: LinkedPage,
    /// The data folder of the server that is running
    #[arg(long)]
    data: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum LinkedPage {
    /// The emails that the platform has sent
    Mailbox,
    /// What is to go wrong
    Faults,
}

#[derive(clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each can be chosen apart from the others"
)]
struct Serve {
    /// The address to listen on. Port 0 means the port of the last start, or any free port
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder that holds all data. It is created if it doesn't exist
    #[arg(long)]
    data: PathBuf,
    /// The owner's API key. Other users of the computer can see it in the list of processes, so
    /// rather use --key-file or the environment variable `PRACTICE_KEY`. If you don't give one, it
    /// is generated and kept in the folder
    #[arg(long)]
    key: Option<String>,
    /// A file that holds the owner's API key and nothing else
    #[arg(long, conflicts_with = "key")]
    key_file: Option<PathBuf>,
    /// Leave the demo data out of a new folder
    #[arg(long)]
    empty: bool,
    /// Serve only what the hosted platform's public API offers
    #[arg(long)]
    bare: bool,
    /// What to do when someone is invited again who hasn't accepted yet: refuse, or send another
    /// email
    #[arg(long, value_enum, default_value = "refuse")]
    repeat_invite: Repeat,
    /// Whether people who haven't accepted their invitation yet are in the lists of members. If you
    /// don't say so, they are unless `--repeat-invite again` is given
    #[arg(long, value_enum)]
    list_pending: Option<Listed>,
    /// Offer no idempotency keys, but everything else
    #[arg(long, conflicts_with = "bare")]
    without_keys: bool,
    /// Send emails through this SMTP server, such as `smtp://localhost:25`. Other users can see it in
    /// the list of processes. If it contains a password, rather use --smtp-file
    #[arg(long)]
    smtp: Option<String>,
    /// A file that holds the URL of the SMTP server and nothing else
    #[arg(long, conflicts_with = "smtp")]
    smtp_file: Option<PathBuf>,
    /// Allow an address that other computers on the network can reach
    #[arg(long)]
    open_to_the_network: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Listed {
    Yes,
    No,
}

#[derive(Clone, Copy, ValueEnum)]
enum Repeat {
    Refuse,
    Again,
}

/// The environment variable with the owner's API key.
const KEY: &str = "PRACTICE_KEY";

fn main() -> ExitCode {
    // Before there are threads, because this may start the program anew.
    let key = private::take_from_environment(KEY);
    private::hide_memory();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    let ended = key
        .map_err(ProgramError::KeyNotTaken)
        .and_then(|key| run(Arguments::parse().command, key));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("practice: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  caused by: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum ProgramError {
    #[error("other computers could reach {0}. If you want that, add --open-to-the-network")]
    NotLoopback(SocketAddr),
    #[error("the API key in {KEY} couldn't be taken out of the environment")]
    KeyNotTaken(#[source] std::io::Error),
    #[error("the {what} can't be read from {file}")]
    SecretFile {
        what: &'static str,
        file: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{1} holds no {0}")]
    NoSecret(&'static str, PathBuf),
    #[error(transparent)]
    Start(#[from] practice::StartError),
    #[error(transparent)]
    Folder(#[from] practice::FolderError),
    #[error("no practice platform is running in {0}")]
    NotRunning(PathBuf),
    #[error(transparent)]
    Link(#[from] practice::PageLinkError),
    #[error("the signals to stop the program can't be received")]
    Signal(#[source] std::io::Error),
}

#[tokio::main]
async fn run(command: Command, key: Option<SecretString>) -> Result<(), ProgramError> {
    match command {
        Command::Serve(serve) => run_server(serve, key).await,
        Command::Link(link) => print_link(link).await,
    }
}

/// `environment_key` is used if the arguments have none.
async fn run_server(
    serve: Serve,
    environment_key: Option<SecretString>,
) -> Result<(), ProgramError> {
    if !serve.listen.ip().is_loopback() && !serve.open_to_the_network {
        return Err(ProgramError::NotLoopback(serve.listen));
    }
    let stop = stop_signal().map_err(ProgramError::Signal)?;
    let key = match &serve.key_file {
        Some(file) => Some(read_secret("API key", file)?),
        None => serve.key.map(SecretString::from).or(environment_key),
    };
    let smtp = match &serve.smtp_file {
        Some(file) => Some(read_secret("URL", file)?.expose_secret().to_owned()),
        None => serve.smtp,
    };
    let key_was_given = key.is_some();
    let practice = practice::start(Options {
        listen: serve.listen,
        data: serve.data,
        key,
        empty: serve.empty,
        bare: serve.bare,
        repeat_invite: match serve.repeat_invite {
            Repeat::Refuse => RepeatInvite::Refuse,
            Repeat::Again => RepeatInvite::Again,
        },
        list_pending: serve.list_pending.map(|listed| listed == Listed::Yes),
        without_keys: serve.without_keys,
        smtp,
    })
    .await?;
    println!("listening on http://{}", practice.address());
    println!("token {}", practice.token().expose_secret());
    if !key_was_given {
        println!("key {}", practice.key().expose_secret());
    }
    stop.await;
    practice.stop().await;
    Ok(())
}

/// What a file holds that must not be an argument.
fn read_secret(what: &'static str, file: &Path) -> Result<SecretString, ProgramError> {
    let text = std::fs::read_to_string(file).map_err(|source| ProgramError::SecretFile {
        what,
        file: file.to_owned(),
        source,
    })?;
    let text = Zeroizing::new(text);
    match text.trim() {
        "" => Err(ProgramError::NoSecret(what, file.to_owned())),
        secret => Ok(secret.into()),
    }
}

async fn print_link(link: Link) -> Result<(), ProgramError> {
    let page = match link.page {
        LinkedPage::Mailbox => Page::Mailbox,
        LinkedPage::Faults => Page::Faults,
    };
    let running = practice::running(&link.data)?.ok_or(ProgramError::NotRunning(link.data))?;
    println!("{}", running.page_link(page).await?);
    Ok(())
}

/// Completes when the program is told to stop. Signals are caught from the moment this returns, and
/// not only when the future is first polled, so that none is lost while the server starts.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    let mut close = tokio::signal::windows::ctrl_close()?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = close.recv() => {}
        }
    })
}
