use std::{fs, path::PathBuf};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::runtime::{self, Runtime};

use crate::{
    built,
    desktop::Desktop,
    service::Service,
    wait::{PATIENCE, until},
};

/// A practice platform, seen from outside: the one inside the app, or one of its own that stands
/// for the hosted platform.
pub struct Platform<'d> {
    desktop: &'d Desktop,
    runtime: Runtime,
    client: reqwest::Client,
    address: String,
    token: String,
    /// What the demo data had sent before the test began.
    before: i64,
    own: Option<Own>,
}

/// A server that the test itself has started.
struct Own {
    data: PathBuf,
    arguments: Vec<&'static str>,
    service: Option<Service>,
}

/// A mail as the platform's ledger tells of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Mail {
    id: i64,
    pub kind: String,
    pub to: String,
}

#[derive(Deserialize)]
struct Ledger {
    mails: Vec<Mail>,
}

/// What the platform inside the app leaves for the user's other programs.
#[derive(Deserialize)]
struct Running {
    port: u16,
    token: String,
}

impl Running {
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
    /// The key of every platform that a test starts.
    pub const KEY: &'static str = "pk_window_5f2c7e9b1d";

    /// The one that runs inside the app.
    pub fn inside(desktop: &'d Desktop) -> Self {
        let running = Running::inside(desktop);
        Self::at(desktop, running.address(), running.token, None)
    }

    /// One of its own, with the demo data.
    pub fn beside(desktop: &'d Desktop) -> Self {
        Self::beside_with(desktop, &[])
    }

    /// One of its own, with arguments for `practice serve`.
    pub fn beside_with(desktop: &'d Desktop, arguments: &[&'static str]) -> Self {
        let mut own = Own {
            data: desktop.evidence.path("platform"),
            arguments: arguments.to_vec(),
            service: None,
        };
        let (address, token) = own.start(desktop, "127.0.0.1:0");
        Self::at(desktop, address, token, Some(own))
    }

    fn at(desktop: &'d Desktop, address: String, token: String, own: Option<Own>) -> Self {
        let mut platform = Self {
            desktop,
            runtime: runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime can be made"),
            client: reqwest::Client::builder()
                .timeout(PATIENCE)
                // No connection outlives a server that a test has stopped.
                .pool_max_idle_per_host(0)
                .build()
                .expect("a client can be made"),
            address,
            token,
            before: 0,
            own,
        };
        platform.before = platform.mails().last().map_or(0, |mail| mail.id);
        platform
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// What the platform has sent since the test began, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        let question = format!("/practice/v1/ledger?mails={}", self.before);
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

    /// The addresses that were invited by mail, sorted; one that got two mails stands there twice.
    pub fn invited(&self) -> Vec<String> {
        let mails = self.mails().into_iter();
        let mut to: Vec<_> = mails
            .filter(|mail| mail.kind == "invitation")
            .map(|mail| mail.to)
            .collect();
        to.sort();
        to
    }

    /// How many invitations somebody got.
    pub fn mails_to(&self, person: &str) -> usize {
        let invited = self.invited();
        invited.iter().filter(|address| *address == person).count()
    }

    /// Waits until just these have been invited, each once.
    pub fn has_invited(&self, people: &[&str]) {
        let mut wanted: Vec<_> = people.to_vec();
        wanted.sort_unstable();
        until(&format!("mails to {wanted:?}"), || {
            (self.invited().len() >= wanted.len()).then_some(())
        });
        assert_eq!(self.invited(), wanted);
    }

    /// Makes something go wrong from now on: `practice/v1/faults` says what there is.
    pub fn goes_wrong(&self, faults: &Value) {
        let answer = self.runtime.block_on(async {
            let request = self
                .client
                .post(format!("{}/practice/v1/faults", self.address))
                .header("X-Practice-Token", self.token());
            request.json(faults).send().await?.error_for_status()
        });
        answer.unwrap_or_else(|error| panic!("{faults}: {error}"));
    }

    /// Answers every request this much later.
    pub fn takes_its_time(&self, milliseconds: u64) {
        let rule = json!({ "kind": "delay", "ms": milliseconds, "path": "/invitations" });
        self.goes_wrong(&json!({ "rules": [rule] }));
    }

    /// Pulls the plug.
    pub fn stop(&mut self) {
        self.own().service = None;
    }

    /// Starts it again: the same address, the same data.
    pub fn start_again(&mut self) {
        let listen = self.address.trim_start_matches("http://").to_owned();
        let desktop = self.desktop;
        let (address, token) = self.own().start(desktop, &listen);
        self.address = address;
        self.token = token;
    }

    /// The one inside the app has another token with every start.
    fn token(&self) -> String {
        match self.own {
            Some(_) => self.token.clone(),
            None => Running::inside(self.desktop).token,
        }
    }

    fn own(&mut self) -> &mut Own {
        let own = self.own.as_mut();
        own.expect("only a platform of the test's own can be stopped")
    }
}

impl Own {
    fn start(&mut self, desktop: &Desktop, listen: &str) -> (String, String) {
        let mut command = desktop.command(built::program("practice"));
        command
            .args([
                "serve",
                "--listen",
                listen,
                "--key",
                Platform::KEY,
                "--data",
            ])
            .arg(&self.data)
            .args(&self.arguments);
        let log = desktop.evidence.path("platform.log");
        let (service, said) = Service::start_and_hear("practice", &mut command, &log, 2);
        self.service = Some(service);
        let part = |line: &str, before: &str| {
            let rest = line.strip_prefix(before);
            rest.unwrap_or_else(|| panic!("the platform said “{line}”"))
                .to_owned()
        };
        (part(&said[0], "listening on "), part(&said[1], "token "))
    }
}
