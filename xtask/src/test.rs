//! `cargo xtask test`: everything that a change has to pass.

use xshell::cmd;

use crate::{
    cargo_tools::{Runner, TAURI_DRIVER},
    error::XtaskError,
    lint,
    system::System,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Runs all checks and tests, the cheapest first. The last lines are the count of the test runner.
pub(crate) fn run(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    lint::check(workspace)?;
    ui::npm_run(workspace, "test")?;

    let in_a_window = System::here(shell).is_linux();
    if in_a_window {
        system_packages::ensure(
            shell,
            &[
                Purpose::WindowTests,
                Purpose::BrowserTests,
                Purpose::ClientTests,
                Purpose::Packages,
            ],
        )?;
        TAURI_DRIVER.ensure(workspace)?;
    } else {
        eprintln!("The tests in a real window run only on Linux and are skipped here.");
    }
    let except = workspace.exceptions();

    // The programs and the tests are built by one command. Cargo then gives both the same features,
    // so that nothing is compiled twice, and the tests of the window drive the current programs.
    cmd!(shell, "cargo build --workspace {except...} --bins --tests").run()?;
    match Runner::find(workspace) {
        Runner::Nextest => {
            let _path = workspace.with_tools_on_path()?;
            cmd!(shell, "cargo nextest run --workspace {except...}").run()?;
        }
        Runner::CargoTest => {
            cmd!(shell, "cargo test --workspace {except...}").run()?;
        }
    }
    Ok(())
}
