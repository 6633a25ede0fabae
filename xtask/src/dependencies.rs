//! `cargo xtask supply`: checks the licences and the sources of all dependencies.
//!
//! Security advisories are not checked, because their database is fetched each time, and not every
//! machine can reach it. `deny.toml` says how to check them.

use xshell::cmd;

use crate::{cargo_tools::CARGO_DENY, error::XtaskError, workspace::Workspace};

/// Runs cargo-deny.
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
