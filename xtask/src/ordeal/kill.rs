use xshell::cmd;

use super::numbers;
use crate::{error::XtaskError, workspace::Workspace};

/// Delivers on each kind of platform past so many kills, and counts what the platform did. As it
/// is shipped: what is quicker is killed at other moments.
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
