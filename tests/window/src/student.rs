//! A student at another computer: a real browser, which knows nothing of the app.

use std::net::{TcpListener, TcpStream};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{By, Capabilities, WebDriver, error::WebDriverResult};
use tokio::runtime::{self, Runtime};

use crate::{
    desktop::Desktop,
    service::Service,
    wait::{PATIENCE, until, within},
};

/// A browser with nothing in it.
pub struct Student {
    runtime: Runtime,
    page: WebDriver,
    _driver: Service,
    _profile: TempDir,
}

impl Student {
    pub fn new(desktop: &Desktop) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
        let port = free.expect("there is a free port").port();
        let profile = tempfile::tempdir().expect("a folder can be made");
        let mut command = desktop.command("chromedriver");
        command.arg(format!("--port={port}"));
        let log = desktop.artifacts.path("student.log");
        let driver = Service::start("chromedriver", &mut command, &log);
        until("the driver of the browser listens", || {
            TcpStream::connect(("127.0.0.1", port)).ok()
        });
        let mut capabilities = Capabilities::new();
        let options = json!({ "args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-proxy-server",
            "--disable-dev-shm-usage", "--window-size=800,900",
            format!("--user-data-dir={}", profile.path().display()),
        ]});
        capabilities
            .set("goog:chromeOptions", options)
            .expect("the options are JSON");
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be made");
        let page = runtime
            .block_on(WebDriver::new(
                format!("http://127.0.0.1:{port}"),
                capabilities,
            ))
            .unwrap_or_else(|error| panic!("no browser: {error}"));
        Self {
            runtime,
            page,
            _driver: driver,
            _profile: profile,
        }
    }

    pub fn goes_to(&self, url: &str) {
        self.wait_for(async { self.page.goto(url).await });
    }

    /// Fills in a field by its id.
    pub fn fills(&self, id: &str, text: &str) {
        self.wait_for(async {
            let field = self.page.find(By::Id(id)).await?;
            field.clear().await?;
            field.send_keys(text).await
        });
    }

    pub fn presses(&self, button: &str) {
        let path = format!("//button[normalize-space()='{button}']");
        self.wait_for(async { self.page.find(By::XPath(&path)).await?.click().await });
    }

    /// Waits until this text can be read.
    pub fn reads(&self, text: &str) {
        let seen = within(PATIENCE, || self.text().contains(text).then_some(()));
        assert!(
            seen.is_some(),
            "“{text}” isn't there. There is: {}",
            self.text()
        );
    }

    /// The page as the browser prints it.
    pub fn prints(&self) -> Vec<u8> {
        self.wait_for(async {
            let parameters = thirtyfour::common::print::PrintParameters {
                background: true,
                ..Default::default()
            };
            self.page.print_page(parameters).await
        })
    }

    fn text(&self) -> String {
        let text = async { self.page.find(By::Tag("body")).await?.text().await };
        // The page may be another one by now.
        self.runtime.block_on(text).unwrap_or_default()
    }

    fn wait_for<T>(&self, work: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime
            .block_on(work)
            .unwrap_or_else(|error| panic!("{error}"))
    }
}

impl Drop for Student {
    fn drop(&mut self) {
        // The browser ends with its driver where this fails.
        let _ = self.runtime.block_on(self.page.clone().quit());
    }
}
