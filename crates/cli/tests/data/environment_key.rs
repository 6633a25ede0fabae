//! `COHORT_API_KEY` goes to the platform it is for and to no other, and doesn't stay in the
//! environment.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use pretty_assertions::assert_eq;
use secrecy::ExposeSecret as _;
use store::{AccountId, AccountKind, Place};

use crate::home::{Home, text};

const KEY: &str = "a-key-that-nobody-else-may-see";

/// A platform that notes what it is sent and never answers.
struct Listener {
    address: String,
    requests: Receiver<(TcpStream, String)>,
}

impl Listener {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut bytes = [0; 8192];
                let count = stream.read(&mut bytes).unwrap();
                let request = String::from_utf8_lossy(&bytes[..count]).into_owned();
                if sender.send((stream, request)).is_err() {
                    return;
                }
            }
        });
        Self { address, requests }
    }
}

/// An account at this address, and a draft that belongs to it.
fn account_with_draft(home: &Home, address: &str, draft: &str) {
    let account = AccountId::new();
    let now = jiff::Timestamp::now();
    let kind = AccountKind::Platform;
    let store = &home.store;
    store
        .account_add(&account, kind, draft, address, now)
        .unwrap();
    let place = Place {
        account,
        ..home.place.clone()
    };
    home.draft_at(&place, "group_a", draft, &["ada@new.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_never_goes_to_another_platform_because_a_draft_belongs_to_it() {
    let home = Home::new().await;
    let (meant, other) = (Listener::start(), Listener::start());
    account_with_draft(&home, &meant.address, "Meant");
    account_with_draft(&home, &other.address, "Other");
    for (address, sentence) in [
        (
            None,
            format!(
                "There is more than one account, so Cohort can't tell whether COHORT_API_KEY is \
                 for {}. Nothing was sent.",
                other.address
            ),
        ),
        (
            Some(meant.address.as_str()),
            format!(
                "COHORT_API_KEY is for {}, but this needs the key for {}. Nothing was sent.",
                meant.address, other.address
            ),
        ),
        (
            Some("http://elsewhere.example"),
            "COHORT_API_ADDRESS isn't the address of a platform.".to_owned(),
        ),
    ] {
        let mut command = home.command(&["send", "Other", "--yes"]);
        command.env("COHORT_API_KEY", KEY);
        if let Some(address) = address {
            command.env("COHORT_API_ADDRESS", address);
        }
        let mut child = command.spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            // Without the check, the command would now wait for the platform.
            if let Ok((_, request)) = other.requests.recv_timeout(Duration::from_millis(20)) {
                child.kill().unwrap();
                panic!("another platform was sent {request}");
            }
        }
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        assert!(said.contains(&sentence), "{said}");
        assert!(!said.contains(KEY), "{said}");
    }
    assert!(home.store.plans().unwrap().readable.is_empty());
    assert!(meant.requests.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_used_for_the_only_platform_and_for_the_one_it_is_for() {
    let home = Home::new().await;
    let address = format!("http://{}", home.practice.address());
    // The practice platform as an account of its own, under another name of this computer.
    let address = address.replace("127.0.0.1", "localhost");
    account_with_draft(&home, &address, "Week 3");
    let key = home.practice.key().expose_secret().to_owned();
    let send = async |draft: &str, address: Option<&str>| {
        let mut command = home.command(&["send", draft, "--yes"]);
        command.env("COHORT_API_KEY", &key);
        if let Some(address) = address {
            command.env("COHORT_API_ADDRESS", address);
        }
        let output = tokio::task::spawn_blocking(move || command.output().unwrap());
        let output = output.await.unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}{}",
            text(&output.stdout),
            text(&output.stderr)
        );
    };
    send("Week 3", None).await;
    assert_eq!(home.emails("ada@new.example").await, 1);

    account_with_draft(&home, "https://platform.example", "Other");
    let accounts = home.store.accounts().unwrap();
    let account = accounts.iter().find(|known| known.address == address);
    let place = Place {
        account: account.unwrap().id.clone(),
        ..home.place.clone()
    };
    home.draft_at(&place, "group_a", "Week 4", &["grace@new.example"]);
    send("Week 4", Some(&format!("{address}/"))).await;
    assert_eq!(home.emails("grace@new.example").await, 1);
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_taken_out_of_the_environment() {
    let home = Home::new().await;
    let platform = Listener::start();
    account_with_draft(&home, &platform.address, "Week 3");
    let mut command = home.command(&["send", "Week 3", "--yes"]);
    let mut child = command.env("COHORT_API_KEY", KEY).spawn().unwrap();
    let (mut stream, request) = platform
        .requests
        .recv_timeout(Duration::from_secs(20))
        .unwrap();
    assert!(request.contains(KEY), "the key is used: {request}");
    let environment = std::fs::read(format!("/proc/{}/environ", child.id())).unwrap();
    let environment = String::from_utf8_lossy(&environment).into_owned();
    let _ = stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\n\r\n");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(environment.contains("HOME="), "it is the environment");
    assert!(!environment.contains(KEY), "the key is still there");
}
