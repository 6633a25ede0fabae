//! `cargo xtask lint` and `cargo xtask fmt`: checks the style of all code, or corrects its format.

use xshell::{Shell, cmd};

use crate::{
    error::XtaskError,
    system::quietly,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// Checks formatting, then Clippy, then the code of the window, and stops at the first error.
pub(crate) fn check(workspace: &Workspace) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    system_packages::ensure(shell, &[Purpose::Build])?;
    ensure_components(shell, &["rustfmt", "clippy"])?;
    cmd!(shell, "cargo fmt --all --check").run()?;
    // The app embeds the built files of the window and doesn't compile without them.
    ui::build(workspace)?;
    let except = workspace.exceptions();
    cmd!(
        shell,
        "cargo clippy --workspace {except...} --all-targets -- -D warnings"
    )
    .run()?;
    ui::npm_run(workspace, "lint")?;
    ui::npm_run(workspace, "check")
}

/// Formats all code.
pub(crate) fn format(workspace: &Workspace) -> Result<(), XtaskError> {
    ensure_components(&workspace.shell, &["rustfmt"])?;
    cmd!(workspace.shell, "cargo fmt --all").run()?;
    ui::install(workspace)?;
    ui::npm_run(workspace, "format")
}

/// Installs these components of the toolchain. rustup's minimal profile, which Rust's container images
/// have, comes without them, and a distribution's Rust has them in packages of their own.
fn ensure_components(shell: &Shell, components: &[&str]) -> Result<(), XtaskError> {
    let is_missing = |component: &&str| {
        let subcommand = match *component {
            "rustfmt" => "fmt",
            other => other,
        };
        !quietly(shell, "cargo", &[subcommand, "--version"])
    };
    let missing: Vec<&str> = components.iter().copied().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if quietly(shell, "rustup", &["--version"]) {
        cmd!(shell, "rustup component add {missing...}").run()?;
        return Ok(());
    }
    Err(XtaskError::Missing {
        what: format!("{} of the Rust toolchain may be", missing.join(" and ")),
        remedy: "Install them from where Rust was installed from.".to_owned(),
    })
}
