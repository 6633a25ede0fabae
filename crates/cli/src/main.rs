//! The command `cohort`: Cohort in a terminal, on the same data as the window.
//!
//! This file only parses the command line, hands over to the subcommand and turns its result into
//! an exit status. `check/` reads and checks lists of people and touches nothing of Cohort's data;
//! `account/` adds and removes accounts; `spaces`, `people` and `instance/` list what is on the
//! platform, and `instance/` and `take_out` undo what was done by mistake;
//! `plans/` works on the drafts and plans that the window shows too; `compare/` holds a list, read as
//! `check/` reads it, against a space in that data; `link/` works on the sign-up links of courses;
//! `practice` runs the practice platform, and `data` backs the data up, restores backups, exports and imports. What all of them use lies beside this file: `space`
//! finds and loads the space that is named, `confirm` asks before something that can't be undone,
//! `output` prints tables and JSON, `plain` makes untrusted text safe to show, `exit_status` and
//! `error` say how a command ended.
//! The sentences about lists are in `check/words.rs`, those about plans in `outbox::words`, and
//! those about errors in `error.rs`.

mod account;
mod check;
mod compare;
mod completions;
mod confirm;
mod data;
mod environment_key;
mod error;
mod exit_status;
mod instance;
mod link;
mod manual;
mod output;
mod people;
mod plain;
mod plans;
mod practice;
mod request_json;
mod session;
mod size;
mod space;
mod spaces;
mod take_out;

use std::error::Error as _;
use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::plain::Plain;
use crate::plans::{distribute, drafts, new_draft, outbox, send};

/// Create workspaces for a whole course, and invite people to them
///
/// Cohort checks lists of people, and invites them to courses and projects. The window and this
/// command work on the same data: what you do in one, you see in the other.
#[derive(Parser)]
#[command(name = "cohort", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cohort practice                 Try Cohort without an account
  cohort account add https://api.eu1.nuvolos.cloud
                                  Add an account, and enter its API key when asked
  cohort spaces                   List your courses and projects
  cohort people \"Finance I\"       See who is in a course, and who hasn't joined yet
  cohort check students.csv       Check a list before you use it
  cohort compare \"Finance I\" students.csv
                                  See who on a list is in a course, and who is missing
  cohort draft new --space \"Finance I\" --individual students.csv
                                  Write a draft that invites everyone on a list
  cohort drafts                   List your drafts
  cohort send \"Week 3\" --dry-run  Show what sending a draft would do
  cohort send \"Week 3\"            Send it
  cohort outbox                   See what was sent and what is being sent
  cohort outbox show 1            See the state of every person in plan 1
  cohort link make finance_i      Create the link by which people join a course
  cohort instance add \"Finance I\" \"Group A\" \"Group B\"
                                  Create instances in a space
  cohort distribute \"Finance I\" --from \"Master/Week 4\" --dry-run
                                  See what distributing a snapshot would overwrite

Run `cohort help COMMAND` to read more about a command.";

#[derive(Subcommand)]
enum Command {
    Account(account::AccountArgs),
    Spaces(spaces::SpacesArgs),
    People(people::PeopleArgs),
    Check(check::CheckArgs),
    Compare(compare::CompareArgs),
    Draft(new_draft::DraftArgs),
    Drafts(drafts::DraftsArgs),
    Send(send::SendArgs),
    Outbox(outbox::OutboxArgs),
    Link(link::LinkArgs),
    Instance(instance::InstanceArgs),
    Distribute(distribute::DistributeArgs),
    TakeOut(take_out::TakeOutArgs),
    Practice(practice::PracticeArgs),
    Data(data::DataArgs),
    Completions(completions::CompletionsArgs),
    #[command(name = "man")]
    Manual(manual::ManualArgs),
}

fn main() -> ExitCode {
    // Before anything else: the process that reads files needs nothing of what follows.
    if let Some(ended) = reader::serve_if_asked() {
        return ended;
    }
    private::hide_memory();
    match run() {
        Ok(code) => code,
        // The reader closed the pipe, as `head` does, so it has all that it wants.
        Err(CliError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            print_error(&error);
            ExitStatus::Failed.into()
        }
    }
}

fn run() -> Result<ExitCode, CliError> {
    let key = environment_key::take()?;
    Ok(match Arguments::parse().command {
        Command::Account(account) => block_on(account.run(key))?.into(),
        Command::Spaces(spaces) => block_on(spaces.run(key))?.into(),
        Command::People(people) => block_on(people.run(key))?.into(),
        Command::Draft(draft) => block_on(draft.run(key))?.into(),
        Command::TakeOut(take_out) => block_on(take_out.run(key))?.into(),
        Command::Practice(practice) => block_on(practice.run())?.into(),
        Command::Data(data) => block_on(data.run())?.into(),
        Command::Completions(completions) => completions.run::<Arguments>()?.into(),
        Command::Manual(manual) => manual.run::<Arguments>()?.into(),
        Command::Check(check) => check.run(),
        Command::Compare(compare) => block_on(compare.run(key))?.into(),
        Command::Drafts(drafts) => drafts.run()?.into(),
        Command::Send(send) => block_on(send.run(key))?.into(),
        Command::Instance(instance) => block_on(instance.run(key))?.into(),
        Command::Distribute(distribute) => block_on(distribute.run(key))?.into(),
        Command::Outbox(outbox) => block_on(outbox.run(key))?.into(),
        Command::Link(link) => block_on(link.run(key))?.into(),
    })
}

fn block_on(
    work: impl Future<Output = Result<ExitStatus, CliError>>,
) -> Result<ExitStatus, CliError> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

/// Prints what happened, its causes, and what to do about it, in that order.
fn print_error(error: &CliError) {
    eprintln!("cohort: {}", Plain(&error.message()));
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  Cause: {}", Plain(&error.to_string()));
        cause = error.source();
    }
    if let Some(cure) = error.cure() {
        eprintln!("  {cure}");
    }
}
