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
const ADA: &str = "ada@new.example";

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

/// An account at this address, and a draft that belongs to it and invites this person.
pub(crate) fn account_with_draft(home: &Home, address: &str, draft: &str, person: &str) -> Place {
    let account = AccountId::new();
    let now = jiff::Timestamp::now();
    let kind = AccountKind::Platform;
    let store = &home.store;
    store
        .account_add(&account, kind, draft, &address.parse().unwrap(), now)
        .unwrap();
    let place = Place {
        account,
        ..home.place.clone()
    };
    home.draft_at(&place, "group_a", draft, &[person]);
    place
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_never_goes_to_another_platform_because_a_draft_belongs_to_it() {
    let home = Home::new().await;
    let (meant, other) = (Listener::start(), Listener::start());
    account_with_draft(&home, &meant.address, "Meant", ADA);
    account_with_draft(&home, &other.address, "Other", ADA);
    for (address, sentence) in [
        (
            None,
            format!(
                "There's more than one account, so Cohort can't tell whether COHORT_API_KEY is \
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
    account_with_draft(&home, &address, "Week 3", ADA);
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

    account_with_draft(&home, "https://platform.example", "Other", ADA);
    let accounts = home.store.accounts().unwrap();
    let account = accounts
        .iter()
        .find(|known| known.address.as_str() == address);
    let place = Place {
        account: account.unwrap().id.clone(),
        ..home.place.clone()
    };
    home.draft_at(&place, "group_a", "Week 4", &["grace@new.example"]);
    send("Week 4", Some(&format!("{address}/"))).await;
    assert_eq!(home.emails("grace@new.example").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_taken_out_of_the_environment() {
    let home = Home::new().await;
    let platform = Listener::start();
    account_with_draft(&home, &platform.address, "Week 3", ADA);
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

/// The second user sees that there is a process, because everybody does.
#[tokio::test(flavor = "multi_thread")]
async fn another_user_sees_the_process_and_nothing_of_its_key() {
    let home = Home::new().await;
    let platform = Listener::start();
    account_with_draft(&home, &platform.address, "Week 3", ADA);
    let mut command = home.command(&["send", "Week 3", "--yes"]);
    let mut child = command.env("COHORT_API_KEY", KEY).spawn().unwrap();
    let asked = platform.requests.recv_timeout(Duration::from_secs(20));
    assert!(asked.unwrap().1.contains(KEY), "it holds the key");
    let as_nobody = |program: &str, file: &str| {
        let output = std::process::Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", program])
            .arg(format!("/proc/{}/{file}", child.id()))
            .output()
            .unwrap();
        let failed = text(&output.stderr);
        assert!(
            !failed.contains("setpriv"),
            "this test has to be run as root, because it acts as another user: {failed}"
        );
        (String::from_utf8_lossy(&output.stdout).into_owned(), failed)
    };
    let (arguments, _) = as_nobody("cat", "cmdline");
    assert!(arguments.contains("Week 3"), "the second user sees it");
    assert!(!arguments.contains(KEY), "{arguments}");
    for (program, file) in [
        ("cat", "environ"),
        ("cat", "mem"),
        ("cat", "maps"),
        ("ls", "fd"),
    ] {
        let (shown, failed) = as_nobody(program, file);
        assert_eq!(shown, "", "{file}");
        assert!(failed.contains("Permission denied"), "{file}: {failed}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_leaves_no_core_dump_that_holds_the_key() {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::{Command, Stdio};

    let home = Home::new().await;
    let platform = Listener::start();
    account_with_draft(&home, &platform.address, "Week 3", ADA);
    let cohort = home.command(&[]).get_program().to_owned();
    // As a user who has allowed core dumps, in a folder where one can be written.
    let folder = tempfile::tempdir().unwrap();
    let mut command = home.command(&[]);
    let environment: Vec<_> = command
        .get_envs()
        .map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned)))
        .collect();
    command = Command::new("bash");
    for (name, value) in environment {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let mut child = command
        .args(["-c", "ulimit -c unlimited; exec \"$0\" \"$@\""])
        .arg(cohort)
        .args(["send", "Week 3", "--yes"])
        .env("COHORT_API_KEY", KEY)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let asked = platform.requests.recv_timeout(Duration::from_secs(20));
    assert!(asked.unwrap().1.contains(KEY), "it holds the key");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core"));
    let core: Vec<_> = core.unwrap().split_whitespace().skip(4).take(2).collect();
    assert_eq!(core, ["1", "1"], "a dump is allowed: {limits}");
    let status = Command::new("kill")
        .args(["-ABRT", &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
    let ended = child.wait().unwrap();
    assert_eq!(ended.signal(), Some(6));
    assert!(!ended.core_dumped());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
