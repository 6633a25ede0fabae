//! `cohort completions`: prints what a shell needs to complete Cohort's commands.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::error::CliError;
use crate::exit_status::ExitStatus;

/// Print the completions for your shell
///
/// Your shell then completes Cohort's commands and options when you press Tab.
#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const HELP: &str = "\
Where to put them:
  bash  cohort completions bash > ~/.local/share/bash-completion/completions/cohort
  zsh   cohort completions zsh > FOLDER/_cohort, where FOLDER is in $fpath
  fish  cohort completions fish > ~/.config/fish/completions/cohort.fish";

impl CompletionsArgs {
    pub(crate) fn run<C: CommandFactory>(&self) -> Result<ExitStatus, CliError> {
        let mut command = C::command();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "cohort", &mut script);
        std::io::Write::write_all(&mut std::io::stdout().lock(), &script)?;
        Ok(ExitStatus::Done)
    }
}
