//! `cargo xtask ordeal simulate`: many more simulations of delivery than in the test suite.

use xshell::cmd;

use crate::{error::XtaskError, workspace::Workspace};

/// Passes its arguments on to the simulator, which explains them itself. It is a release build,
/// because a simulation does nothing but compute.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    cmd!(
        workspace.shell,
        "cargo run --quiet --release --package simulator --bin simulate -- {arguments...}"
    )
    .run()?;
    Ok(())
}
