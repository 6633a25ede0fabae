//! `cargo xtask ordeal kill`: the test that kills the sending program, for much longer than in the
//! test suite.

use xshell::cmd;

use super::numbers;
use crate::{error::XtaskError, workspace::Workspace};

/// Sends on each kind of platform through this number of kills, and counts what the platform did.
/// It uses a release build, because faster code is interrupted at different moments.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    let [kills, people] = numbers(arguments, [("--kills", 200), ("--people", 500)])?;
    let [kills, people] = [kills.to_string(), people.to_string()];
    cmd!(
        workspace.shell,
        "cargo test --release --package outbox --test kill -- ordeal --kills {kills} --people {people}"
    )
    .run()?;
    Ok(())
}
