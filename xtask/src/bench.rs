use xshell::cmd;

use crate::{
    packages::{self, Purpose},
    trouble::Trouble,
    workspace::Workspace,
};

/// Every claim about speed, measured side by side with a peer or against a limit.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Trouble> {
    packages::ensure(&workspace.shell, &[Purpose::ClientTests])?;
    cmd!(
        workspace.shell,
        "cargo bench --package roster --package practice --bench reading --bench load"
    )
    .run()?;
    Ok(())
}
