use xshell::cmd;

use crate::{cargo_tools::CARGO_DENY, error::XtaskError, workspace::Workspace};

/// Advisories are not asked for: their database is fetched anew each time, which is a job for a
/// machine that reaches it (see `deny.toml`).
pub(crate) fn check(workspace: &Workspace) -> Result<(), XtaskError> {
    CARGO_DENY.ensure(workspace)?;
    let deny = workspace.tools().join("bin").join("cargo-deny");
    cmd!(
        workspace.shell,
        "{deny} --workspace check licenses bans sources"
    )
    .run()?;
    Ok(())
}
