//! `cargo xtask tour`: walks through the app in a real window and takes a picture of every step.
//!
//! With `--matrix`, it takes a picture of every screen in every look, size and language instead, and
//! puts them on one page. With `--guide`, it takes those of the guide for instructors anew.

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

/// What the tour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tour {
    /// The main path, step by step.
    Steps,
    /// Every screen in every look, size and language.
    Matrix,
    /// The pictures of the guide.
    Guide,
}

impl Tour {
    fn of(arguments: &[String]) -> Result<Self, XtaskError> {
        match arguments {
            [] => Ok(Self::Steps),
            [option] if option == "--matrix" => Ok(Self::Matrix),
            [option] if option == "--guide" => Ok(Self::Guide),
            _ => Err(XtaskError::Usage("cargo xtask tour [--matrix | --guide]")),
        }
    }
}

/// Walks through the app, and prints where the pictures are.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    let tour = Tour::of(arguments)?;
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
    match tour {
        Tour::Steps => steps(workspace),
        Tour::Matrix => example(workspace, "matrix"),
        Tour::Guide => example(workspace, "guide"),
    }
}

fn example(workspace: &Workspace, name: &str) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    cmd!(shell, "cargo run --package window-tests --example {name}").run()?;
    Ok(())
}

/// Runs the test that walks through the app, and prints where the pictures are.
fn steps(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn tour(arguments: &[&str]) -> Result<Tour, XtaskError> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        Tour::of(&arguments)
    }

    #[test]
    fn an_option_says_what_the_tour_is_for() {
        assert_eq!(tour(&[]).unwrap(), Tour::Steps);
        assert_eq!(tour(&["--matrix"]).unwrap(), Tour::Matrix);
        assert_eq!(tour(&["--guide"]).unwrap(), Tour::Guide);
        let said = tour(&["--matrix", "--guide"]).unwrap_err().to_string();
        assert!(said.contains("--matrix | --guide"), "{said}");
    }
}
