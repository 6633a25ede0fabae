//! Cohort in a terminal, on the same lists and the same data as the window.
//!
//! `main.rs` only takes the command line apart; each subcommand has a file of its own.
//! `desk.rs` opens the data, `watch.rs` sees a plan through. Whatever is said of a list stands
//! in `words.rs`, of a plan in `outbox::words`; `plain.rs` sees to it that nothing that is shown
//! is obeyed.

mod check;
mod error;
mod exit_status;
mod output;
mod plain;
mod plans;

use std::error::Error as _;
use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Trouble;
use crate::exit_status::Ending;
use crate::plain::Plain;
use crate::plans::session::Desk;
use crate::plans::{drafts, outbox, send};

/// Workspaces for a whole course, and the people in them
#[derive(Parser)]
#[command(name = "cohort", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Check),
    Drafts(drafts::Drafts),
    Send(send::Send),
    Outbox(outbox::Outbox),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(check) => return check.run(),
        Command::Drafts(drafts) => Desk::open().and_then(|desk| drafts.run(&desk.store)),
        Command::Send(send) => wait_for(send.run()),
        Command::Outbox(outbox) => wait_for(outbox.run()),
    };
    match done {
        Ok(ending) => ending.into(),
        // Whoever read this has seen enough.
        Err(Trouble::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            tell(&trouble);
            ExitCode::from(exit_status::COULD_NOT)
        }
    }
}

fn wait_for(work: impl Future<Output = Result<Ending, Trouble>>) -> Result<Ending, Trouble> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

fn tell(trouble: &Trouble) {
    eprintln!("cohort: {}", Plain(&trouble.to_string()));
    let mut cause = trouble.source();
    while let Some(error) = cause {
        eprintln!("  because: {}", Plain(&error.to_string()));
        cause = error.source();
    }
    if let Some(cure) = trouble.cure() {
        eprintln!("  {cure}");
    }
}
