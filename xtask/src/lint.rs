//! `cargo xtask lint` and `cargo xtask fmt`: checks the style of all code, or corrects its format.

use xshell::cmd;

use crate::{
    error::XtaskError,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Checks formatting, then Clippy, then the code of the window, and stops at the first error.
pub(crate) fn check(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    system_packages::ensure(shell, &[Purpose::Build])?;
    cmd!(shell, "cargo fmt --all --check").run()?;
    // The app embeds the built files of the window and does not compile without them.
    ui::build(workspace)?;
    cmd!(
        shell,
        "cargo clippy --workspace --all-targets -- -D warnings"
    )
    .run()?;
    ui::npm_run(workspace, "lint")?;
    ui::npm_run(workspace, "check")
}

/// Formats all code.
pub(crate) fn format(workspace: &Workspace) -> Result<(), XtaskError> {
    cmd!(workspace.shell, "cargo fmt --all").run()?;
    ui::install(workspace)?;
    ui::npm_run(workspace, "format")
}
