//! `cohort man`: writes the manual pages, for those who make packages of Cohort.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use crate::error::CliError;
use crate::exit_status::ExitStatus;

/// Write the manual pages into a folder
///
/// There is one page for `cohort` and one for each of its commands. Packages install them.
#[derive(Args)]
#[command(hide = true)]
pub(crate) struct ManualArgs {
    /// The folder, which is created if it doesn't exist
    folder: PathBuf,
}

impl ManualArgs {
    pub(crate) fn run<C: CommandFactory>(&self) -> Result<ExitStatus, CliError> {
        std::fs::create_dir_all(&self.folder)?;
        clap_mangen::generate_to(C::command(), &self.folder)?;
        Ok(ExitStatus::Done)
    }
}
