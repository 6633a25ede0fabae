//! A practice platform as the outside world sees it: which emails it has sent, how to make it fail,
//! how to stop it.
//!
//! There are two: the one that runs inside the app, and a separate server that a test starts in place
//! of the hosted platform. Both are asked through their control interface, never through the app.

use std::{fs, path::PathBuf};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::runtime::{self, Runtime};

use crate::{
    binaries,
    desktop::Desktop,
    service::Service,
    wait::{PATIENCE, until},
};

/// A running practice platform.
pub struct Platform<'d> {
    desktop: &'d Desktop,
    runtime: Runtime,
    client: reqwest::Client,
    address: String,
    token: String,
    /// The id of the last email that the demo data had sent before the test began.
    last_before: i64,
    /// `None` if the platform runs inside the app.
    server: Option<Server>,
}

/// A server that the test has started.
struct Server {
    data: PathBuf,
    arguments: Vec<&'static str>,
    /// `None` while the server is stopped.
    service: Option<Service>,
}

/// An email in the ledger of the platform.
#[derive(Debug, Clone, Deserialize)]
pub struct Mail {
    id: i64,
    pub kind: String,
    pub to: String,
    #[serde(default)]
    text: String,
}

/// What the platform has done, as its control interface reports it.
#[derive(Deserialize)]
struct Ledger {
    mails: Vec<Mail>,
}

/// The file in which the platform inside the app says how other programs reach it.
#[derive(Deserialize)]
struct RunningFile {
    port: u16,
    token: String,
}

