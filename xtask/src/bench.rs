use xshell::cmd;

use crate::{
    cargo_tools::TAURI_DRIVER,
    error::XtaskError,
    system::System,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Every claim about speed, measured side by side with a peer or against a limit.
pub(crate) fn run(workspace: &Workspace) -> Result<(), XtaskError> {
    system_packages::ensure(&workspace.shell, &[Purpose::Build, Purpose::ClientTests])?;
    ui::build(workspace)?;
    cmd!(
        workspace.shell,
        "cargo bench --package roster --package practice --package outbox --bench reading --bench load --bench sending"
    )
    .run()?;
    cmd!(
        workspace.shell,
        "cargo test --release --package cohort-desktop --lib -- --ignored --nocapture pace"
    )
    .run()?;
    scroll(workspace)
}

/// The list in the real window, as it is shipped.
fn scroll(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    if !System::here(shell).is_linux() {
        eprintln!("The real window is measured on Linux alone; that is left out here.");
        return Ok(());
    }
    system_packages::ensure(shell, &[Purpose::WindowTests])?;
    TAURI_DRIVER.ensure(workspace)?;
    cmd!(shell, "cargo build --release --workspace --bins").run()?;
    cmd!(shell, "cargo bench --package window-tests --bench scroll").run()?;
    Ok(())
}
