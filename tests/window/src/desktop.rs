//! A complete desktop session for one test: a virtual screen, a window manager, a session bus,
//! notifications, a keyring, and a fresh home folder.
//!
//! Each test has a session of its own, so that tests can run side by side and none sees what another
//! has left behind.

use std::{
    ffi::OsString,
    fs,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::{
    app::{App, WindowOptions},
    artifacts::Artifacts,
    binaries,
    keyring::Keyring,
    panel::Panel,
    service::Service,
    wait::until,
};

/// The name of the app's folder among the data of a user.
const APP_FOLDER: &str = "app.cohort.desktop";

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

/// An app that was started with nothing that drives its window. It ends when this is dropped.
pub struct SecondStart<'d> {
    service: Service,
    desktop: &'d Desktop,
}

impl SecondStart<'_> {
    /// Waits until it has a window of its own.
    pub fn shows_its_window(&self) {
        until("a window of the second start", || {
            self.has_a_window().then_some(())
        });
    }

    pub fn has_a_window(&self) -> bool {
        !self.desktop.windows_of(self.service.process()).is_empty()
    }
}

impl Desktop {
    pub fn new() -> Self {
        Self::with(Keyring::Unlocked)
    }

    pub fn with(keyring: Keyring) -> Self {
        let mut desktop = Self::bare();
        desktop.serve("dunst", desktop.command("dunst"));
        keyring.start(&mut desktop);
        desktop
    }

    /// A desktop on which nothing shows notifications.
    pub fn without_notifications() -> Self {
        let mut desktop = Self::bare();
        Keyring::Unlocked.start(&mut desktop);
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

    /// Starts the app and waits for its window.
    pub fn start(&self) -> App<'_> {
        self.start_with(WindowOptions::default())
    }

