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

/// Walks the main path in a real window on a screen of its own and says where the pictures are.
pub(crate) fn run(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    if !System::here(shell).is_linux() {
        return Err(XtaskError::Missing {
            what: "A screen of the tour's own is".to_owned(),
            cure: "The tour runs on Linux alone; elsewhere `cargo xtask run` opens the window."
                .to_owned(),
        });
    }
    system_packages::ensure(shell, &[Purpose::Build, Purpose::WindowTests])?;
    TAURI_DRIVER.ensure(workspace)?;
    ui::build(workspace)?;
    cmd!(shell, "cargo build --workspace --bins").run()?;

    let album = workspace.target.join("tour");
    shell.remove_path(&album)?;
    let tour = ["--package", "window-tests", "--test", "tour"];
    match Runner::find(workspace) {
        Runner::Nextest => {
            let _path = workspace.with_tools_on_path()?;
            cmd!(shell, "cargo nextest run {tour...} --no-capture").run()?;
        }
        Runner::CargoTest => cmd!(shell, "cargo test {tour...} -- --nocapture").run()?,
    }

    let captions = album.join("README.md");
    let captions = fs::read_to_string(&captions).map_err(XtaskError::with(&captions))?;
    println!("\nThe pictures are in {}:\n", album.display());
    println!("{captions}");
    Ok(())
}
