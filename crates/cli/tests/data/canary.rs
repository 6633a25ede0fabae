//! One known key and one known person go through everything that the terminal does, also through a
//! crash. The key is then in no output and no file, and the person is where they must be.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pretty_assertions::assert_eq;
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::environment_key::account_with_draft;
use crate::home::{Home, text};

const PERSON: &str = "wren.canary@uni.example";

/// The files below a folder that contain this text, as paths from there.
pub(crate) fn files_with(folder: &Path, wanted: &str) -> BTreeSet<String> {
    let (mut found, mut folders) = (BTreeSet::new(), vec![folder.to_owned()]);
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            if bytes
                .windows(wanted.len())
                .any(|part| part == wanted.as_bytes())
            {
                let path = path.strip_prefix(folder).unwrap();
                found.insert(path.to_str().unwrap().to_owned());
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_nowhere_and_the_person_where_they_must_be() {
    let home = Home::new().await;
    let key = home.practice.key().expose_secret().to_owned();
    // The practice platform as an account of its own, under another name of this computer.
    let address = format!("http://{}", home.practice.address()).replace("127.0.0.1", "localhost");
    let place = account_with_draft(&home, &address, "Week 3", PERSON);
    let list = home.folder().join("list.csv");
    fs::write(&list, format!("Name;Email\nWren Halcyonbird;{PERSON}\n")).unwrap();
    home.faults(json!({ "seed": 7, "rules": [
        { "kind": "server_error", "times": 1, "path": "/invitations" },
        { "kind": "lost_answer", "times": 1, "path": "/invitations" },
        { "kind": "half_answer", "times": 1, "path": "/members" },
    ] }))
    .await;

    let report = |name: &str| home.folder().join(name).to_str().unwrap().to_owned();
    let (csv, html) = (report("report.csv"), report("report.html"));
    let mut said = String::new();
    for (arguments, key_is_for) in [
        (&["check", list.to_str().unwrap()][..], &*address),
        (&["drafts"], &address),
        (&["send", "Week 3", "--dry-run"], &address),
        (&["send", "Week 3", "--yes"], "https://elsewhere.example"),
        (&["send", "Week 3", "--yes"], "no address"),
        (&["send", "Week 3", "--yes"], &address),
        (&["outbox"], &address),
        (&["outbox", "show", "1"], &address),
        (&["outbox", "show", "1", "--json"], &address),
        (
            &["outbox", "report", "1", "--csv", &csv, "--html", &html],
            &address,
        ),
    ] {
        said += &asked(&home, arguments, &key, key_is_for).await.1;
    }
    said += &makes_a_link_and_distributes(&home, &key, &address).await;
    assert_eq!(home.emails(PERSON).await, 1, "{said}");
    assert!(said.contains(PERSON), "{said}");
    assert!(!said.contains(&key), "{said}");

    crashes_while_sending(&home, &place, &address, &key).await;

    // The platform that this computer runs keeps its own key, for its user's other programs.
    let practice = "data/app.cohort.desktop/practice";
    let own = ["kept.json", "running.json"].map(|file| format!("{practice}/{file}"));
    assert_eq!(files_with(home.folder(), &key), BTreeSet::from(own));
    for path in files_with(home.folder(), "wren.canary") {
        let must_be = ["list.csv", "report.csv", "report.html"].contains(&path.as_str())
            || path.starts_with("data/app.cohort.desktop/cohort.db")
            // A copy of the data: a command that takes more than a minute makes the backup of the day.
            || path.starts_with("data/app.cohort.desktop/cohort-daily-")
            || path.starts_with(&format!("{practice}/practice.db"));
        assert!(must_be, "{path}");
    }
}

/// Runs a command with the key in its environment, as talkative as it can be. Returns whether it
/// succeeded, and what it said.
async fn asked(home: &Home, arguments: &[&str], key: &str, key_is_for: &str) -> (bool, String) {
    let mut command = home.command(arguments);
    command
        .env("COHORT_API_KEY", key)
        .env("COHORT_API_ADDRESS", key_is_for)
        .env("COHORT_LOG", "trace")
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full");
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = output.await.unwrap();
    let said = text(&output.stdout) + &text(&output.stderr);
    (output.status.success(), said)
}

/// Makes a link of the course, with its code, and distributes to a new instance and, for a look at what
/// would be overwritten, to everyone's.
async fn makes_a_link_and_distributes(home: &Home, key: &str, address: &str) -> String {
    home.faults(json!({})).await;
    let code = home.folder().join("code.svg");
    let (course, from) = ("Finance I", ["--from", "master/week_3_material"]);
    let mut all = String::new();
    for arguments in [
        &["spaces"][..],
        &["people", course],
        &[
            "link",
            "make",
            course,
            "--uses",
            "7",
            "--qr",
            code.to_str().unwrap(),
        ],
        &["link", "show", course],
        &["link", "show", course, "--json"],
        &["link", "withdraw", course, "--yes"],
        &["instance", "add", course, "Reds", "--yes"],
        &[
            &["distribute", course, "--everyone", "--dry-run"][..],
            &from,
        ]
        .concat(),
        &[&["distribute", course, "--to", "Reds", "--yes"][..], &from].concat(),
    ] {
        // Under its other name, the platform's own links would lead to another host.
        let is_link = arguments[0] == "link";
        let of_account = ["--account", if is_link { "practice" } else { "Week 3" }];
        let arguments = match arguments {
            ["spaces"] => arguments.to_vec(),
            _ => [arguments, &of_account].concat(),
        };
        let named = format!("http://{}", home.practice.address());
        let key_is_for = if is_link { named.as_str() } else { address };
        let (succeeded, said) = asked(home, &arguments, key, key_is_for).await;
        assert!(succeeded, "{arguments:?}: {said}");
        all += &said;
    }
    assert!(all.contains("1 distributed"), "{all}");
    assert!(code.exists());
    all
}

/// Whether the arguments or the environment of a process contain this text.
fn was_started_with(process: &std::process::Child, text: &str) -> bool {
    ["cmdline", "environ"].iter().any(|file| {
        let bytes = fs::read(format!("/proc/{}/{file}", process.id())).unwrap();
        String::from_utf8_lossy(&bytes).contains(text)
    })
}

async fn crashes_while_sending(home: &Home, place: &store::Place, address: &str, key: &str) {
    home.faults(json!({ "rules": [{ "kind": "delay", "ms": 60_000, "methods": ["POST"] }] }))
        .await;
    home.draft_at(place, "group_a", "Week 4", &["x.wren.canary@uni.example"]);
    let mut command = home.command(&["send", "Week 4", "--yes"]);
    command
        .env("COHORT_API_KEY", key)
        .env("COHORT_API_ADDRESS", address)
        .current_dir(home.folder());
    let mut child = command.spawn().unwrap();
    let sending = || {
        let plans = home.store.plans().unwrap().readable;
        plans.iter().any(|plan| {
            let steps = home.store.steps(plan.id).unwrap();
            steps
                .iter()
                .any(|step| step.state == store::StepState::Sending)
        })
    };
    for _ in 0..600 {
        if sending() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(sending(), "it never sends");
    for text in [key, "wren.canary"] {
        assert!(!was_started_with(&child, text), "{text}");
    }
    // A search that finds nothing at all would prove nothing.
    for text in ["Week 4", home.folder().to_str().unwrap()] {
        assert!(was_started_with(&child, text), "{text}");
    }
    let aborted = std::process::Command::new("kill")
        .args(["-ABRT", &child.id().to_string()])
        .status();
    assert!(aborted.unwrap().success());
    child.wait().unwrap();
    home.faults(json!({})).await;
}
