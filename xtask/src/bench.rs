//! `cargo xtask bench`: measures every claim about speed, against another program or against a limit.

use xshell::cmd;

use crate::{
    cargo_tools::TAURI_DRIVER,
    error::XtaskError,
    system::System,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Runs all benchmarks, those without a window first.
pub(crate) fn run(workspace: &Workspace) -> Result<(), XtaskError> {
    system_packages::ensure(&workspace.shell, &[Purpose::Build, Purpose::ClientTests])?;
    ui::build(workspace)?;
    ui::npm_run(workspace, "bench")?;
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

/// Scrolls a long list in the real window, in a release build.
fn scroll(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    if !System::here(shell).is_linux() {
        eprintln!("Scrolling in the real window is measured only on Linux and is skipped here.");
        return Ok(());
    }
    system_packages::ensure(shell, &[Purpose::WindowTests])?;
    TAURI_DRIVER.ensure(workspace)?;
    cmd!(shell, "cargo build --release --workspace --bins").run()?;
    cmd!(shell, "cargo bench --package window-tests --bench scroll").run()?;
    Ok(())
}
