//! `cohort instance`: the instances of a space. `existing` lists, deletes and restores those that
//! there are; new ones are added by a plan, in `plans::add_instance`.

use clap::{Args, Subcommand};

use crate::environment_key::EnvironmentKey;
use crate::error::CliError;
use crate::exit_status::ExitStatus;
use crate::plans::add_instance::AddArgs;

mod existing;

/// List, add, delete and restore the instances of a space
#[derive(Args)]
pub(crate) struct InstanceArgs {
    #[command(subcommand)]
    command: InstanceCommand,
}

#[derive(Subcommand)]
enum InstanceCommand {
    List(existing::ListArgs),
    Add(AddArgs),
    Delete(existing::DeleteArgs),
    Restore(existing::RestoreArgs),
}

impl InstanceArgs {
    pub(crate) async fn run(&self, key: Option<EnvironmentKey>) -> Result<ExitStatus, CliError> {
        match &self.command {
            InstanceCommand::List(list) => list.run(key).await,
            InstanceCommand::Add(add) => add.run(key).await,
            InstanceCommand::Delete(delete) => delete.run(key).await,
            InstanceCommand::Restore(restore) => restore.run(key).await,
        }
    }
}
