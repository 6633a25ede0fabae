use xshell::cmd;

use crate::{
    packages::{self, Purpose},
    trouble::Trouble,
    window,
    workspace::Workspace,
};

/// Format, clippy, and the window's own checks; the first that objects stops it.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Trouble> {
    let shell = &workspace.shell;
    packages::ensure(shell, &[Purpose::Build])?;
    cmd!(shell, "cargo fmt --all --check").run()?;
    // The app does not compile without the window's files.
    window::build(workspace)?;
    cmd!(
        shell,
        "cargo clippy --workspace --all-targets -- -D warnings"
    )
    .run()?;
    window::npm_run(workspace, "lint")?;
    window::npm_run(workspace, "check")
}

pub(crate) fn format(workspace: &Workspace) -> Result<(), Trouble> {
    cmd!(workspace.shell, "cargo fmt --all").run()?;
    window::install(workspace)?;
    window::npm_run(workspace, "format")
}
