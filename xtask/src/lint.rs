use xshell::cmd;

use crate::{
    error::XtaskError,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Format, clippy, and the window's own checks; the first that objects stops it.
pub(crate) fn check(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    system_packages::ensure(shell, &[Purpose::Build])?;
    cmd!(shell, "cargo fmt --all --check").run()?;
    // The app does not compile without the window's files.
    ui::build(workspace)?;
    cmd!(
        shell,
        "cargo clippy --workspace --all-targets -- -D warnings"
    )
    .run()?;
    ui::npm_run(workspace, "lint")?;
    ui::npm_run(workspace, "check")
}

pub(crate) fn format(workspace: &Workspace) -> Result<(), XtaskError> {
    cmd!(workspace.shell, "cargo fmt --all").run()?;
    ui::install(workspace)?;
    ui::npm_run(workspace, "format")
}
