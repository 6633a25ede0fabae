//! Cohort in a terminal, on the same lists and the same data as the window.
//!
//! `main.rs` only takes the command line apart; each subcommand has a file of its own, whatever
//! is said stands in `words.rs`, and `plain.rs` sees to it that nothing that is shown is obeyed.

mod check;
mod files;
mod json;
mod plain;
mod report;
mod words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Check(check) => check.run(),
    }
}
