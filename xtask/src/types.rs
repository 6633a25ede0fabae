use xshell::cmd;

use crate::{
    error::XtaskError,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// The test that finds stale types writes them when it is told to.
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