impl RunningFile {
    fn inside(desktop: &Desktop) -> Self {
        let file = desktop.data().join("practice/running.json");
        until("the practice platform runs", || {
            serde_json::from_slice(&fs::read(&file).ok()?).ok()
        })
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl<'d> Platform<'d> {
    /// The API key of every platform that a test starts.
    pub const KEY: &'static str = "pk_window_5f2c7e9b1d";

    /// The platform that runs inside the app.
    pub fn inside(desktop: &'d Desktop) -> Self {
        let running = RunningFile::inside(desktop);
        Self::at(desktop, running.address(), running.token, None)
    }

    /// A separate platform with the demo data.
    pub fn beside(desktop: &'d Desktop) -> Self {
        Self::beside_with(desktop, &[])
    }

    /// A separate platform, with these arguments for `practice serve`.
    pub fn beside_with(desktop: &'d Desktop, arguments: &[&'static str]) -> Self {
        let mut server = Server {
            data: desktop.artifacts.path("platform"),
            arguments: arguments.to_vec(),
            service: None,
        };
        let (address, token) = server.start(desktop, "127.0.0.1:0");
        Self::at(desktop, address, token, Some(server))
    }

    fn at(desktop: &'d Desktop, address: String, token: String, server: Option<Server>) -> Self {
        let mut platform = Self {
            desktop,
            runtime: runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime can be made"),
            client: reqwest::Client::builder()
                .timeout(PATIENCE)
                // A kept connection wouldn't survive a test that stops and restarts the server.
                .pool_max_idle_per_host(0)
                .build()
                .expect("a client can be made"),
            address,
            token,
            last_before: 0,
            server,
        };
        platform.last_before = platform.emails().last().map_or(0, |mail| mail.id);
        platform
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// The emails that the platform has sent since the test began, oldest first.
    pub fn emails(&self) -> Vec<Mail> {
        let question = format!("/practice/v1/ledger?mails={}", self.last_before);
        let answer = self.runtime.block_on(async {
            let request = self
                .client
                .get(format!("{}{question}", self.address))
                .header("X-Practice-Token", self.token());
            let answer = request.send().await?.error_for_status()?;
            answer.json::<Ledger>().await
        });
        let ledger = answer.unwrap_or_else(|error| panic!("{question}: {error}"));
        ledger.mails
    }

    /// The addresses to which invitations were sent, sorted. An address with two emails is there
    /// twice.
    pub fn invited(&self) -> Vec<String> {
        let mails = self.emails().into_iter();
        let mut to: Vec<_> = mails
            .filter(|mail| mail.kind == "invitation")
            .map(|mail| mail.to)
            .collect();
        to.sort();
        to
    }

    /// How many invitations a person has received.
    pub fn emails_to(&self, person: &str) -> usize {
        let invited = self.invited();
        invited.iter().filter(|address| *address == person).count()
    }

    /// Waits until these people, and nobody else, have been invited, each exactly once.
    pub fn has_invited(&self, people: &[&str]) {
        let mut wanted: Vec<_> = people.to_vec();
        wanted.sort_unstable();
        until(&format!("emails to {wanted:?}"), || {
            (self.invited().len() >= wanted.len()).then_some(())
        });
        assert_eq!(self.invited(), wanted);
    }

    /// The link of this platform in the last email to somebody.
    pub fn link_mailed_to(&self, person: &str) -> String {
        until(&format!("an email to {person}"), || {
            let question = format!("{}/practice/v1/mails?to={person}", self.address);
            let mails = self.runtime.block_on(async {
                let request = self
                    .client
                    .get(&question)
                    .header("X-Practice-Token", self.token());
                request.send().await?.json::<Vec<Mail>>().await
            });
            let mails = mails.unwrap_or_else(|error| panic!("{question}: {error}"));
            let text = mails.into_iter().next_back()?.text;
            let link = text.lines().find(|line| line.starts_with(&self.address))?;
            Some(link.to_owned())
        })
    }

    /// Makes the sign-up link of the demo course, as its administrator does on another computer.
    pub fn makes_a_link(&self, terms: &Value) -> String {
        let path = "/spaces/v1/org/uni_example/space/finance_i/invitation_link";
        let answer = self.runtime.block_on(async {
            let request = self
                .client
                .put(format!("{}{path}", self.address))
                .header("Authorization", format!("Basic {}", Self::KEY));
            let answer = request.json(terms).send().await?.error_for_status()?;
            answer.json::<Value>().await
        });
        let answer = answer.unwrap_or_else(|error| panic!("{path}: {error}"));
        let url = answer["url"].as_str();
        url.expect("a link has an address").to_owned()
    }

    /// Creates so many instances in the demo course, as its administrator does on another computer.
    pub fn creates_instances(&self, count: usize) {
        let path = "/instances/v1/org/uni_example/space/finance_i";
        self.runtime.block_on(async {
            for number in 1..=count {
                let name = format!("Group {number:04}");
                let instance = json!({ "name": name, "slug": format!("group_{number:04}") });
                let request = self
                    .client
                    .post(format!("{}{path}", self.address))
                    .header("Authorization", format!("Basic {}", Self::KEY));
                let answer = request.json(&instance).send().await;
                let answer = answer.and_then(reqwest::Response::error_for_status);
                answer.unwrap_or_else(|error| panic!("{name}: {error}"));
            }
        });
    }

    /// Renames the demo course, which no client can do: in the stopped server's own data.
    pub fn renames_the_course(&mut self, name: &str) {
        self.stop();
        let file = self.server().data.join("practice.db");
        let script = "import sqlite3, sys\n\
                      with sqlite3.connect(sys.argv[1]) as data:\n \
                      data.execute(\"UPDATE spaces SET name = ? WHERE slug = 'finance_i'\", \
                      [sys.argv[2]])";
        let mut command = self.desktop.command("python3");
        let done = command.args(["-c", script]).arg(file).arg(name).status();
        assert!(done.is_ok_and(|status| status.success()), "renamed");
        self.start_again();
    }

    /// Injects faults from now on. `practice/v1/faults` has the list of them.
    pub fn injects_faults(&self, faults: &Value) {
        let answer = self.runtime.block_on(async {
            let request = self
                .client
                .post(format!("{}/practice/v1/faults", self.address))
                .header("X-Practice-Token", self.token());
            request.json(faults).send().await?.error_for_status()
        });
        answer.unwrap_or_else(|error| panic!("{faults}: {error}"));
    }

    /// Delays the answer to every invitation.
    pub fn takes_its_time(&self, milliseconds: u64) {
        self.injects_faults(&json!({ "rules": [delayed_invitations(milliseconds)] }));
    }

    /// Answers so many invitations at once, and delays those that come after them. So a test can do
    /// something while it is certain that some have arrived and some haven't.
    pub fn takes_its_time_after(&self, invitations: u32, milliseconds: u64) {
        let at_once = json!({
            "kind": "delay", "ms": 0, "methods": ["POST"], "path": "/invitations", "times": invitations
        });
        // Of two delays, the later one counts.
        let rules = [delayed_invitations(milliseconds), at_once];
        self.injects_faults(&json!({ "rules": rules }));
    }

    /// Refuses every connection for so long, and delays the answer to every invitation afterwards.
    pub fn is_away_and_then_slow(&self, away: u64, delay: u64) {
        let rules = [delayed_invitations(delay)];
        self.injects_faults(&json!({ "rules": rules, "refuse_connections_ms": away }));
    }

    /// Kills the server.
    pub fn stop(&mut self) {
        self.server().service = None;
    }

    /// Starts the server again at the same address and with the same data.
    pub fn start_again(&mut self) {
        let listen = self.address.trim_start_matches("http://").to_owned();
        let desktop = self.desktop;
        let (address, token) = self.server().start(desktop, &listen);
        self.address = address;
        self.token = token;
    }

    /// Stops the server, and starts it again with other arguments for `practice serve`.
    pub fn start_again_with(&mut self, arguments: &[&'static str]) {
        self.stop();
        self.server().arguments = arguments.to_vec();
        self.start_again();
    }

    /// The token of the control interface. The platform inside the app makes a new one at every start.
    fn token(&self) -> String {
        match self.server {
            Some(_) => self.token.clone(),
            None => RunningFile::inside(self.desktop).token,
        }
    }

    fn server(&mut self) -> &mut Server {
        let server = self.server.as_mut();
        server.expect("only a platform that the test has started can be stopped")
    }
}

/// The rule of a fault that delays the answer to every invitation.
fn delayed_invitations(milliseconds: u64) -> Value {
    json!({ "kind": "delay", "ms": milliseconds, "path": "/invitations" })
}

impl Server {
    fn start(&mut self, desktop: &Desktop, listen: &str) -> (String, String) {
        let mut command = desktop.command(binaries::program("practice"));
        // As an argument, the key would be visible in the list of processes.
        command
            .env("PRACTICE_KEY", Platform::KEY)
            .args(["serve", "--listen", listen, "--data"])
            .arg(&self.data)
            .args(&self.arguments);
        let log = desktop.artifacts.path("platform.log");
        let (service, lines) = Service::start_and_read("practice", &mut command, &log, 2);
        self.service = Some(service);
        let part = |line: &str, before: &str| {
            let rest = line.strip_prefix(before);
            rest.unwrap_or_else(|| panic!("the platform printed “{line}”"))
                .to_owned()
        };
        (part(&lines[0], "listening on "), part(&lines[1], "token "))
    }
}
