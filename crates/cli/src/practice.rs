//! `cohort practice`: runs the practice platform, and says how to open it.

use std::io::Write as _;

use clap::Args;
use home::Page;
use jiff::Timestamp;
use serde::Serialize;
use store::AccountId;

use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::output;
use crate::plain::Plain;
use crate::session::Session;

/// Start the practice platform, and say how to open it
///
/// The practice platform is a platform on this computer, with a course to try everything with. Its
/// emails reach nobody: you read them in its mailbox. Cohort's window and the other commands have
/// it as the account Practice, and start it by themselves when they need it. Use this command to
/// keep it running while you look at its mailbox, or at the pages that students see.
///
/// If it's running already, the command only prints how to open it.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct PracticeArgs {
    /// Print the addresses as JSON
    #[arg(long)]
    json: bool,
}

const HELP: &str = "\
Examples:
  cohort practice                     Run it until you press Ctrl+C
  cohort spaces --account Practice    List its courses and projects, in another terminal

Exit status:
  0  The practice platform was stopped, or is running already
  2  The command failed";

/// How to open the platform, as JSON. Scripts rely on the keys.
#[derive(Serialize)]
struct PracticeJson<'p> {
    account: &'p str,
    address: &'p str,
    mailbox: &'p str,
    faults: &'p str,
    /// This command runs it, until it is stopped.
    running_here: bool,
}

impl PracticeArgs {
    pub(crate) async fn run(&self) -> Result<ExitStatus, CliError> {
        let session = Session::open_or_create(None)?;
        let practice = &session.practice;
        // Before the first word is printed: whoever reads it may ask this process to stop at once.
        let stopped = stopped()?;
        practice.start(Timestamp::now()).await?;
        let account = session.store.account(&AccountId::practice())?;
        let mailbox = practice.page_link(Page::Mailbox).await?;
        let faults = practice.page_link(Page::Faults).await?;
        let running_here = practice.runs_here();
        {
            let mut out = std::io::stdout().lock();
            if self.json {
                let json = PracticeJson {
                    account: &account.name,
                    address: account.address.as_str(),
                    mailbox: &mailbox,
                    faults: &faults,
                    running_here,
                };
                output::json(&json, &mut out)?;
            } else {
                let address = Plain(account.address.as_str());
                writeln!(out, "The practice platform is running at {address}.")?;
                writeln!(out, "  Mailbox:              {}", Plain(&mailbox))?;
                writeln!(out, "  Make something fail:  {}", Plain(&faults))?;
                writeln!(
                    out,
                    "Open these addresses in a browser. Each works once, and for a minute. Run `cohort practice` in another terminal for new ones."
                )?;
                writeln!(
                    out,
                    "Run `cohort spaces --account {}` to see its courses and projects.",
                    Plain(&account.name)
                )?;
            }
            out.flush()?;
        }
        if running_here {
            eprintln!("Press Ctrl+C to stop it.");
            stopped.await;
            practice.stop().await;
        }
        Ok(ExitStatus::Done)
    }
}

/// Ends when the user, or the system, asks this process to stop.
#[cfg(unix)]
fn stopped() -> Result<impl Future<Output = ()>, CliError> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupted, mut terminated) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "on other systems listening for a signal can fail"
)]
fn stopped() -> Result<impl Future<Output = ()>, CliError> {
    Ok(async {
        // If nobody can be heard, the platform runs until the process is ended.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
