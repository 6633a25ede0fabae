//! How a command ends, as the shell and scripts see it. Scripts rely on these numbers.

use std::process::ExitCode;

/// The result of a command. The order matters: of several results, the greatest one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExitStatus {
    Done,
    /// The command did its work, and someone has to act on what it found.
    NeedsAttention,
    /// The command couldn't do what it was asked.
    Failed,
}

/// Printed below the help of every command that works on Cohort's data.
pub(crate) const HELP: &str = "\
Exit status:
  0  Everything is done
  1  Something needs attention: an address to fix, a step that was rejected or whose result is
     unknown, or a plan that waits for your decision
  2  The command failed";

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Done => Self::SUCCESS,
            ExitStatus::NeedsAttention => Self::from(1),
            ExitStatus::Failed => Self::from(2),
        }
    }
}
