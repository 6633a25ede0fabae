//! The running app and its window: starting it, closing or killing it, and taking pictures of it.
//!
//! The window is driven by `tauri-driver`, which speaks the WebDriver protocol. What WebDriver can't
//! do, such as closing the window by its title bar, goes through the X server.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};
use tokio::runtime::{self, Runtime};

use crate::{
    binaries,
    desktop::Desktop,
    panel::Panel,
    service::Service,
    wait::{PATIENCE, until, within},
};

/// The title of the app's window.
const TITLE: &str = "Cohort";

/// How many lines of the app's log the message of a failure shows.
const LINES_SHOWN: usize = 20;

/// How often a picture is taken again because the page is still changing.
const PICTURE_RETRIES: usize = 6;

/// The appearance and the size of the window.
#[derive(Debug, Clone, Copy)]
pub struct WindowOptions {
    pub dark: bool,
    /// Width and height of the page in pixels.
    pub size: (u32, u32),
}

impl Default for WindowOptions {
    fn default() -> Self {
        Self {
            dark: false,
            size: (1200, 780),
        }
    }
}

impl WindowOptions {
    #[must_use]
    pub fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The smallest size for which the window is designed.
    #[must_use]
    pub fn small(self) -> Self {
        Self {
            size: (900, 600),
            ..self
        }
    }
}

/// The running app.
pub struct App<'d> {
    desktop: &'d Desktop,
    program: PathBuf,
    process: Pid,
    runtime: Runtime,
    /// `None` once the window is closed.
    driver: Option<WebDriver>,
    _service: Service,
}

impl Desktop {
    /// Starts the app and waits for its window.
    pub fn start(&self) -> App<'_> {
        self.start_with(WindowOptions::default())
    }

    pub fn start_with(&self, options: WindowOptions) -> App<'_> {
        App::start(self, options)
    }
}

impl<'d> App<'d> {
    fn start(desktop: &'d Desktop, options: WindowOptions) -> Self {
        let program = binaries::app();
        let (port, native) = (free_port(), free_port());
        let mut command = desktop.command(binaries::tauri_driver());
        command
            .arg(format!("--port={port}"))
            .arg(format!("--native-port={native}"));
        if options.dark {
            command.env("GTK_THEME", "Adwaita:dark");
        }
        let log = desktop.artifacts.path("app.log");
        let mut service = Service::start("tauri-driver", &mut command, &log);
        for port in [port, native] {
            until("the driver of the window listens", || {
                TcpStream::connect(("127.0.0.1", port)).ok()
            });
        }

        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be made");
        let driver = runtime
            .block_on(connect(port, &program))
            .unwrap_or_else(|error| {
                let log = fs::read_to_string(&log).unwrap_or_default();
                panic!("no window: {error}\n{log}")
            });
        service.assert_running();

        let app = Self {
            desktop,
            process: until("the process of the app", || process_of(desktop, &program)),
            program,
            runtime,
            driver: Some(driver),
            _service: service,
        };
        app.resize(options.size);
        app.note_violations();
        app
    }

    /// Changes the size of the page.
    pub fn resize(&self, (width, height): (u32, u32)) {
        let wanted = json!([width, height]);
        let mut size = None;
        let done = within(PATIENCE, || {
            size = self.ask("return [innerWidth, innerHeight]", json!([]));
            if *size.as_ref()? == wanted {
                return Some(());
            }
            let (width, height) = (width.to_string(), height.to_string());
            let window = self.window()?;
            self.desktop
                .xdotool(&["windowsize", &window, &width, &height]);
            thread::sleep(Duration::from_millis(300));
            None
        });
        assert!(
            done.is_some(),
            "the window doesn't reach the size {wanted}: the page says {size:?}, and these windows \
             are on the screen: {:?}",
            self.windows()
        );
    }

