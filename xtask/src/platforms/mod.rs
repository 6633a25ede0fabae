//! `cargo xtask windows` and `cargo xtask macos`: checks on Debian what is compiled only on the other
//! two systems.
//!
//! The Rust that builds the app here has no standard library for them. Debian has a Rust with the
//! source of its library (`rustc-web`, made for its browsers), which builds the library for any
//! target. It is a version of its own, so it has target folders of its own, `target/windows` and
//! `target/macos`.

mod macos;
mod windows;

use std::{ffi::OsString, path::PathBuf};

use xshell::{Cmd, cmd};

use crate::{
    error::XtaskError,
    system::System,
    system_packages::{self, Purpose},
    ui,
    workspace::{EXCEPT_ONLY_LINUX, Workspace},
};

pub(crate) use macos::run as macos;
pub(crate) use windows::run as windows;

/// Where Debian's packages put their Rust. The search path finds rustup's first.
const DEBIAN: &str = "/usr/bin";

/// What Clippy says wrongly on targets without thread-local storage of their own: that what is
/// `const` could be.
const WRONG_LINTS: &[&str] = &["-A", "clippy::missing_const_for_thread_local"];

/// Another system, and how Debian's Rust builds for it.
struct Target<'w> {
    workspace: &'w Workspace,
    /// As Rust names it.
    name: &'static str,
    /// Everything that is built for it is here.
    folder: PathBuf,
    /// What the build has to be told.
    environment: Vec<(String, OsString)>,
    /// Where programs are looked for first.
    path: Vec<PathBuf>,
}

impl<'w> Target<'w> {
    fn new(workspace: &'w Workspace, name: &'static str, folder: &str) -> Self {
        Self {
            workspace,
            name,
            folder: workspace.target.join(folder),
            environment: Vec::new(),
            path: vec![DEBIAN.into()],
        }
    }

    fn set(&mut self, variable: impl Into<String>, value: impl Into<OsString>) {
        self.environment.push((variable.into(), value.into()));
    }

    /// Debian's Cargo with this subcommand, for this target.
    fn cargo(&self, subcommand: &str) -> Result<Cmd<'w>, XtaskError> {
        let Self {
            workspace,
            name,
            folder,
            environment,
            path,
        } = self;
        let after = std::env::var_os("PATH").unwrap_or_default();
        let path = path.iter().cloned().chain(std::env::split_paths(&after));
        let path = std::env::join_paths(path).map_err(XtaskError::Path)?;
        let shell = &workspace.shell;
        let cargo = cmd!(
            shell,
            "{DEBIAN}/cargo {subcommand} -Zbuild-std --locked --target {name} --target-dir {folder}"
        );
        Ok(cargo
            .env("PATH", path)
            .env("CARGO", format!("{DEBIAN}/cargo"))
            .env("RUSTC", format!("{DEBIAN}/rustc"))
            .env("RUSTDOC", format!("{DEBIAN}/rustdoc"))
            // Cargo builds the standard library only if unstable features may be used.
            .env("RUSTC_BOOTSTRAP", "1")
            // These are built seldom, and what makes building again quicker is large.
            .env("CARGO_INCREMENTAL", "0")
            // The Cargo that started this task set it for its own Rust.
            .env_remove("LD_LIBRARY_PATH")
            .envs(environment.iter().map(|(name, value)| (name, value))))
    }

    /// Clippy over everything that is meant for this system, with the lints of `cargo xtask lint`.
    fn clippy(&self) -> Result<(), XtaskError> {
        self.cargo("clippy")?
            .args(["--workspace", "--all-targets"])
            .args(EXCEPT_ONLY_LINUX)
            .args(["--", "-D", "warnings"])
            .args(WRONG_LINTS)
            .run()?;
        Ok(())
    }
}

/// Installs what both tasks need, and builds the window's files, which the app embeds.
fn prepare(workspace: &Workspace, task: &str, purpose: Purpose) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    if System::here(shell) != System::Debian {
        return Err(XtaskError::Missing {
            what: "Debian, whose Rust builds for other systems, is".to_owned(),
            remedy: format!("Run `cargo xtask {task}` on Debian or in a container of it."),
        });
    }
    system_packages::ensure(shell, &[purpose])?;
    ui::build(workspace)
}
