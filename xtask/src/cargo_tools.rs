use std::fs;

use xshell::cmd;

use crate::{error::XtaskError, system::quietly, workspace::Workspace};

/// A program from crates.io, built once into `target/tools`.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Stands between a test and the window. The 3.0 alphas do not fit Tauri 2.
pub(crate) const TAURI_DRIVER: Tool = Tool {
    name: "tauri-driver",
    version: "2.1.0",
};

pub(crate) const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

const NEXTEST: Tool = Tool {
    name: "cargo-nextest",
    version: "0.9.143",
};

impl Tool {
    /// Installs the program unless just this version is there.
    pub(crate) fn ensure(&self, workspace: &Workspace) -> Result<(), XtaskError> {
        let Self { name, version } = self;
        let root = workspace.tools();
        let record = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
        if is_recorded(&record, name, version) {
            return Ok(());
        }
        eprintln!(
            "Installing {name} {version} (once, into {})",
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

/// Which runner runs the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runner {
    Nextest,
    /// Slower and less telling, but always there.
    CargoTest,
}

impl Runner {
    /// nextest if it is on the machine or can be brought there, else `cargo test`.
    pub(crate) fn find(workspace: &Workspace) -> Self {
        if quietly(&workspace.shell, "cargo", &["nextest", "--version"]) {
            return Self::Nextest;
        }
        match NEXTEST.ensure(workspace) {
            Ok(()) => Self::Nextest,
            Err(trouble) => {
                eprintln!("cargo-nextest could not be installed ({trouble}); using cargo test.");
                Self::CargoTest
            }
        }
    }
}

/// Looks the program up in the record that `cargo install` keeps of a folder.
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
    fn just_the_wanted_version_counts_as_installed() {
        assert!(is_recorded(RECORD, "tauri-driver", "2.1.0"));
        assert!(!is_recorded(RECORD, "tauri-driver", "2.1"));
        assert!(!is_recorded(RECORD, "driver", "2.1.0"));
        assert!(!is_recorded("", "tauri-driver", "2.1.0"));
    }
}
