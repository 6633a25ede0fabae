//! A desktop session for one test: a bus, a home and a keyring of their own.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tempfile::{NamedTempFile, TempDir};

const PASSWORD: &str = "open-sesame";

/// Set inside a session, to the kind it is.
const MARK: &str = "VAULT_TEST_SESSION";

const UNLOCK: &str = "printf %s \"$PASSWORD\" \
    | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null";
const START: &str = "gnome-keyring-daemon --start --components=secrets --daemonize >/dev/null";

#[derive(Debug, Clone, Copy)]
pub(crate) enum Keyring {
    Unlocked,
    /// Without a display to ask on.
    Locked,
    /// Locked, with a display to ask on.
    OnScreen,
    NotOnTheBus,
    NoBus,
}

pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        let home = TempDir::new().unwrap();
        for folder in ["run", "data"] {
            let folder = home.path().join(folder);
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        }
        Self(home)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Keeps a key as an earlier run of the program would have, in a session that ends with it.
    pub(crate) fn fill(&self, account: &str, key: &str) {
        if std::env::var_os(MARK).is_some() {
            return;
        }
        let store = format!(
            "{UNLOCK} && printf %s \"$1\" | secret-tool store --label=x service Cohort username \"$2\""
        );
        let mut command = self.command("dbus-run-session");
        command.args(["--", "sh", "-c", &store, "sh", key, account]);
        succeed(command);
    }

    /// Puts this in the place of the desktop's own dialog for passwords.
    pub(crate) fn put_prompter(&self, exec: &str) {
        let folder = self.path().join("data/dbus-1/services");
        fs::create_dir_all(&folder).unwrap();
        let name = "org.gnome.keyring.SystemPrompter";
        let service = format!("[D-BUS Service]\nName={name}\nExec={exec}\n");
        fs::write(folder.join(format!("{name}.service")), service).unwrap();
    }

    fn command(&self, program: &str) -> Command {
        // Whatever hangs in there, the test comes to an end.
        let mut command = Command::new("timeout");
        command
            .args(["--kill-after=5", "100", program])
            .env("HOME", self.path())
            .env("XDG_RUNTIME_DIR", self.path().join("run"))
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("PASSWORD", PASSWORD)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("GNOME_KEYRING_CONTROL");
        command
    }
}

/// Whether this process is the test inside a session of this kind. If it is none at all, it starts
/// the session, runs the test in it, and fails if that fails.
pub(crate) fn inside(home: &Home, keyring: Keyring) -> bool {
    if let Some(mark) = std::env::var_os(MARK) {
        return mark == *format!("{keyring:?}");
    }
    let mut screen = None;
    let mut command = match keyring {
        Keyring::Unlocked => on_a_bus(home, UNLOCK),
        Keyring::Locked => on_a_bus(home, START),
        Keyring::OnScreen => {
            let mut command = on_a_bus(home, START);
            command.env("DISPLAY", &screen.insert(Screen::start()).name);
            command
        }
        Keyring::NotOnTheBus => {
            // A bus that could start nothing.
            let config = home.path().join("bus.conf");
            fs::write(&config, BARE_BUS).unwrap();
            let mut command = home.command("dbus-run-session");
            command.arg("--config-file").arg(config).arg("--");
            command
        }
        Keyring::NoBus => home.command("env"),
    };
    let test = thread::current().name().unwrap().to_owned();
    command
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", &test, "--nocapture"])
        .env(MARK, format!("{keyring:?}"));
    let output = succeed(command);
    assert!(
        output.contains("1 passed"),
        "the test didn't run inside:\n{output}"
    );
    false
}

fn on_a_bus(home: &Home, keyring: &str) -> Command {
    let mut command = home.command("dbus-run-session");
    command.args(["--", "sh", "-c", &format!("{keyring} && exec \"$@\""), "sh"]);
    command
}

const BARE_BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:runtime=yes</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// An X server of its own, on a display number that it finds itself.
struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        let name = format!(":{}", number.trim());
        Self { server, name }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// Runs a command that must go well; what it said. That goes into a file and not through a pipe,
/// which a daemon left behind would hold open.
fn succeed(mut command: Command) -> String {
    let said = NamedTempFile::new().unwrap();
    let to_file = |file: &File| Stdio::from(file.try_clone().unwrap());
    let status = command
        .stdin(Stdio::null())
        .stdout(to_file(said.as_file()))
        .stderr(to_file(said.as_file()))
        .status()
        .unwrap();
    let said = fs::read_to_string(said.path()).unwrap();
    assert!(status.success(), "{command:?}\n{said}");
    said
}

/// Runs a program inside the session; what it said.
pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(arguments);
    succeed(command)
}

/// Stores a second entry for the same account, in the collection that lives in memory.
pub(crate) fn store_copy(account: &str, key: &str) {
    let store = "printf %s \"$1\" \
        | secret-tool store --collection=session --label=x service Cohort username \"$2\"";
    run("sh", &["-c", store, "sh", key, account]);
}

/// Does at the keyring's prompt what a person would, once it is there.
pub(crate) fn at_the_prompt(keys: &'static [Key]) -> JoinHandle<()> {
    thread::spawn(move || {
        let window = "search --sync --onlyvisible --class gcr-prompter windowfocus --sync";
        run("xdotool", &window.split(' ').collect::<Vec<_>>());
        // It can be seen before it takes keys.
        thread::sleep(Duration::from_millis(500));
        for key in keys {
            match key {
                Key::Password => run("xdotool", &["type", PASSWORD]),
                Key::Tab => run("xdotool", &["key", "Tab"]),
                Key::Return => run("xdotool", &["key", "Return"]),
                Key::Escape => run("xdotool", &["key", "Escape"]),
            };
        }
    })
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Key {
    Password,
    Tab,
    Return,
    Escape,
}
