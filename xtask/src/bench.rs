use xshell::cmd;

use crate::{
    packages::{self, Purpose},
    system::System,
    tools::TAURI_DRIVER,
    trouble::Trouble,
    window,
    workspace::Workspace,
};

/// Every claim about speed, measured side by side with a peer or against a limit.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Trouble> {
    packages::ensure(&workspace.shell, &[Purpose::Build, Purpose::ClientTests])?;
    window::build(workspace)?;
    cmd!(
        workspace.shell,
        "cargo bench --package roster --package practice --package outbox --bench reading --bench load --bench sending"
    )
    .run()?;
    cmd!(
        workspace.shell,
        "cargo test --release --package cohort-desktop --lib -- --ignored --nocapture typing_cost"
    )
    .run()?;
    scroll(workspace)
}

/// The list in the real window, as it is shipped.
fn scroll(workspace: &Workspace) -> Result<(), Trouble> {
    let shell = &workspace.shell;
    if !System::here(shell).is_linux() {
        eprintln!("The real window is measured on Linux alone; that is left out here.");
        return Ok(());
    }
    packages::ensure(shell, &[Purpose::WindowTests])?;
    TAURI_DRIVER.ensure(workspace)?;
    cmd!(shell, "cargo build --release --workspace --bins").run()?;
    cmd!(shell, "cargo bench --package window-tests --bench scroll").run()?;
    Ok(())
}