    pub fn start_with(&self, options: WindowOptions) -> App<'_> {
        App::start(self, options)
    }

    /// Starts the app as a click on its icon does, with nothing that drives its window.
    pub fn clicks_the_icon(&self) -> SecondStart<'_> {
        self.starts_undriven(&[])
    }

    /// Starts the app as the session does where the user wants that.
    pub fn starts_hidden(&self) -> SecondStart<'_> {
        self.starts_undriven(&["--hidden"])
    }

    fn starts_undriven(&self, arguments: &[&str]) -> SecondStart<'_> {
        let log = self.artifacts.path("second-app.log");
        let mut command = self.command(binaries::app());
        command.args(arguments);
        SecondStart {
            service: Service::start("cohort-desktop", &mut command, &log),
            desktop: self,
        }
    }

    /// Adds a panel that shows tray icons.
    pub fn with_panel(&self) -> Panel {
        Panel::on(self)
    }

    /// The address of the session's bus.
    pub(crate) fn bus(&self) -> String {
        format!("unix:path={}", self.home().join("run/bus").display())
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the app keeps its data.
    pub fn data(&self) -> PathBuf {
        self.home().join(".local/share").join(APP_FOLDER)
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

    /// Runs the command `cohort` in this session, and returns what it prints.
    pub fn cohort(&self, arguments: &[&str]) -> String {
        let output = self
            .command(binaries::program("cohort"))
            .args(arguments)
            .output()
            .expect("the command is built");
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed).into_owned();
        assert!(output.status.success(), "cohort {arguments:?}: {printed}");
        printed
    }

    /// Copies the app's data as a backup does.
    pub fn backs_up_data(&self) -> TempDir {
        let backup = tempfile::tempdir().expect("there is room for a copy");
        copy(&self.data(), &backup.path().join("data"));
        backup
    }

    /// Replaces the app's data by a backup.
    pub fn restores_data(&self, backup: &TempDir) {
        fs::remove_dir_all(self.data()).expect("the test may remove the data");
        copy(&backup.path().join("data"), &self.data());
    }

    /// Sets a variable in the environment of everything that is started in this session from now on.
    pub fn sets(&mut self, name: &'static str, value: &str) {
        self.environment.push((name, value.into()));
    }

    /// Lets programs that are started from now on speak to screen readers.
    pub(crate) fn allows_screen_readers(&mut self) {
        self.environment.retain(|(name, _)| *name != "NO_AT_BRIDGE");
    }

    /// Notes everything that is said on the session's bus from now on among the logs.
    pub fn listens_to_bus(&mut self) {
        let mut command = self.command("dbus-monitor");
        command.args(["--session", "--binary"]);
        self.serve("bus", command);
        let log = self.artifacts.path("bus.log");
        until("the bus is listened to", || {
            (fs::metadata(&log).ok()?.len() > 0).then_some(())
        });
    }

    /// The links that the app has asked the desktop to open, oldest first.
    pub fn opened(&self) -> Vec<String> {
        let noted = fs::read_to_string(self.home().join("opened")).unwrap_or_default();
        noted.lines().map(str::to_owned).collect()
    }

    /// Waits until a window with this text in its title is on the screen.
    pub fn shows(&self, title: &str) {
        until(&format!("a window called {title}"), || {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
            (!found.is_empty()).then_some(())
        });
    }

    /// Records what programs say to each other on the session's bus, from now on.
    pub fn listens_to_calls_of(&mut self, member: &str) {
        let mut command = self.command("dbus-monitor");
        command.arg(format!("member='{member}'"));
        self.serve("dbus-monitor", command);
        until("the monitor of the bus", || {
            self.heard("NameAcquired").then_some(())
        });
    }

    /// Whether this was said on the session's bus since it is listened to.
    pub fn heard(&self, what: &str) -> bool {
        fs::read_to_string(self.artifacts.path("dbus-monitor.log"))
            .is_ok_and(|said| said.contains(what))
    }

    /// All secrets in the keyring with this attribute, read with another program.
    pub fn secrets(&self, attribute: &str, value: &str) -> Vec<String> {
        let found = self
            .command("secret-tool")
            .args(["search", "--all", "--unlock", attribute, value])
            .output()
            .expect("secret-tool is installed");
        String::from_utf8_lossy(&found.stdout)
            .lines()
            .filter_map(|line| line.strip_prefix("secret = "))
            .map(str::to_owned)
            .collect()
    }

    /// The API keys that Cohort keeps in the keyring. Beside them, a mark is kept there by which
    /// restored data are recognised; it is JSON.
    pub fn kept_keys(&self) -> Vec<String> {
        let mut secrets = self.secrets("service", "Cohort");
        secrets.retain(|secret| !secret.starts_with('{'));
        secrets
    }

    /// The files in the home folder that contain these bytes.
    pub fn files_with(&self, bytes: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.home().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let (path, Ok(kind)) = (entry.path(), entry.file_type()) else {
                    continue;
                };
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() && contains(&fs::read(&path).unwrap_or_default(), bytes) {
                    found.push(path);
                }
            }
        }
        found
    }

    /// Starts a program that runs until the session ends.
    pub(crate) fn serve(&mut self, name: &'static str, mut command: Command) {
        let log = self.artifacts.path(&format!("{name}.log"));
        self.services.push(Service::start(name, &mut command, &log));
    }

    /// Starts a program that runs until the session ends, and writes something to its standard
    /// input.
    pub(crate) fn serve_with_input(
        &mut self,
        name: &'static str,
        mut command: Command,
        input: &[u8],
    ) {
        let log = self.artifacts.path(&format!("{name}.log"));
        self.services
            .push(Service::start_with_input(name, &mut command, &log, input));
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

fn copy(from: &Path, to: &Path) {
    let done = Command::new("cp")
        .arg("--recursive")
        .arg(from)
        .arg(to)
        .status();
    assert!(
        done.is_ok_and(|status| status.success()),
        "the data cannot be copied"
    );
}

fn contains(bytes: &[u8], wanted: &str) -> bool {
    bytes
        .windows(wanted.len())
        .any(|window| window == wanted.as_bytes())
}
