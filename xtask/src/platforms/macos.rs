//! `cargo xtask macos`: Clippy over the code as both kinds of Mac compile it.
//!
//! Only what Rust needs for checking is made. The C in some dependencies is compiled all the same, and
//! Zig is a compiler that brings headers of macOS. Apple's frameworks aren't here, so that nothing can
//! be linked or run.

use std::path::{Path, PathBuf};

use xshell::cmd;

use super::{Target, prepare};
use crate::{error::XtaskError, system_packages::Purpose, workspace::Workspace};

/// The kinds of Mac, as Rust and as Zig name them.
const MACS: &[(&str, &str)] = &[
    ("aarch64-apple-darwin", "aarch64-macos"),
    ("x86_64-apple-darwin", "x86_64-macos"),
];

/// From PyPI, because Debian has no Zig.
const ZIG: &str = "ziglang==0.17.1";

const COMPILER: &str = include_str!("zig-cc.sh");

/// In place of Apple's program that says where its headers are. They aren't anywhere.
const XCRUN: &str = "#!/bin/sh\necho \"$SDKROOT\"\n";

const REPORT: &str = "
macOS, on both kinds of processor:
  The whole workspace except the tests in a real window passes Clippy with warnings as errors.
  Nothing was linked and nothing was run: that takes a Mac.";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), XtaskError> {
    if !arguments.is_empty() {
        return Err(XtaskError::Usage("cargo xtask macos"));
    }
    prepare(workspace, "macos", Purpose::MacOs)?;
    let tools = Tools::install(workspace)?;
    for (rust, zig) in MACS {
        let mut target = Target::new(workspace, rust, "macos");
        let compiler = tools.bin.join(format!("cc-{zig}"));
        write_program(workspace, &compiler, COMPILER)?;
        let suffix = rust.replace('-', "_");
        target.set(format!("CC_{suffix}"), &compiler);
        target.set(format!("CXX_{suffix}"), &compiler);
        target.set(format!("AR_{suffix}"), "ar");
        target.set("COHORT_ZIG", &tools.python);
        target.set("SDKROOT", &tools.sdk);
        target.path.push(tools.bin.clone());
        target.clippy()?;
    }
    println!("{REPORT}");
    Ok(())
}

/// What stands in for Apple's developer tools.
struct Tools {
    bin: PathBuf,
    /// Has the module that starts Zig.
    python: PathBuf,
    /// An empty folder.
    sdk: PathBuf,
}

impl Tools {
    fn install(workspace: &Workspace) -> Result<Self, XtaskError> {
        let shell = &workspace.shell;
        let folder = workspace.tools().join("macos");
        let (bin, sdk) = (folder.join("bin"), folder.join("sdk"));
        shell.create_dir(&bin)?;
        shell.create_dir(&sdk)?;
        write_program(workspace, &bin.join("xcrun"), XCRUN)?;
        // The version is in the name of the folder, so that another one is installed anew.
        let venv = folder.join(ZIG);
        let python = venv.join("bin/python");
        let is_whole = venv.join("installed");
        if !is_whole.exists() {
            eprintln!("Installing {ZIG} into {} (only once)", venv.display());
            cmd!(shell, "python3 -m venv --clear {venv}").run()?;
            cmd!(shell, "{python} -m pip install --quiet {ZIG}").run()?;
            shell.write_file(is_whole, "")?;
        }
        Ok(Self { bin, python, sdk })
    }
}

/// Writes a script that can be run.
fn write_program(workspace: &Workspace, path: &Path, text: &str) -> Result<(), XtaskError> {
    let shell = &workspace.shell;
    shell.write_file(path, text)?;
    cmd!(shell, "chmod +x {path}").quiet().run()?;
    Ok(())
}
