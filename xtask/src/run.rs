//! `cargo xtask run`: opens the window of a development build.

use xshell::cmd;

use crate::{
    error::XtaskError,
    system,
    system_packages::{self, Purpose},
    tour, ui,
    workspace::Workspace,
};

/// Opens the window. On a machine without a screen it takes the tour instead.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    if !system::has_display() {
        println!(
            "The window can't be shown, because there is no screen (neither DISPLAY nor \
             WAYLAND_DISPLAY is set).\nRunning the tour instead, which shows the same window on a \
             virtual screen and takes a picture of every step."
        );
        return tour::run(workspace, &[]);
    }
    system_packages::ensure(&workspace.shell, &[Purpose::Build])?;
    ui::build(workspace)?;
    cmd!(workspace.shell, "cargo run -- {arguments...}").run()?;
    Ok(())
}
