//! Where the workspace and its target folder are, and a shell that runs commands there.

use std::path::{Path, PathBuf};

use xshell::{PushEnv, Shell, cmd};

use crate::{error::XtaskError, system::System};

/// What Cargo is told to leave out for every system but Linux.
pub(crate) const EXCEPT_ONLY_LINUX: &[&str] = &["--exclude", "window-tests"];

/// The workspace.
pub(crate) struct Workspace {
    /// Its working directory is the root.
    pub(crate) shell: Shell,
    pub(crate) root: PathBuf,
    /// As Cargo itself says it, so that `CARGO_TARGET_DIR` and the user's configuration are respected.
    pub(crate) target: PathBuf,
}

impl Workspace {
    pub(crate) fn open() -> Result<Self, XtaskError> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.parent().unwrap_or(here).to_path_buf();
        let shell = Shell::new()?;
        shell.change_dir(&root);

        let metadata = cmd!(shell, "cargo metadata --no-deps --format-version 1")
            .quiet()
            .read()?;
        let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
        let target = metadata["target_directory"]
            .as_str()
            .ok_or(XtaskError::NoTarget)?
            .into();
        Ok(Self {
            shell,
            root,
            target,
        })
    }

    /// Puts `target/tools/bin` first on the search path until the returned value is dropped.
    pub(crate) fn with_tools_on_path(&self) -> Result<PushEnv<'_>, XtaskError> {
        let tools = self.tools().join("bin");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let parts = std::iter::once(tools).chain(std::env::split_paths(&path));
        let path = std::env::join_paths(parts).map_err(XtaskError::Path)?;
        Ok(self.shell.push_env("PATH", path))
    }

    /// What Cargo has to be told to leave out on this system.
    pub(crate) fn exceptions(&self) -> &'static [&'static str] {
        if System::here(&self.shell).is_linux() {
            &[]
        } else {
            EXCEPT_ONLY_LINUX
        }
    }

    /// The folder with the code of the window.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The folder of the programs that are built only for this workspace.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }
}
