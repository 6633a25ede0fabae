use xshell::cmd;

use crate::{
    error::XtaskError,
    system,
    system_packages::{self, Purpose},
    tour, ui,
    workspace::Workspace,
};

/// Opens the window; on a machine without a screen, the tour through it instead.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    if !system::has_display() {
        println!(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window \
             cannot be shown.\nTaking the tour instead: the same window on a screen of its own, \
             with a picture of every step."
        );
        return tour::run(workspace);
    }
    system_packages::ensure(&workspace.shell, &[Purpose::Build])?;
    ui::build(workspace)?;
    cmd!(workspace.shell, "cargo run -- {arguments...}").run()?;
    Ok(())
}
