//! The practice platform as a program of its own.

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use practice::{Options, RepeatInvite};
use secrecy::ExposeSecret;
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(version, about = "A platform to practise on")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until told to stop.
    Serve(Serve),
}

#[derive(clap::Args)]
struct Serve {
    /// Where to listen; port 0 means the port of the last start, or a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder everything is kept in.
    #[arg(long)]
    data: PathBuf,
    /// The owner's API key; made and kept where none is given.
    #[arg(long, env = "PRACTICE_KEY", hide_env_values = true)]
    key: Option<String>,
    /// No demo data in a new folder.
    #[arg(long)]
    empty: bool,
    /// Only what the hosted platform's public API has.
    #[arg(long)]
    bare: bool,
    /// What happens when somebody who has not come yet is invited once more.
    #[arg(long, value_enum, default_value = "refuse")]
    repeat_invite: Repeat,
    /// Send mail through this server, such as `smtp://localhost:25`.
    #[arg(long)]
    smtp: Option<String>,
    /// Needed to listen on anything but loopback: everybody on the network can reach it then.
    #[arg(long)]
    open_to_the_network: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Repeat {
    Refuse,
    Again,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    let Command::Serve(serve) = Arguments::parse().command;
    match run(serve).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("practice: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{0} can be reached by others; say --open-to-the-network if that is meant")]
    NotLoopback(SocketAddr),
    #[error(transparent)]
    Start(#[from] practice::StartError),
    #[error("the signals to stop cannot be heard")]
    Signal(#[source] std::io::Error),
}

async fn run(serve: Serve) -> Result<(), Trouble> {
    if !serve.listen.ip().is_loopback() && !serve.open_to_the_network {
        return Err(Trouble::NotLoopback(serve.listen));
    }
    let stop = stop_asked().map_err(Trouble::Signal)?;
    let given = serve.key.is_some();
    let practice = practice::start(Options {
        listen: serve.listen,
        data: serve.data,
        key: serve.key.map(Into::into),
        empty: serve.empty,
        bare: serve.bare,
        repeat_invite: match serve.repeat_invite {
            Repeat::Refuse => RepeatInvite::Refuse,
            Repeat::Again => RepeatInvite::Again,
        },
        smtp: serve.smtp,
    })
    .await?;
    println!("listening on http://{}", practice.address());
    println!("token {}", practice.token().expose_secret());
    if !given {
        println!("key {}", practice.key().expose_secret());
    }
    stop.await;
    practice.stop().await;
    Ok(())
}

/// Heard from the moment this returns, so that no signal falls between start and wait.
#[cfg(unix)]
fn stop_asked() -> std::io::Result<impl Future<Output = ()>> {
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
fn stop_asked() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    let mut close = tokio::signal::windows::ctrl_close()?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = close.recv() => {}
        }
    })
}
