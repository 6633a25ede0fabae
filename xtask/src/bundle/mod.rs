//! `cargo xtask bundle`: makes a .deb, an .rpm and an archive of the app and the command, and says how
//! large both programs are, and how large they should be at most.
//!
//! `--try` then installs the .deb in a clean Debian system, uses it and removes it ([`trial`]). What
//! the packages hold is [`payload`]'s to say, and how they are packed [`packages`]'s. Tauri has a
//! bundler of its own, but it knows only the app: not the command, its manual pages and its
//! completions.

mod packages;
mod payload;
#[cfg(test)]
mod tests;
mod trial;

use std::{
    fs,
    path::{Path, PathBuf},
};

use xshell::cmd;

use crate::{
    error::XtaskError,
    system::System,
    system_packages::{self, Purpose},
    ui,
    workspace::Workspace,
};

/// How large a program should be at most, in bytes. One that is larger works as well, so this fails
/// nothing.
const LIMITS: &[(&str, u64)] = &[("cohort-desktop", 16_000_000), ("cohort", 10_000_000)];

/// What every package is called and says of itself.
struct About {
    version: String,
    /// The processor, as the kernel names it.
    machine: String,
}

const NAME: &str = "cohort";
const SUMMARY: &str = "Workspaces for a whole course, and the people in them";
const DESCRIPTION: &str = "\
Cohort creates workspaces for a whole course on a hosted teaching and research
platform, and invites people to them. It checks lists before anything is sent,
sends when there is a connection, and says who is in and who isn't.
This package has the app and the command cohort, which work on the same data.";
const MAINTAINER: &str = "The Cohort developers <packages@cohort.invalid>";
const LICENCE: &str = "Apache-2.0 OR MIT";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let tries = match *arguments.as_slice() {
        [] => false,
        ["--try"] => true,
        _ => return Err(XtaskError::Usage("cargo xtask bundle [--try]")),
    };
    let shell = &workspace.shell;
    if System::here(shell) != System::Debian {
        return Err(XtaskError::CannotRunHere(
            "The packages are made with Debian's tools. Run this task on Debian, or in a Debian container.",
        ));
    }
    system_packages::ensure(shell, &[Purpose::Build, Purpose::Packages])?;
    let programs = build(workspace)?;
    let about = About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        machine: cmd!(shell, "uname -m").read()?,
    };
    let _epoch = shell.push_env("SOURCE_DATE_EPOCH", epoch(workspace)?);
    let folder = workspace.target.join("bundle");
    let payload = payload::collect(workspace, &programs, &folder)?;
    let deb = packages::deb(workspace, &about, &payload, &folder)?;
    let made = [
        deb.clone(),
        packages::rpm(workspace, &about, &payload, &folder)?,
        packages::archive(workspace, &about, &payload, &folder)?,
    ];
    for path in &made {
        eprintln!("{} ({})", path.display(), megabytes(size(path)?));
    }
    if tries {
        system_packages::ensure(shell, &[Purpose::Trial])?;
        trial::run(workspace, &deb, &folder)?;
    }
    weigh(&programs)
}

/// Builds both programs for release, and gives back the folder they are in.
fn build(workspace: &Workspace) -> Result<PathBuf, XtaskError> {
    ui::build(workspace)?;
    cmd!(
        workspace.shell,
        "cargo build --release --package cohort-desktop --package cli --bins"
    )
    .run()?;
    Ok(workspace.target.join("release"))
}

/// Says how large the programs are.
fn weigh(folder: &Path) -> Result<(), XtaskError> {
    for (program, most) in LIMITS {
        let is = size(&folder.join(program))?;
        eprintln!(
            "{program}: {} (the limit is {})",
            megabytes(is),
            megabytes(*most)
        );
    }
    Ok(())
}

/// The time that all files in the packages have: that of the last commit, so that the same commit
/// makes the same packages.
fn epoch(workspace: &Workspace) -> Result<String, XtaskError> {
    Ok(cmd!(workspace.shell, "git log -1 --format=%ct").read()?)
}

fn size(path: &Path) -> Result<u64, XtaskError> {
    Ok(fs::metadata(path).map_err(XtaskError::with(path))?.len())
}

fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