    /// Takes a picture of the page once nothing moves in it any more. It waits a second at most.
    pub fn photograph(&self, path: &Path) {
        let mut picture = self.picture();
        for _ in 0..PICTURE_RETRIES {
            thread::sleep(Duration::from_millis(150));
            let next = self.picture();
            if next == picture {
                break;
            }
            picture = next;
        }
        fs::write(path, picture).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    fn picture(&self) -> Vec<u8> {
        self.wait_for(self.driver().screenshot_as_png())
            .unwrap_or_else(|error| panic!("no picture of the window: {error}"))
    }

    /// Presses keys in the window.
    pub fn keys(&self, keys: &[&str]) {
        self.desktop.keys(keys);
    }

    /// Closes the window as a click on its close button does, and waits until the app has ended.
    pub fn close(self) {
        self.is_within_its_policy();
        self.click_close();
        self.ends();
    }

    /// Quits the app from the tray, and waits until it has ended.
    pub fn close_for_good(self, panel: &Panel) {
        self.is_within_its_policy();
        panel.choose("Quit Cohort");
        self.ends();
    }

    /// Kills the app without warning, as a power cut would.
    pub fn kill(self) {
        self.end_by(Signal::KILL);
    }

    /// Lets the app crash, as a fault in a library would.
    pub fn crash(self) {
        self.end_by(Signal::ABORT);
    }

    fn end_by(mut self, signal: Signal) {
        if let Some(process) = self.process() {
            kill_process(process, signal).expect("the app is ours to kill");
        }
        self.wait_for_end("it was killed");
    }

    /// Stops the app where it is, as a system does that is about to end it: it answers nobody any more.
    pub fn stall(&self) {
        let process = self.process().expect("the app runs");
        kill_process(process, Signal::STOP).expect("the app is ours to stop");
    }

    /// Clicks the close button of the window, and doesn't wait for what follows.
    pub fn click_close(&self) {
        let window = until("the window is on the screen", || self.window());
        let closed = self
            .desktop
            .command("wmctrl")
            .args(["-i", "-c", &window])
            .status();
        assert!(closed.is_ok_and(|status| status.success()), "wmctrl failed");
    }

    /// Waits until the app has ended after its window was closed.
    pub fn ends(mut self) {
        self.wait_for_end("it was closed");
    }

    /// Waits until the app has ended, and has started anew and opened a window by itself. From here on
    /// nothing drives its window.
    pub fn starts_again(&mut self) {
        self.wait_for_end("it was to start again");
        self.process = until("a window of the app that started anew", || {
            let anew = process_of(self.desktop, &self.program)?;
            self.desktop.windows_of(anew).pop().map(|_| anew)
        });
    }

    /// Asks the app to end, as the system does with every program when the session ends.
    pub fn is_told_to_end(&self) {
        let process = self.process().expect("the app runs");
        kill_process(process, Signal::TERM).expect("the app is ours to end");
    }

    /// Waits until the window is closed, and the app still runs. From here on nothing drives its
    /// window, even if it opens again.
    pub fn stays_without_a_window(&mut self) {
        until("the window is closed", || {
            self.windows().is_empty().then_some(())
        });
        assert!(
            self.process().is_some(),
            "the app has ended with its window"
        );
        self.leak_driver();
    }

    /// Waits until a window of the app is on the screen again.
    pub fn has_a_window(&self) {
        until("a window of the app", || self.window());
    }

    pub fn is_off_the_screen(&self) -> bool {
        self.window().is_none()
    }

    /// Fails if the page did something that its content security policy forbids. A person may see
    /// nothing of it, such as a style that is missing.
    fn is_within_its_policy(&self) {
        if self.driver.is_some() {
            let violations = self.violations();
            assert!(violations.is_empty(), "the page violated {violations:?}");
        }
    }

    fn wait_for_end(&mut self, why: &str) {
        let ended = within(PATIENCE, || self.process().is_none().then_some(()));
        assert!(ended.is_some(), "the app still runs after {why}");
        self.leak_driver();
    }

    /// Drops the driver without ending its session. Once the app has ended there is no session left,
    /// and ending it would fail.
    fn leak_driver(&mut self) {
        if let Some(driver) = self.driver.take() {
            // Fails only if there were other handles to the same session.
            let _ = driver.leak();
        }
    }

    pub(crate) fn desktop(&self) -> &'d Desktop {
        self.desktop
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("the window is open")
    }

    pub(crate) fn wait_for<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// The app's own X window, whatever dialogs are open beside it.
    pub(crate) fn window(&self) -> Option<String> {
        self.windows()
            .into_iter()
            .find(|window| self.desktop.xdotool(&["getwindowname", window]) == TITLE)
    }

    /// All X windows of the app that can be seen.
    pub(crate) fn windows(&self) -> Vec<String> {
        self.process()
            .map_or_else(Vec::new, |process| self.desktop.windows_of(process))
    }

    /// The process of the app, until it has ended.
    fn process(&self) -> Option<Pid> {
        runs(self.process, &self.program).then_some(self.process)
    }

    fn keep_artifacts(&self) {
        let artifacts = &self.desktop.artifacts;
        self.desktop.photograph(&artifacts.path("screen.png"));
        if let Some(driver) = &self.driver {
            if let Ok(source) = self.wait_for(driver.source()) {
                let _ = fs::write(artifacts.path("page.html"), source);
            }
            let text = self.text();
            let _ = fs::write(artifacts.path("page.txt"), &text);
            // Where only the output of the tests is kept, this is all that's left of the page.
            eprintln!("the page says: {text}");
        }
        let log = fs::read_to_string(artifacts.path("app.log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        let last = &lines[lines.len().saturating_sub(LINES_SHOWN)..];
        eprintln!("the last of the app's log:\n{}", last.join("\n"));
    }
}

impl Drop for App<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.keep_artifacts();
        } else {
            self.is_within_its_policy();
        }
        self.leak_driver();
    }
}

/// The process that runs this program in this session.
fn process_of(desktop: &Desktop, program: &Path) -> Option<Pid> {
    let mut processes = desktop.processes().into_iter();
    let ours = processes.find(|process| process.program == program)?;
    Some(ours.id)
}

fn runs(process: Pid, program: &Path) -> bool {
    let exe = format!("/proc/{}/exe", process.as_raw_nonzero());
    fs::read_link(exe).is_ok_and(|exe| exe == program)
}

async fn connect(port: u16, program: &Path) -> thirtyfour::error::WebDriverResult<WebDriver> {
    let mut capabilities = Capabilities::new();
    let options = json!({ "application": program, "args": [] });
    capabilities
        .set("tauri:options", options)
        .expect("options are JSON");
    WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
        .request_timeout(PATIENCE)
        .connect()
        .await
}

/// A port that nobody listens on. The system doesn't give out the same port again soon, so nobody
/// else takes it before the driver does.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .expect("the system has a free port")
        .port()
}
