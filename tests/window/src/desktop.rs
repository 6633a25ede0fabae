//! A complete desktop session for one test: a virtual screen, a window manager, a session bus,
//! notifications, a keyring, and a fresh home folder.
//!
//! Each test has a session of its own, so that tests can run side by side and none sees what another
//! has left behind.

use std::{
    ffi::OsString,
    fs,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::Path,
    process::Command,
};

use tempfile::TempDir;

use crate::{artifacts::Artifacts, keyring::Keyring, service::Service, wait::until};

/// The configuration of the session bus. It has no service folders, so that no program is started by
/// a request for it; only what the test starts is running.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:path=BUS</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// The script that takes the place of `xdg-open`: it records the link and opens it in a real browser.
const OPEN: &str = r#"#!/bin/sh
echo "$1" >>"$HOME/opened"
exec chromium --no-sandbox --test-type --no-first-run --disable-gpu --disable-dev-shm-usage \
    --user-data-dir="$HOME/browser" --window-position=120,60 --window-size=1240,820 "$1" \
    >"$HOME/browser.log" 2>&1 &
"#;

/// The desktop session of a user who has never used the app. All of it ends with the test.
pub struct Desktop {
    // Fields are dropped in this order: first the programs, then the files they use, then the logs.
    services: Vec<Service>,
    home: TempDir,
    environment: Vec<(&'static str, OsString)>,
    pub(crate) artifacts: Artifacts,
}

impl Desktop {
    pub fn new() -> Self {
        Self::with(Keyring::Unlocked)
    }

    pub fn with(keyring: Keyring) -> Self {
        let mut desktop = Self::bare();
        desktop.serve("dunst", desktop.command("dunst"));
        desktop.start_keyring(keyring);
        desktop
    }

    /// A desktop on which nothing shows notifications.
    pub fn without_notifications() -> Self {
        let mut desktop = Self::bare();
        desktop.start_keyring(Keyring::Unlocked);
        desktop
    }

    fn bare() -> Self {
        let artifacts = Artifacts::new();
        let home = tempfile::tempdir().expect("there is room for a home");
        let environment = environment(home.path());
        let mut desktop = Self {
            services: Vec::new(),
            home,
            environment,
            artifacts,
        };
        desktop.prepare_home();
        desktop.start_screen();
        desktop.start_bus();
        desktop.serve("openbox", desktop.command("openbox"));
        desktop
    }

    /// The address of the session's bus.
    pub(crate) fn bus(&self) -> String {
        format!("unix:path={}", self.home().join("run/bus").display())
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A command that runs a program in this session.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.home());
        command
    }

    /// Sets a variable in the environment of everything that is started in this session from now on.
    pub fn sets(&mut self, name: &'static str, value: &str) {
        self.environment.push((name, value.into()));
    }

    /// Lets programs that are started from now on speak to screen readers.
    pub(crate) fn allows_screen_readers(&mut self) {
        self.environment.retain(|(name, _)| *name != "NO_AT_BRIDGE");
    }

    /// The links that the app has asked the desktop to open, oldest first.
    pub fn opened(&self) -> Vec<String> {
        let noted = fs::read_to_string(self.home().join("opened")).unwrap_or_default();
        noted.lines().map(str::to_owned).collect()
    }

    /// Starts a program that runs until the session ends.
    pub(crate) fn serve(&mut self, name: &'static str, mut command: Command) {
        let log = self.artifacts.path(&format!("{name}.log"));
        self.services.push(Service::start(name, &mut command, &log));
    }

    /// Creates the folders and the script that the session needs in its home.
    fn prepare_home(&self) {
        for private in ["run", "tmp"] {
            fs::DirBuilder::new()
                .mode(0o700)
                .create(self.home().join(private))
                .expect("a fresh home has room for it");
        }
        let bin = self.home().join("bin");
        let open = bin.join("xdg-open");
        fs::create_dir(bin)
            .and_then(|()| fs::write(&open, OPEN))
            .and_then(|()| fs::set_permissions(&open, fs::Permissions::from_mode(0o755)))
            .expect("a fresh home has room for it");
    }

    fn start_screen(&mut self) {
        let mut command = self.command("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", "2000x1200x24"])
            .args(["-nolisten", "tcp", "-noreset"]);
        let log = self.artifacts.path("xvfb.log");
        let (service, lines) = Service::start_and_read("Xvfb", &mut command, &log, 1);
        self.services.push(service);
        self.environment
            .push(("DISPLAY", format!(":{}", lines[0]).into()));
    }

    fn start_bus(&mut self) {
        let socket = self.home().join("run/bus");
        let configuration = self.home().join("run/bus.conf");
        fs::write(
            &configuration,
            BUS.replace("BUS", &socket.to_string_lossy()),
        )
        .expect("a fresh home has room for it");

        let mut command = self.command("dbus-daemon");
        command
            .args(["--nofork", "--config-file"])
            .arg(configuration);
        self.serve("dbus-daemon", command);
        until("the session's bus", || socket.exists().then_some(()));
        let address = self.bus();
        self.environment
            .push(("DBUS_SESSION_BUS_ADDRESS", address.into()));
    }

    fn start_keyring(&mut self, keyring: Keyring) {
        let log = self.artifacts.path("gnome-keyring-daemon.log");
        let service = keyring.start(|program| self.command(program), &log);
        self.services.extend(service);
    }
}

impl Default for Desktop {
    fn default() -> Self {
        Self::new()
    }
}

/// The environment of the session. Of the environment of whoever runs the test only the search path for
/// programs gets in.
fn environment(home: &Path) -> Vec<(&'static str, OsString)> {
    let mut path = home.join("bin").into_os_string();
    if let Some(programs) = std::env::var_os("PATH") {
        path.push(":");
        path.push(programs);
    }
    vec![
        ("PATH", path),
        ("HOME", home.into()),
        // Below the home, so that whoever searches it finds what is left there, too.
        ("TMPDIR", home.join("tmp").into()),
        ("XDG_RUNTIME_DIR", home.join("run").into()),
        ("XDG_DATA_HOME", home.join(".local/share").into()),
        ("XDG_CONFIG_HOME", home.join(".config").into()),
        ("XDG_CACHE_HOME", home.join(".cache").into()),
        ("XDG_STATE_HOME", home.join(".local/state").into()),
        ("LANG", "C.UTF-8".into()),
        ("TZ", "Europe/Zurich".into()),
        ("GDK_BACKEND", "x11".into()),
        ("GSETTINGS_BACKEND", "memory".into()),
        ("NO_AT_BRIDGE", "1".into()),
        ("RUST_BACKTRACE", "1".into()),
    ]
}
