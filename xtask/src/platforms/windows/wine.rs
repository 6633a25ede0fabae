//! A Windows for the programs under test: Wine in a folder of its own, new for each run.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use xshell::{Cmd, cmd};

use crate::{error::XtaskError, workspace::Workspace};

const RANDOM_NUMBERS: &str = include_str!("process_prng.c");

/// No messages of Wine's own, no entries in the menus of this desktop, and nobody who offers to
/// install .NET or a browser.
const ENVIRONMENT: [(&str, &str); 2] = [
    ("WINEDEBUG", "-all"),
    (
        "WINEDLLOVERRIDES",
        "winemenubuilder.exe=d;mscoree=d;mshtml=d",
    ),
];

pub(super) struct Wine<'w> {
    workspace: &'w Workspace,
    prefix: PathBuf,
}

impl<'w> Wine<'w> {
    pub(super) fn start(workspace: &'w Workspace, folder: &Path) -> Result<Self, XtaskError> {
        let shell = &workspace.shell;
        let wine = Self {
            workspace,
            prefix: folder.to_owned(),
        };
        shell.remove_path(&wine.prefix)?;
        shell.create_dir(&wine.prefix)?;
        // What it says of the 32-bit half that isn't there is no news.
        wine.of_host("wineboot --init").ignore_stderr().run()?;
        wine.of_host("wineserver --wait").run()?;

        let source = wine.prefix.join("process_prng.c");
        shell.write_file(&source, RANDOM_NUMBERS)?;
        let library = wine.drive().join("windows/system32/bcryptprimitives.dll");
        cmd!(
            shell,
            "x86_64-w64-mingw32-gcc -Wall -Werror -shared -o {library} {source} -ladvapi32"
        )
        .run()?;
        Ok(wine)
    }

    /// Drive C.
    pub(super) fn drive(&self) -> PathBuf {
        self.prefix.join("drive_c")
    }

    /// The folder of the user's local data, and that of the settings that would follow the user to
    /// another computer.
    pub(super) fn user_folders(&self) -> Result<(PathBuf, PathBuf), XtaskError> {
        let folder = |variable: &str| -> Result<PathBuf, XtaskError> {
            let echo = format!("echo %{variable}%");
            let shell = &self.workspace.shell;
            let windows = self.with(cmd!(shell, "wine cmd /c {echo}")).read()?;
            let windows = windows.trim();
            let here = self
                .with(cmd!(shell, "wine winepath -u {windows}"))
                .read()?;
            Ok(PathBuf::from(here.trim()))
        };
        Ok((folder("LOCALAPPDATA")?, folder("APPDATA")?))
    }

    /// A program of Windows with these arguments.
    pub(super) fn cmd(&self, program: &Path, arguments: &[&str]) -> Cmd<'w> {
        let shell = &self.workspace.shell;
        self.with(cmd!(shell, "wine {program} {arguments...}"))
    }

    /// The same, for one that is watched, or killed.
    pub(super) fn command(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new("wine");
        command
            .arg(program)
            .args(arguments)
            .current_dir(self.drive())
            .envs(ENVIRONMENT)
            .env("WINEPREFIX", &self.prefix)
            .stdin(Stdio::null());
        command
    }

    /// The same environment for another command, such as Cargo's, that starts programs of Windows.
    pub(super) fn with<'c>(&self, command: Cmd<'c>) -> Cmd<'c> {
        command.envs(ENVIRONMENT).env("WINEPREFIX", &self.prefix)
    }

    fn of_host(&self, command: &str) -> Cmd<'w> {
        let mut words = command.split(' ');
        let program = words.next().unwrap_or_default();
        self.with(self.workspace.shell.cmd(program).args(words))
    }
}

impl Drop for Wine<'_> {
    /// Ends what still runs, and removes the folder, which takes 700 MB.
    fn drop(&mut self) {
        let ended = self.of_host("wineserver --kill --wait").quiet().run();
        let removed = fs::remove_dir_all(&self.prefix);
        if ended.is_err() || removed.is_err() {
            eprintln!("{} is left behind.", self.prefix.display());
        }
    }
}
