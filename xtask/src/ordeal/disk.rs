use xshell::cmd;

use crate::{trouble::Trouble, workspace::Workspace};

/// Lets the disk fill up, and fail, while requests are on the wire.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Trouble> {
    cmd!(
        workspace.shell,
        "cargo test --package outbox --test kill -- disk"
    )
    .run()?;
    Ok(())
}
