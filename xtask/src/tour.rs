//! `cargo xtask tour`: walks through the app in a real window and takes a picture of every step.

use std::fs;

use xshell::cmd;

use crate::{
    cargo_tools::{Runner, TAURI_DRIVER},
    error::XtaskError,
    system::System,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Runs the test that walks through the app, and prints where the pictures are.
pub(crate) fn run(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    if !System::here(shell).is_linux() {
        return Err(XtaskError::Missing {
            what: "The virtual screen that the tour needs is".to_owned(),
            remedy:
                "The tour runs only on Linux. On other systems, `cargo xtask run` opens the window."
                    .to_owned(),
        });
    }
    system_packages::ensure(shell, &[Purpose::Build, Purpose::WindowTests])?;
    TAURI_DRIVER.ensure(workspace)?;
    ui::build(workspace)?;
    cmd!(shell, "cargo build --workspace --bins").run()?;

    let pictures = workspace.target.join("tour");
    shell.remove_path(&pictures)?;
    let tour = ["--package", "window-tests", "--test", "tour"];
    match Runner::find(workspace) {
        Runner::Nextest => {
            let _path = workspace.with_tools_on_path()?;
            cmd!(shell, "cargo nextest run {tour...} --no-capture").run()?;
        }
        Runner::CargoTest => cmd!(shell, "cargo test {tour...} -- --nocapture").run()?,
    }

    let captions = pictures.join("README.md");
    let captions = fs::read_to_string(&captions).map_err(XtaskError::with(&captions))?;
    println!("\nThe pictures are in {}:\n", pictures.display());
    println!("{captions}");
    Ok(())
}
