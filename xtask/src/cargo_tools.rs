//! Programs from crates.io that some tasks need. Each is built once, in a fixed version, into
//! `target/tools`.

use std::fs;

use xshell::cmd;

use crate::{error::XtaskError, system::quietly, workspace::Workspace};

/// A program from crates.io.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Drives the window for a test. The alpha versions of 3.0 don't work with Tauri 2.
pub(crate) const TAURI_DRIVER: Tool = Tool {
    name: "tauri-driver",
    version: "2.1.0",
};

pub(crate) const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

/// Changes the code in small ways to see whether a test fails.
pub(crate) const CARGO_MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    version: "27.1.0",
};

const NEXTEST: Tool = Tool {
    name: "cargo-nextest",
    version: "0.9.143",
};

impl Tool {
    /// Installs the program, unless exactly this version is installed.
    pub(crate) fn ensure(&self, workspace: &Workspace) -> Result<(), XtaskError> {
        let Self { name, version } = self;
        let root = workspace.tools();
        let record = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
        if is_recorded(&record, name, version) {
            return Ok(());
        }
        eprintln!(
            "Installing {name} {version} into {} (only once)",
            root.display()
        );
        cmd!(
            workspace.shell,
            "cargo install {name} --version {version} --locked --root {root}"
        )
        .run()?;
        Ok(())
    }
}

/// The program that runs the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    Nextest,
    /// Slower and with less detailed output, but always there.
    CargoTest,
}

impl Runner {
    /// nextest if it is installed or can be installed, otherwise `cargo test`.
    pub(crate) fn find(workspace: &Workspace) -> Self {
        if quietly(&workspace.shell, "cargo", &["nextest", "--version"]) {
            return Self::Nextest;
        }
        match NEXTEST.ensure(workspace) {
            Ok(()) => Self::Nextest,
            Err(error) => {
                eprintln!("cargo-nextest couldn't be installed ({error}). Using cargo test.");
                Self::CargoTest
            }
        }
    }
}

/// Whether the record that `cargo install` keeps in a folder names this version of the program.
fn is_recorded(record: &str, name: &str, version: &str) -> bool {
    record.contains(&format!("\"{name} {version} ("))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"[v1]
"tauri-driver 2.1.0 (registry+https://github.com/rust-lang/crates.io-index)" = ["tauri-driver"]
"#;

    #[test]
    fn only_the_exact_version_counts_as_installed() {
        assert!(is_recorded(RECORD, "tauri-driver", "2.1.0"));
        assert!(!is_recorded(RECORD, "tauri-driver", "2.1"));
        assert!(!is_recorded(RECORD, "driver", "2.1.0"));
        assert!(!is_recorded("", "tauri-driver", "2.1.0"));
    }
}
