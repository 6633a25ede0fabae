//! A computer that has never seen Cohort, and a platform somewhere else.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ::home::{Folders, IDENTIFIER};
use jiff::Timestamp;
use practice::{Options, Practice};
use secrecy::ExposeSecret as _;
use store::Store;
use tempfile::TempDir;

use crate::home::{ask, at_home};

/// The user's folder is empty, and the platform keeps its data elsewhere.
pub(crate) struct Server {
    pub(crate) practice: Practice,
    folder: TempDir,
    _platform: TempDir,
}

impl Server {
    pub(crate) async fn new() -> Self {
        let platform = tempfile::tempdir().unwrap();
        let options = Options::in_folder(platform.path().join("platform"));
        let practice = practice::start(options).await.unwrap();
        Self {
            practice,
            folder: tempfile::tempdir().unwrap(),
            _platform: platform,
        }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.practice.address())
    }

    pub(crate) fn key(&self) -> &str {
        self.practice.key().expose_secret()
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file of the user's.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let file = self.folder().join(name);
        std::fs::write(&file, text).unwrap();
        file
    }

    /// The data of the window and the command, if there is any.
    pub(crate) fn store(&self) -> Option<Store> {
        let at = |name: &str| self.folder().join(name).join(IDENTIFIER);
        let folders = Folders::at(at("data"), at("settings"));
        Store::open_there(&folders.data_file(), Timestamp::now()).unwrap()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cohort"));
        command.args(arguments).current_dir(self.folder());
        at_home(&mut command, self.folder());
        command
    }

    /// The command with these arguments, and the platform's key in its environment.
    pub(crate) fn with_key(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(arguments);
        command.env("COHORT_API_KEY", self.key());
        command
    }

    /// Runs a command to its end, while the platform answers.
    pub(crate) async fn run(&self, mut command: Command) -> Output {
        tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap()
    }

    /// A program in a session with an unlocked keyring, and the command `cohort` on its path. The
    /// keyring is GNOME's, on a bus of its own, and ends with the session.
    pub(crate) fn in_session(&self, program: &[&str]) -> Command {
        const UNLOCK: &str = "printf %s \"open sesame\" \
            | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1 \
            && exec \"$@\"";
        let run = self.folder().join("run");
        private::folder(&run).unwrap();
        let cohort = Path::new(env!("CARGO_BIN_EXE_cohort")).parent().unwrap();
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("timeout");
        command
            .args(["--kill-after=5", "100", "dbus-run-session", "--"])
            .args(["sh", "-c", UNLOCK, "sh"])
            .args(program)
            .current_dir(self.folder());
        at_home(&mut command, self.folder());
        command
            .env("XDG_RUNTIME_DIR", run)
            .env("PATH", format!("{}:{path}", cohort.display()))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("GNOME_KEYRING_CONTROL")
            .stdin(Stdio::null());
        command
    }

    /// How many emails the platform has sent to this address.
    pub(crate) async fn emails(&self, to: &str) -> usize {
        let mails = format!("mails?to={to}");
        let answer = ask(&self.practice, reqwest::Method::GET, &mails, "").await;
        let mails: Vec<serde_json::Value> = serde_json::from_str(&answer).unwrap();
        mails.len()
    }
}
