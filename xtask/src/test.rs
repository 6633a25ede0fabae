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

/// Everything, cheapest first. The last lines are the runner's own count.
pub(crate) fn run(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    lint::check(workspace)?;
    ui::npm_run(workspace, "test")?;

    let in_a_window = System::here(shell).is_linux();
    let except: &[&str] = if in_a_window {
        system_packages::ensure(
            shell,
            &[
                Purpose::WindowTests,
                Purpose::BrowserTests,
                Purpose::ClientTests,
            ],
        )?;
        TAURI_DRIVER.ensure(workspace)?;
        &[]
    } else {
        eprintln!("The tests in a real window run on Linux alone; they are left out here.");
        &["--exclude", "window-tests"]
    };

    // One command for the programs and the tests: both with the same features, so that nothing is
    // compiled twice, and the programs that the window's tests drive are the newest.
    cmd!(shell, "cargo build --workspace --bins --tests").run()?;
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
