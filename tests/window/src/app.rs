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
    built,
    desktop::Desktop,
    service::Service,
    wait::{PATIENCE, until, within},
};

/// What stands above the app's own window.
const TITLE: &str = "Cohort";

/// How often a picture that still changes is taken anew.
const STIRRINGS: usize = 6;

/// How the user likes the window.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub dark: bool,
    /// Width and height of the page in pixels.
    pub size: (u32, u32),
}

impl Default for Look {
    fn default() -> Self {
        Self {
            dark: false,
            size: (1200, 780),
        }
    }
}

impl Look {
    #[must_use]
    pub fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The smallest the window is at home in.
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
    runtime: Runtime,
    /// None once the window is closed.
    driver: Option<WebDriver>,
    _service: Service,
}

impl<'d> App<'d> {
    pub(crate) fn start(desktop: &'d Desktop, look: Look) -> Self {
        let program = built::app();
        let (port, native) = (free_port(), free_port());
        let mut command = desktop.command(built::tauri_driver());
        command
            .arg(format!("--port={port}"))
            .arg(format!("--native-port={native}"));
        if look.dark {
            command.env("GTK_THEME", "Adwaita:dark");
        }
        let log = desktop.evidence.path("app.log");
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
            program,
            runtime,
            driver: Some(driver),
            _service: service,
        };
        app.resize(look.size);
        app
    }

    /// Gives the page another size.
    pub fn resize(&self, (width, height): (u32, u32)) {
        let wanted = json!([width, height]);
        let done = within(PATIENCE, || {
            let size = self.ask("return [innerWidth, innerHeight]", json!([]))?;
            if size == wanted {
                return Some(());
            }
            let (width, height) = (width.to_string(), height.to_string());
            let window = self.window()?;
            self.desktop
                .xdotool(&["windowsize", &window, &width, &height]);
            thread::sleep(Duration::from_millis(300));
            None
        });
        assert!(done.is_some(), "the window does not become {wanted}");
    }

    /// A picture of the page, once nothing moves in it any more, or for a second at most.
    pub fn photograph(&self, path: &Path) {
        let mut picture = self.picture();
        for _ in 0..STIRRINGS {
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

    /// Closes the window as a click on its cross does, and waits until the app has ended.
    pub fn close(mut self) {
        let window = until("the window is on the screen", || self.window());
        let closed = self
            .desktop
            .command("wmctrl")
            .args(["-i", "-c", &window])
            .status();
        assert!(closed.is_ok_and(|status| status.success()), "wmctrl failed");
        self.ends("it was closed");
    }

    /// Ends the app as a power cut does.
    pub fn kill(mut self) {
        if let Some(process) = self.process() {
            kill_process(process, Signal::KILL).expect("the app is ours to kill");
        }
        self.ends("it was killed");
    }

    fn ends(&mut self, why: &str) {
        let ended = within(PATIENCE, || self.process().is_none().then_some(()));
        assert!(ended.is_some(), "the app goes on after {why}");
        self.leave();
    }

    /// There is nothing to say good-bye to once the app has ended.
    fn leave(&mut self) {
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
        let Some(process) = self.process() else {
            return Vec::new();
        };
        let process = process.as_raw_nonzero().to_string();
        let found = self
            .desktop
            .xdotool(&["search", "--onlyvisible", "--pid", &process]);
        found.lines().map(str::to_owned).collect()
    }

    /// The app's process: of all that run the program, the one in this session.
    fn process(&self) -> Option<Pid> {
        let home = format!("HOME={}\0", self.desktop.home().display());
        fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
            let number: i32 = entry.file_name().to_str()?.parse().ok()?;
            let runs = fs::read_link(entry.path().join("exe")).ok()? == self.program;
            let environment = fs::read(entry.path().join("environ")).ok()?;
            let ours = String::from_utf8_lossy(&environment).contains(&home);
            (runs && ours).then(|| Pid::from_raw(number)).flatten()
        })
    }

    fn keep_evidence(&self) {
        let evidence = &self.desktop.evidence;
        self.desktop.photograph(&evidence.path("screen.png"));
        if let Some(driver) = &self.driver {
            if let Ok(source) = self.wait_for(driver.source()) {
                let _ = fs::write(evidence.path("page.html"), source);
            }
            let _ = fs::write(evidence.path("page.txt"), self.text());
        }
    }
}

impl Drop for App<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.keep_evidence();
        }
        self.leave();
    }
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

/// A port that nobody listens on. The system gives the same one again only after many others.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .expect("the system has a free port")
        .port()
}
