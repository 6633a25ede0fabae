//! `cargo xtask types`: generates the TypeScript types of the window from the bridge.

use xshell::cmd;

use crate::{
    error::XtaskError,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Runs the test that compares the generated files, with the variable that makes it write them.
pub(crate) fn write(workspace: &Workspace) -> Result<(), XtaskError> {
    system_packages::ensure(&workspace.shell, &[Purpose::Build])?;
    ui::build(workspace)?;
    let _write = workspace.shell.push_env("COHORT_WRITE_TYPES", "1");
    cmd!(
        workspace.shell,
        "cargo test --package cohort-desktop --lib types"
    )
    .run()?;
    Ok(())
}
